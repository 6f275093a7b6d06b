using Gsp.Compute;
using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>Correlations of all nodes at lags 0 ... L, and partial correlations computed from them.</summary>
/// <remarks>Variable τ N + i is node i at lag τ. All lags share the same rows, so the matrix is a true correlation matrix.</remarks>
internal sealed class LaggedCorrelation
{
    private readonly double[] matrix;
    private readonly int size;
    private double[] block = new double[64];

    public LaggedCorrelation(double[] rows, int nodes, int count, int lags, Backend backend)
    {
        BatchMoments moments = BatchMoments.Of(rows, nodes, lags, true, backend, lags, count);
        Problem = LeastSquaresFit.Problem(moments);
        Samples = count - lags;
        size = nodes * (lags + 1);
        matrix = new double[size * size];
        for (int a = 0; a < size; a++)
        {
            for (int b = 0; b < size; b++)
            {
                matrix[a * size + b] =
                    a == b ? 1 : Moment(moments, a, b) / Math.Sqrt(Moment(moments, a, a) * Moment(moments, b, b));
            }
        }
    }

    /// <summary>Number of rows used.</summary>
    public int Samples { get; }

    /// <summary>Why correlations are not defined, if so.</summary>
    public string? Problem { get; }

    /// <summary>The correlation of two variables given others; null when the conditions are dependent to working precision.</summary>
    /// <remarks>Conditions first, then the two: with L the Cholesky factor of that block the answer is l_21 / √(l_21² + l_22²).</remarks>
    public double? Partial(int first, int second, ReadOnlySpan<int> conditions)
    {
        int count = conditions.Length + 2;
        if (block.Length < count * count)
        {
            block = new double[count * count * 2];
        }
        for (int i = 0; i < count; i++)
        {
            int a = Variable(i, first, second, conditions);
            for (int j = 0; j <= i; j++)
            {
                double value = matrix[a * size + Variable(j, first, second, conditions)];
                value -= Vectors.Dot<double>(block.AsSpan(i * count, j), block.AsSpan(j * count, j));
                if (i != j)
                {
                    block[i * count + j] = value / block[j * count + j];
                }
                else if (value > 1e-12)
                {
                    block[i * count + i] = Math.Sqrt(value);
                }
                else
                {
                    return null;
                }
            }
        }
        double below = block[(count - 1) * count + count - 2];
        double last = block[(count - 1) * count + count - 1];
        return below / Math.Sqrt(below * below + last * last);
    }

    private static int Variable(int position, int first, int second, ReadOnlySpan<int> conditions) =>
        position < conditions.Length ? conditions[position]
        : position == conditions.Length ? first
        : second;

    private static double Moment(BatchMoments moments, int a, int b)
    {
        int n = moments.Nodes;
        return a < n && b < n ? moments.TargetGram[a * n + b]
            : a < n ? moments.Cross[a * moments.Width + b - n]
            : b < n ? moments.Cross[b * moments.Width + a - n]
            : moments.Gram[(a - n) * moments.Width + b - n];
    }
}
