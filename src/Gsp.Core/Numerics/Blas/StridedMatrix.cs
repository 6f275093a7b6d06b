namespace Gsp.Numerics;

/// <summary>A pinned matrix with any strides, as the kernels see it.</summary>
internal readonly unsafe struct StridedMatrix<T>(T* data, int rows, int columns, nint rowStride, nint columnStride)
    where T : unmanaged
{
    public readonly T* Data = data;
    public readonly int Rows = rows;
    public readonly int Columns = columns;
    public readonly nint RowStride = rowStride;
    public readonly nint ColumnStride = columnStride;

    public StridedMatrix<T> Transposed => new(Data, Columns, Rows, ColumnStride, RowStride);

    public StridedMatrix<T> Moved(nint elements) => new(Data + elements, Rows, Columns, RowStride, ColumnStride);

    public T* At(nint row, nint column) => Data + row * RowStride + column * ColumnStride;

    public StridedMatrix<T> Block(int row, int column, int rows, int columns) =>
        new(At(row, column), rows, columns, RowStride, ColumnStride);
}
