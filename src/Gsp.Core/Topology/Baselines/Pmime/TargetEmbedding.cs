namespace Gsp.Topology;

/// <summary>Builds one target's mixed embedding and measures what each driver brings.</summary>
internal sealed class TargetEmbedding
{
    private readonly LagTable table;
    private readonly PmimeOptions options;
    private readonly InformationScan scan;
    private readonly List<int> embedding = [];

    public TargetEmbedding(LagTable table, int target, double[] digamma, PmimeOptions options)
    {
        (this.table, this.options) = (table, options);
        scan = new InformationScan(table.Future(target), digamma, options.Neighbours);
    }

    /// <summary>Number of lagged variables taken.</summary>
    public int Components => embedding.Count;

    /// <summary>Chooses lagged variables one by one until the next brings too little.</summary>
    public void Grow(CancellationToken cancellation)
    {
        int limit = Math.Min(options.MaximumComponents, table.Candidates.Length);
        List<double> shares = [];
        while (embedding.Count < limit)
        {
            cancellation.ThrowIfCancellationRequested();
            int[] open = [.. Enumerable.Range(0, table.Candidates.Length).Except(embedding)];
            var gains = new double[open.Length];
            var totals = new double[open.Length];
            scan.Candidates(Past(), [.. open.Select(c => table.Candidates[c])], gains, totals);
            int best = Array.IndexOf(gains, gains.Max());
            shares.Add(gains[best] / totals[best]);
            if (!Worthwhile(shares))
            {
                return;
            }
            embedding.Add(open[best]);
        }
    }

    /// <summary>R of each driving node: the part of the information about the future that this node's lags bring given the rest.</summary>
    public void Measure(int target, Span<double> drivers)
    {
        drivers.Clear();
        int[] nodes = [.. embedding.Select(table.NodeOf).Distinct().Where(node => node != target)];
        var gains = new double[nodes.Length];
        bool[][] groups = [.. nodes.Select(node => embedding.Select(c => table.NodeOf(c) == node).ToArray())];
        double total = scan.Groups(Past(), groups, gains);
        for (int g = 0; g < nodes.Length; g++)
        {
            // A driver that is alone brings everything: no condition is left.
            drivers[nodes[g]] = groups[g].All(member => member) ? 1 : gains[g] / total;
        }
    }

    private double[][] Past() => [.. embedding.Select(c => table.Candidates[c])];

    /// <summary>The first variable is always taken; later ones need a share above the threshold, and from the fourth on the share must not
    /// have risen twice in a row, which happens when the estimator's bias takes over.</summary>
    private bool Worthwhile(List<double> shares) =>
        shares.Count == 1
        || (shares[^1] > options.Threshold && (shares.Count < 4 || shares[^1] < shares[^2] || shares[^2] < shares[^3]));
}
