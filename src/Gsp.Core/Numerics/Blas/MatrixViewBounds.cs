namespace Gsp.Numerics;

/// <summary>The bounds rules that both matrix views share.</summary>
internal static class MatrixViewBounds
{
    public static void Check(int length, int rows, int columns, int rowStride, int columnStride)
    {
        if (rows < 0 || columns < 0 || rowStride < 0 || columnStride < 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(rows),
                $"a {rows} x {columns} view with strides {rowStride}, {columnStride}: none may be negative"
            );
        }
        if (rows > 0 && columns > 0 && (long)(rows - 1) * rowStride + (long)(columns - 1) * columnStride >= length)
        {
            throw new ArgumentException(
                $"a {rows} x {columns} view with strides {rowStride}, {columnStride} reaches past its {length} elements",
                nameof(length)
            );
        }
    }

    public static int BlockStart(
        int allRows,
        int allColumns,
        int rowStride,
        int columnStride,
        int row,
        int column,
        int rows,
        int columns
    )
    {
        if (row < 0 || column < 0 || rows < 0 || columns < 0 || row + rows > allRows || column + columns > allColumns)
        {
            throw new ArgumentOutOfRangeException(
                nameof(row),
                $"block {rows} x {columns} at ({row}, {column}) leaves the {allRows} x {allColumns} matrix"
            );
        }
        return rows == 0 || columns == 0 ? 0 : row * rowStride + column * columnStride;
    }
}
