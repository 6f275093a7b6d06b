using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>The group soft-threshold of TISO and TIRSO: shrinks all lags of an ordered pair of nodes together.</summary>
/// <remarks>Works on N x NP row-major, lag-major filters. The self-group of a row is not penalised.</remarks>
internal sealed class GroupShrinkage(int nodes, int order, BaselineMode mode, double damping)
{
    private readonly double[] factors = new double[nodes];

    /// <summary>Shrinks one row after its gradient step.</summary>
    /// <param name="row">NP values: the forward point f; becomes the new row.</param>
    /// <param name="node">Which row.</param>
    /// <param name="threshold">Step times penalty, α λ.</param>
    public void Apply(Span<double> row, int node, double threshold)
    {
        if (mode == BaselineMode.Reference)
        {
            ApplyReference(row, node, threshold);
            return;
        }
        Span<double> factor = factors;
        factor.Clear();
        for (int p = 0; p < order; p++)
        {
            Span<double> lag = row.Slice(p * nodes, nodes);
            Elementwise.AddSquares(lag, factor);
        }
        for (int j = 0; j < factor.Length; j++)
        {
            double norm = Math.Sqrt(factor[j]);
            factor[j] = norm > threshold ? 1 - threshold / norm : 0;
        }
        factor[node] = 1;
        for (int p = 0; p < order; p++)
        {
            Span<double> lag = row.Slice(p * nodes, nodes);
            Elementwise.MultiplyBy(factor, lag);
        }
    }

    /// <summary>The study's groups: P consecutive entries, counted from one; row n spares group n, and its last P entries stay zero.</summary>
    private void ApplyReference(Span<double> row, int node, double threshold)
    {
        for (int q = 1; q < nodes; q++)
        {
            Span<double> group = row.Slice((q - 1) * order, order);
            if (q == node)
            {
                continue;
            }
            double squares = 0;
            foreach (double value in group)
            {
                squares += value * value;
            }
            double factor = Math.Max(0, 1 - threshold / (Math.Sqrt(squares) + damping));
            for (int k = 0; k < group.Length; k++)
            {
                group[k] *= factor;
            }
        }
        row[((nodes - 1) * order)..].Clear();
    }
}
