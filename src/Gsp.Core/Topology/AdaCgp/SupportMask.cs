using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>Which coefficients of the filters may differ from zero: walks on a known graph (the cardiac, fixed-support form).</summary>
/// <remarks>Lag p may use the pairs that walks of exactly p edges of the support join, counted as booleans so that nothing cancels. A
/// support with self-loops thus allows all walks of up to p edges.</remarks>
internal sealed class SupportMask
{
    private readonly bool[] allowed; // N x NP
    private readonly int width;

    /// <summary>Builds the walks.</summary>
    /// <param name="support">N x N; non-zero entries may be edges.</param>
    /// <param name="order">P.</param>
    public SupportMask(Matrix<double> support, int order)
    {
        int nodes = support.RowCount;
        width = nodes * order;
        allowed = new bool[nodes * width];
        for (int i = 0; i < nodes; i++)
        {
            var reached = new bool[nodes];
            reached[i] = true;
            for (int p = 0; p < order; p++)
            {
                var next = new bool[nodes];
                for (int k = 0; k < nodes; k++)
                {
                    for (int j = 0; reached[k] && j < nodes; j++)
                    {
                        next[j] |= support[k, j] != 0;
                    }
                }
                reached = next;
                reached.CopyTo(allowed, i * width + p * nodes);
            }
        }
    }

    /// <summary>The allowed columns of a row.</summary>
    public ReadOnlySpan<bool> Row(int row) => allowed.AsSpan(row * width, width);

    /// <summary>Number of allowed coefficients within the first columns.</summary>
    public int Count(int columns)
    {
        int count = 0;
        for (int start = 0; start < allowed.Length; start += width)
        {
            for (int j = 0; j < columns; j++)
            {
                count += allowed[start + j] ? 1 : 0;
            }
        }
        return count;
    }

    /// <summary>Most allowed coefficients of a row within the first columns.</summary>
    public int Largest(int columns)
    {
        int largest = 0;
        for (int start = 0; start < allowed.Length; start += width)
        {
            int count = 0;
            for (int j = 0; j < columns; j++)
            {
                count += allowed[start + j] ? 1 : 0;
            }
            largest = Math.Max(largest, count);
        }
        return largest;
    }
}
