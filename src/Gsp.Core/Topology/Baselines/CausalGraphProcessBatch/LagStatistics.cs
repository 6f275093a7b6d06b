using Gsp.Compute;
using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>The second moments on which a lagged linear model depends: R, C and the samples' own power.</summary>
/// <remarks>For z_t = [x_{t-1}; ...; x_{t-P}]: R = mean z z^T (NP x NP), C = mean x z^T (N x NP), power = mean x^T x, over t = P ... T-1.
/// All row-major. Memory (NP)^2, independent of the recording's length.</remarks>
internal sealed class LagStatistics
{
    public LagStatistics(double[] rows, int nodes, int order, Backend backend)
    {
        (Nodes, Order) = (nodes, order);
        var moments = BatchMoments.Of(rows, nodes, order, intercept: false, backend, order, rows.Length / nodes);
        Count = (int)moments.Count;
        R = [.. moments.Gram.Select(value => value / Count)];
        C = [.. moments.Cross.Select(value => value / Count)];
        for (int i = 0; i < nodes; i++)
        {
            Power += moments.TargetGram[i * nodes + i] / Count;
        }
    }

    public int Nodes { get; }

    public int Order { get; }

    /// <summary>Number of regression rows.</summary>
    public int Count { get; }

    public double[] R { get; }

    public double[] C { get; }

    public double Power { get; }

    /// <summary>mean z_p z_q^T, lags from 0.</summary>
    public MatrixView<double> RBlock(int p, int q) =>
        R.AsRowMajor(Nodes * Order, Nodes * Order).Block(p * Nodes, q * Nodes, Nodes, Nodes);

    /// <summary>mean x z_p^T, lag from 0.</summary>
    public MatrixView<double> CBlock(int p) => C.AsRowMajor(Nodes, Nodes * Order).Block(0, p * Nodes, Nodes, Nodes);

    /// <summary>The largest |C_p|: the l1 weight at which a lag's filter vanishes when the others do.</summary>
    public double CriticalPenalty(int p)
    {
        double largest = 0;
        MatrixView<double> block = CBlock(p);
        for (int i = 0; i < Nodes; i++)
        {
            for (int j = 0; j < Nodes; j++)
            {
                largest = Math.Max(largest, Math.Abs(block[i, j]));
            }
        }
        return largest;
    }
}
