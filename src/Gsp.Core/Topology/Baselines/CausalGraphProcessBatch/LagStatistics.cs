using Gsp.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>The second moments on which a lagged linear model depends: R, C and the samples' own power.</summary>
/// <remarks>For z_t = [x_{t-1}; ...; x_{t-P}]: R = mean z z^T (NP x NP), C = mean x z^T (N x NP), power = mean x^T x, over t = P ... T-1.
/// All row-major. Memory (NP)^2, independent of the recording's length.</remarks>
internal sealed class LagStatistics
{
    /// <summary>Samples of one chunk; it bounds the memory of the lag matrix.</summary>
    private const int Chunk = 512;

    public LagStatistics(Matrix<double> samples, int order, IBlas<double> blas)
    {
        (Nodes, Order) = (samples.ColumnCount, order);
        int lagged = Nodes * order;
        Count = samples.RowCount - order;
        R = new double[lagged * lagged];
        C = new double[Nodes * lagged];
        for (int start = order; start < samples.RowCount; start += Chunk)
        {
            int length = Math.Min(Chunk, samples.RowCount - start);
            var z = new double[lagged * length];
            var x = new double[Nodes * length];
            for (int t = 0; t < length; t++)
            {
                for (int i = 0; i < Nodes; i++)
                {
                    double value = samples[start + t, i];
                    x[i * length + t] = value;
                    Power += value * value / Count;
                    for (int p = 0; p < order; p++)
                    {
                        z[(p * Nodes + i) * length + t] = samples[start + t - p - 1, i];
                    }
                }
            }
            blas.SymmetricProduct(1.0 / Count, z.AsRowMajor(lagged, length), 1, R.AsRowMajor(lagged, lagged));
            blas.Multiply(
                1.0 / Count,
                x.AsRowMajor(Nodes, length),
                z.AsRowMajor(lagged, length).Transposed,
                1,
                C.AsRowMajor(Nodes, lagged)
            );
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
