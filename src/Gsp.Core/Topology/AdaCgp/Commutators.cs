namespace Gsp.Topology;

/// <summary>Commutators [A, B] = AB - BA of sparse matrices with dense results, and the gradient of their squared norms.</summary>
/// <remarks>Cost: a few times N x (entries of B) operations each.</remarks>
internal sealed class Commutators(int nodes)
{
    private readonly double[] bracket = new double[nodes * nodes];
    private readonly double[] work = new double[nodes * nodes];

    /// <summary>total += K B^T - B^T K with K = [A, B]: half the gradient of ||[A, B]||_F^2 for A, with the right sign.</summary>
    public void AddGradient(SparseRows a, SparseRows b, Span<double> total)
    {
        Array.Clear(bracket);
        for (int i = 0; i < nodes; i++)
        {
            Span<double> row = bracket.AsSpan(i * nodes, nodes);
            AddProductRow(a, b, i, 1, row);
            AddProductRow(b, a, i, -1, row);
        }
        AddGradientOfBracket(b, total);
    }

    /// <summary>||[A, B]||_F^2 for a dense A.</summary>
    public double SquaredNorm(ReadOnlySpan<double> a, SparseRows b)
    {
        // A B, row by row: (A B)[i, :] = sum over k of A[i, k] B[k, :].
        Array.Clear(bracket);
        for (int i = 0; i < nodes; i++)
        {
            Span<double> row = bracket.AsSpan(i * nodes, nodes);
            for (int k = 0; k < nodes; k++)
            {
                double value = a[i * nodes + k];
                if (value != 0)
                {
                    Scatter(b, k, value, row);
                }
            }
            RowKernels.AddSparseRow(b.Values(i), b.Columns(i), -1, a, nodes, 0, row);
        }
        return RowKernels.Dot(bracket, bracket);
    }

    private void AddGradientOfBracket(SparseRows b, Span<double> total)
    {
        for (int i = 0; i < nodes; i++)
        {
            b.Multiply(bracket.AsSpan(i * nodes, nodes), work.AsSpan(i * nodes, nodes));
        }
        RowKernels.AddScaled(1, work, total);
        for (int k = 0; k < nodes; k++)
        {
            ReadOnlySpan<int> columns = b.Columns(k);
            Span<double> values = b.Values(k);
            for (int l = 0; l < columns.Length; l++)
            {
                RowKernels.AddScaled(
                    -values[l],
                    bracket.AsSpan(k * nodes, nodes),
                    total.Slice(columns[l] * nodes, nodes)
                );
            }
        }
    }

    private static void AddProductRow(SparseRows a, SparseRows b, int row, double sign, Span<double> target)
    {
        ReadOnlySpan<int> columns = a.Columns(row);
        Span<double> values = a.Values(row);
        for (int k = 0; k < columns.Length; k++)
        {
            Scatter(b, columns[k], sign * values[k], target);
        }
    }

    private static void Scatter(SparseRows b, int row, double factor, Span<double> target)
    {
        ReadOnlySpan<int> columns = b.Columns(row);
        Span<double> values = b.Values(row);
        for (int l = 0; l < columns.Length; l++)
        {
            target[columns[l]] = Math.FusedMultiplyAdd(factor, values[l], target[columns[l]]);
        }
    }
}
