using Gsp.Compute;
using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>The second moments of targets x_t and regressors z_t = [x_{t−1}; ...; x_{t−P}] over the rows of a recording.</summary>
/// <remarks>
/// With an intercept both are centred first (two passes), which solves the intercept out exactly and keeps large offsets from spoiling the sums.
/// Row t has weight λ^{T−1−t}. Rows are taken in chunks, so memory beyond the result is bounded.
/// </remarks>
internal sealed class BatchMoments
{
    private const int ChunkRows = 512;

    private BatchMoments(int nodes, int order, bool intercept)
    {
        Nodes = nodes;
        Order = order;
        HasIntercept = intercept;
        Gram = new double[Width * Width];
        Cross = new double[nodes * Width];
        TargetGram = new double[nodes * nodes];
        RegressorMeans = new double[Width];
        TargetMeans = new double[nodes];
    }

    /// <summary>N.</summary>
    public int Nodes { get; }

    /// <summary>P.</summary>
    public int Order { get; }

    /// <summary>NP.</summary>
    public int Width => Nodes * Order;

    /// <summary>Whether an intercept was solved out.</summary>
    public bool HasIntercept { get; }

    /// <summary>Sum of the rows' weights: their number where nothing is forgotten.</summary>
    public double Count { get; private set; }

    /// <summary>Σ z zᵀ, NP x NP.</summary>
    public double[] Gram { get; }

    /// <summary>Σ x zᵀ, N x NP.</summary>
    public double[] Cross { get; }

    /// <summary>Σ x xᵀ, N x N.</summary>
    public double[] TargetGram { get; }

    /// <summary>Means of the regressors; zero without intercept.</summary>
    public double[] RegressorMeans { get; }

    /// <summary>Means of the targets; zero without intercept.</summary>
    public double[] TargetMeans { get; }

    /// <summary>Moments over the targets in rows <paramref name="from"/> ... <paramref name="to"/> − 1, with the lags before each.</summary>
    /// <param name="rows">T x N row-major, finite.</param>
    /// <param name="nodes">N.</param>
    /// <param name="order">P; <paramref name="from"/> is at least this.</param>
    /// <param name="intercept">Whether to centre.</param>
    /// <param name="backend">Where the products are computed.</param>
    /// <param name="from">First target row.</param>
    /// <param name="to">One past the last target row.</param>
    /// <param name="forgetting">λ.</param>
    /// <param name="centre">Moments whose means to centre by instead of the rows' own; null for their own.</param>
    public static BatchMoments Of(
        double[] rows,
        int nodes,
        int order,
        bool intercept,
        Backend backend,
        int from,
        int to,
        double forgetting = 1,
        BatchMoments? centre = null
    )
    {
        var moments = new BatchMoments(nodes, order, intercept);
        double[] weights = Weights(forgetting, to - from);
        foreach (double weight in weights)
        {
            moments.Count += weight;
        }
        if (intercept)
        {
            moments.TakeMeans(rows, from, weights, centre);
        }
        moments.Accumulate(rows, from, weights, backend.Double);
        return moments;
    }

    /// <summary>λ^age of each target row, oldest first, by repeated products (a power's last bit would depend on the machine).</summary>
    private static double[] Weights(double forgetting, int count)
    {
        var weights = new double[count];
        double weight = 1;
        for (int k = count - 1; k >= 0; k--)
        {
            weights[k] = weight;
            weight *= forgetting;
        }
        return weights;
    }

    private void TakeMeans(double[] rows, int from, double[] weights, BatchMoments? centre)
    {
        if (centre is not null)
        {
            centre.RegressorMeans.CopyTo(RegressorMeans, 0);
            centre.TargetMeans.CopyTo(TargetMeans, 0);
            return;
        }
        for (int t = from; t < from + weights.Length; t++)
        {
            double weight = weights[t - from] / Count;
            for (int p = 0; p <= Order; p++)
            {
                Span<double> means = p == 0 ? TargetMeans : RegressorMeans.AsSpan((p - 1) * Nodes, Nodes);
                ReadOnlySpan<double> sample = rows.AsSpan((t - p) * Nodes, Nodes);
                for (int i = 0; i < Nodes; i++)
                {
                    means[i] += weight * sample[i];
                }
            }
        }
    }

    private void Accumulate(double[] rows, int from, double[] weights, IBlas<double> blas)
    {
        var regressors = new double[ChunkRows * Width];
        var targets = new double[ChunkRows * Nodes];
        int to = from + weights.Length;
        for (int first = from; first < to; first += ChunkRows)
        {
            int count = Math.Min(ChunkRows, to - first);
            for (int k = 0; k < count; k++)
            {
                int t = first + k;
                double root = Math.Sqrt(weights[t - from]);
                Fill(targets.AsSpan(k * Nodes, Nodes), rows, t, TargetMeans, root);
                for (int p = 1; p <= Order; p++)
                {
                    Fill(
                        regressors.AsSpan(k * Width + (p - 1) * Nodes, Nodes),
                        rows,
                        t - p,
                        RegressorMeans.AsSpan((p - 1) * Nodes, Nodes),
                        root
                    );
                }
            }
            ReadOnlyMatrixView<double> z = regressors.AsSpan(0, count * Width).AsRowMajor(count, Width);
            ReadOnlyMatrixView<double> x = targets.AsSpan(0, count * Nodes).AsRowMajor(count, Nodes);
            blas.SymmetricProduct(1, z.Transposed, 1, Gram.AsRowMajor(Width, Width));
            blas.Multiply(1, x.Transposed, z, 1, Cross.AsRowMajor(Nodes, Width));
            blas.SymmetricProduct(1, x.Transposed, 1, TargetGram.AsRowMajor(Nodes, Nodes));
        }
    }

    private void Fill(Span<double> target, double[] rows, int t, ReadOnlySpan<double> means, double root)
    {
        ReadOnlySpan<double> sample = rows.AsSpan(t * Nodes, Nodes);
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = root * (sample[i] - means[i]);
        }
    }
}
