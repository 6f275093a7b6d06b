using System.Runtime.CompilerServices;

namespace Gsp.Numerics;

/// <summary>A window on a matrix in someone's memory, with any row and column stride.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <remarks>Row-major tensors, column-major MathNet storage, transposes and blocks are all the same thing here: element (i, j) lies at
/// <c>Data[i * RowStride + j * ColumnStride]</c>. Strides are in elements and not negative.</remarks>
public readonly ref struct MatrixView<T>
{
    /// <summary>Creates a view and checks that its last element lies inside the memory.</summary>
    /// <param name="data">The memory; element (0, 0) is its first.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="rowStride">Elements from one row to the next.</param>
    /// <param name="columnStride">Elements from one column to the next.</param>
    public MatrixView(Span<T> data, int rows, int columns, int rowStride, int columnStride)
    {
        MatrixViewBounds.Check(data.Length, rows, columns, rowStride, columnStride);
        Data = data;
        Rows = rows;
        Columns = columns;
        RowStride = rowStride;
        ColumnStride = columnStride;
    }

    /// <summary>The memory; element (0, 0) is its first.</summary>
    public Span<T> Data { get; }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>Elements from one row to the next.</summary>
    public int RowStride { get; }

    /// <summary>Elements from one column to the next.</summary>
    public int ColumnStride { get; }

    /// <summary>The transposed matrix, on the same memory.</summary>
    public MatrixView<T> Transposed => new(Data, Columns, Rows, ColumnStride, RowStride);

    /// <summary>An element.</summary>
    /// <param name="row">Row, from 0.</param>
    /// <param name="column">Column, from 0.</param>
    public ref T this[int row, int column]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Data[row * RowStride + column * ColumnStride];
    }

    /// <summary>A matrix of the same shape that starts further on in the memory.</summary>
    /// <param name="elements">Elements between the two starts.</param>
    /// <returns>The view; a matrix without elements stays where it is.</returns>
    internal MatrixView<T> Moved(int elements) =>
        new(Rows == 0 || Columns == 0 ? Data : Data[elements..], Rows, Columns, RowStride, ColumnStride);

    /// <summary>A block of the matrix, on the same memory.</summary>
    /// <param name="row">First row.</param>
    /// <param name="column">First column.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <returns>The view on the block.</returns>
    public MatrixView<T> Block(int row, int column, int rows, int columns) =>
        new(
            Data[
                MatrixViewBounds.BlockStart(
                    this.Rows,
                    this.Columns,
                    RowStride,
                    ColumnStride,
                    row,
                    column,
                    rows,
                    columns
                )..
            ],
            rows,
            columns,
            RowStride,
            ColumnStride
        );

    /// <summary>Reads a view as a read-only one.</summary>
    /// <param name="view">The view.</param>
    public static implicit operator ReadOnlyMatrixView<T>(MatrixView<T> view) =>
        new(view.Data, view.Rows, view.Columns, view.RowStride, view.ColumnStride);
}
