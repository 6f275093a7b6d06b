using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>The non-zeros of a dense block, gathered row by row so that products with it skip the zeros.</summary>
/// <remarks>Refilled in every step from the dense values, which stay the truth; room for a full block is taken at the first use.</remarks>
internal sealed class CompressedRows(int rows)
{
    /// <summary>Above this share of non-zeros a packed dense product is faster than walking the non-zeros.</summary>
    private const double DenseShare = 0.3;

    private readonly int[] start = new int[rows + 1];
    private int[] column = [];
    private double[] value = [];

    /// <summary>Number of non-zeros.</summary>
    public int Count => start[rows];

    /// <summary>Number of columns of the block last gathered.</summary>
    public int Columns { get; private set; }

    /// <summary>Whether the block is better multiplied as a dense one.</summary>
    public bool IsDense => Count > DenseShare * rows * Columns;

    /// <summary>The columns of a row's non-zeros, ascending.</summary>
    public ReadOnlySpan<int> ColumnsOf(int row) => column.AsSpan(start[row]..start[row + 1]);

    /// <summary>The values of a row's non-zeros.</summary>
    public ReadOnlySpan<double> ValuesOf(int row) => value.AsSpan(start[row]..start[row + 1]);

    /// <summary>Gathers the non-zeros of a block.</summary>
    public void Gather(ReadOnlyMatrixView<double> block)
    {
        Columns = block.Columns;
        Reserve(rows * block.Columns);
        int count = 0;
        for (int i = 0; i < rows; i++)
        {
            ReadOnlySpan<double> row = block.Data.Slice(i * block.RowStride, block.Columns);
            for (int j = 0; j < row.Length; j++)
            {
                if (row[j] != 0)
                {
                    column[count] = j;
                    value[count++] = row[j];
                }
            }
            start[i + 1] = count;
        }
    }

    /// <summary>Gathers the transpose of other rows, by counting.</summary>
    public void GatherTransposed(CompressedRows other, int otherRows)
    {
        Columns = otherRows;
        Reserve(rows * otherRows);
        Array.Clear(start);
        for (int k = 0; k < other.Count; k++)
        {
            start[other.column[k] + 1]++;
        }
        for (int i = 0; i < rows; i++)
        {
            start[i + 1] += start[i];
        }
        for (int i = 0; i < otherRows; i++)
        {
            for (int k = other.start[i]; k < other.start[i + 1]; k++)
            {
                int at = start[other.column[k]]++;
                column[at] = i;
                value[at] = other.value[k];
            }
        }
        // Filling moved each start to its row's end: move them back by one row.
        for (int i = rows; i > 0; i--)
        {
            start[i] = start[i - 1];
        }
        start[0] = 0;
    }

    /// <summary>The product of one row with a vector.</summary>
    public double Dot(int row, ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int k = start[row]; k < start[row + 1]; k++)
        {
            sum += value[k] * x[column[k]];
        }
        return sum;
    }

    /// <summary>y = A x.</summary>
    public void Multiply(ReadOnlySpan<double> x, Span<double> y)
    {
        for (int i = 0; i < rows; i++)
        {
            y[i] = Dot(i, x);
        }
    }

    /// <summary>C = A D: each row of C is the sum of the rows of D that A's non-zeros name.</summary>
    public void Multiply(ReadOnlyMatrixView<double> dense, MatrixView<double> result)
    {
        for (int i = 0; i < rows; i++)
        {
            Span<double> row = result.Data.Slice(i * result.RowStride, result.Columns);
            row.Clear();
            RowKernels.AddSparseRow(ValuesOf(i), ColumnsOf(i), 1, dense.Data, dense.RowStride, 0, row);
        }
    }

    /// <summary>Room for the most non-zeros that can come, so that no step but the first allocates.</summary>
    private void Reserve(int count)
    {
        if (value.Length < count)
        {
            Array.Resize(ref column, count);
            Array.Resize(ref value, count);
        }
    }
}
