using System.Runtime.CompilerServices;
using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>A row-major matrix whose rows start at cache lines, so that no vector load of a product crosses one.</summary>
/// <remarks>Padding, of columns and of rows to a multiple of eight, stays zero.</remarks>
internal sealed class PaddedMatrix
{
    private const int Line = 8;

    private readonly double[] storage;
    private readonly int start;
    private readonly int paddedRows;

    public PaddedMatrix(int rows, int columns)
    {
        (Rows, Columns) = (rows, columns);
        Stride = (columns + Line - 1) / Line * Line;
        paddedRows = (rows + Line - 1) / Line * Line;
        storage = GC.AllocateArray<double>(paddedRows * Stride + Line - 1, pinned: true);
        unsafe
        {
            nint misaligned = (nint)Unsafe.AsPointer(ref storage[0]) / sizeof(double) % Line;
            start = misaligned == 0 ? 0 : Line - (int)misaligned;
        }
    }

    /// <summary>A number of square matrices.</summary>
    public static PaddedMatrix[] Several(int count, int size) =>
        [.. Enumerable.Range(0, count).Select(_ => new PaddedMatrix(size, size))];

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>Elements from one row to the next, a multiple of eight.</summary>
    public int Stride { get; }

    /// <summary>All rows with their padding.</summary>
    public Span<double> Data => storage.AsSpan(start, Rows * Stride);

    /// <summary>All rows with their padding, and the rows of padding.</summary>
    public Span<double> PaddedData => storage.AsSpan(start, paddedRows * Stride);

    /// <summary>The matrix without its padding.</summary>
    public MatrixView<double> View => new(Data, Rows, Columns, Stride, 1);

    /// <summary>One row without its padding.</summary>
    public Span<double> Row(int index) => Data.Slice(index * Stride, Columns);

    /// <summary>One row with its padding.</summary>
    public Span<double> PaddedRow(int index) => Data.Slice(index * Stride, Stride);

    public void Clear() => Data.Clear();

    /// <summary>Takes the values of a view whose rows are contiguous.</summary>
    public void CopyFrom(ReadOnlyMatrixView<double> source)
    {
        for (int i = 0; i < Rows; i++)
        {
            source.Data.Slice(i * source.RowStride, Columns).CopyTo(Row(i));
        }
    }

    /// <summary>The values without padding, row after row, in a fresh array.</summary>
    public double[] ToArray()
    {
        var values = new double[Rows * Columns];
        for (int i = 0; i < Rows; i++)
        {
            Row(i).CopyTo(values.AsSpan(i * Columns));
        }
        return values;
    }

    /// <summary>This = A^T, both square.</summary>
    public void SetTransposed(PaddedMatrix a) => ReferenceKernels.Transpose(a.PaddedData, PaddedData, a.Stride);

    /// <summary>This = A - B.</summary>
    public void SetDifference(PaddedMatrix a, PaddedMatrix b) => ReferenceKernels.Subtract(a.Data, b.Data, Data);

    /// <summary>The inner product of two matrices.</summary>
    public double Dot(PaddedMatrix other) => RowKernels.Dot(Data, other.Data);
}
