using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>The non-zeros of a dense block, gathered row by row so that products with it skip the zeros.</summary>
/// <remarks>Refilled in every step from the dense values, which stay the truth; room for a full block is taken at the first use.</remarks>
internal sealed class CompressedRows(int rows)
{
    /// <summary>Above this share of non-zeros, and from this size on, a packed dense product is faster than walking the non-zeros.</summary>
    private const double DenseShare = 0.3;
    private const int SmallestPacked = 80;
    private const int Lanes = 8;

    private readonly int[] start = new int[rows + 1];
    private int[] column = [];
    private double[] value = [];

    /// <summary>Number of non-zeros.</summary>
    public int Count => start[rows];

    /// <summary>Number of columns of the block last gathered.</summary>
    public int Columns { get; private set; }

    /// <summary>Whether the block is better multiplied as a dense one.</summary>
    public bool IsDense => rows >= SmallestPacked && Count > DenseShare * rows * Columns;

    /// <summary>The columns of a row's non-zeros, ascending.</summary>
    public ReadOnlySpan<int> ColumnsOf(int row) => column.AsSpan(start[row]..start[row + 1]);

    /// <summary>The values of a row's non-zeros.</summary>
    public ReadOnlySpan<double> ValuesOf(int row) => value.AsSpan(start[row]..start[row + 1]);

    /// <summary>Gathers the non-zeros of a block.</summary>
    public void Gather(ReadOnlyMatrixView<double> block) =>
        Gather(block.Data, block.RowStride, block.Columns, block.Columns);

    /// <summary>Gathers the non-zeros of a matrix; its padding holds none, so that whole vectors are read.</summary>
    public void Gather(PaddedMatrix matrix) => Gather(matrix.Data, matrix.Stride, matrix.Stride, matrix.Columns);

    private void Gather(ReadOnlySpan<double> data, int stride, int read, int columns)
    {
        Columns = columns;
        Reserve(rows * columns + Lanes);
        int count = 0;
        for (int i = 0; i < rows; i++)
        {
            count = GatherRow(data.Slice(i * stride, read), count);
            start[i + 1] = count;
        }
    }

    /// <summary>Appends a row's non-zeros, eight entries at a time where the machine can pack them.</summary>
    private int GatherRow(ReadOnlySpan<double> row, int count)
    {
        ref double first = ref MemoryMarshal.GetReference(row);
        int j = 0;
        if (Avx512F.VL.IsSupported)
        {
            ref double values = ref MemoryMarshal.GetArrayDataReference(value);
            ref int columns = ref MemoryMarshal.GetArrayDataReference(column);
            for (; j <= row.Length - Lanes; j += Lanes)
            {
                Vector512<double> entries = Vector512.LoadUnsafe(ref first, (nuint)j);
                Vector512<double> kept = ~Vector512.Equals(entries, Vector512<double>.Zero);
                Vector256<int> keptColumns = Avx512F.ConvertToVector256Int32(kept.AsInt64());
                Avx512F.Compress(entries, kept, entries).StoreUnsafe(ref values, (nuint)count);
                Vector256<int> indices = Vector256.Create(j) + Vector256<int>.Indices;
                Avx512F.VL.Compress(indices, keptColumns, indices).StoreUnsafe(ref columns, (nuint)count);
                count += BitOperations.PopCount(kept.ExtractMostSignificantBits());
            }
        }
        for (; j < row.Length; j++)
        {
            // Written always and counted only where it is kept: no branch to mispredict.
            column[count] = j;
            value[count] = row[j];
            count += row[j] != 0 ? 1 : 0;
        }
        return count;
    }

    /// <summary>The product of one row with a vector, in four chains.</summary>
    public double Dot(int row, ReadOnlySpan<double> x)
    {
        ReadOnlySpan<int> at = ColumnsOf(row);
        ReadOnlySpan<double> values = ValuesOf(row);
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int k = 0;
        for (; k <= values.Length - 4; k += 4)
        {
            s0 = Math.FusedMultiplyAdd(values[k], x[at[k]], s0);
            s1 = Math.FusedMultiplyAdd(values[k + 1], x[at[k + 1]], s1);
            s2 = Math.FusedMultiplyAdd(values[k + 2], x[at[k + 2]], s2);
            s3 = Math.FusedMultiplyAdd(values[k + 3], x[at[k + 3]], s3);
        }
        for (; k < values.Length; k++)
        {
            s0 = Math.FusedMultiplyAdd(values[k], x[at[k]], s0);
        }
        return (s0 + s2) + (s1 + s3);
    }

    /// <summary>y = A x.</summary>
    public void Multiply(ReadOnlySpan<double> x, Span<double> y)
    {
        for (int i = 0; i < rows; i++)
        {
            y[i] = Dot(i, x);
        }
    }

    /// <summary>C = C + sign A D: to each row of C the rows of D that A's non-zeros name.</summary>
    public void AddProduct(double sign, ReadOnlyMatrixView<double> dense, MatrixView<double> result) =>
        RowKernels.AddSparseRows(
            start,
            column,
            value,
            sign,
            dense.Data,
            dense.RowStride,
            result.Data,
            result.RowStride,
            result.Columns
        );

    /// <summary>C = C + sign A D, whole vectors at a time: the padding of C takes that of D, zero.</summary>
    public void AddProduct(double sign, PaddedMatrix dense, PaddedMatrix result) =>
        RowKernels.AddSparseRows(
            start,
            column,
            value,
            sign,
            dense.Data,
            dense.Stride,
            result.Data,
            result.Stride,
            result.Stride
        );

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
