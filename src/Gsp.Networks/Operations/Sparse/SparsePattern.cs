using Gsp.Numerics;

namespace Gsp.Networks;

/// <summary>Which entries of a sparse matrix are stored: compressed sparse rows without the values.</summary>
/// <remarks>Immutable and thread-safe. Compared by reference, so that a device may keep its own copy of the indices for as long as the pattern
/// lives. Sums over a row run in the order of its entries.</remarks>
public sealed class SparsePattern
{
    private readonly Lazy<(SparsePattern Pattern, IndexList Order)> transposed;

    internal SparsePattern(int rowCount, int columnCount, int[] rowStarts, int[] columns)
    {
        RowCount = rowCount;
        ColumnCount = columnCount;
        RowStartArray = rowStarts;
        ColumnArray = columns;
        transposed = new(Transpose);
    }

    /// <summary>Number of rows.</summary>
    public int RowCount { get; }

    /// <summary>Number of columns.</summary>
    public int ColumnCount { get; }

    /// <summary>Number of stored entries.</summary>
    public int EntryCount => ColumnArray.Length;

    /// <summary>Where each row's entries start: RowCount + 1 numbers.</summary>
    public ReadOnlySpan<int> RowStarts => RowStartArray;

    /// <summary>The column of each entry.</summary>
    public ReadOnlySpan<int> ColumnIndices => ColumnArray;

    /// <summary>The pattern of the transposed matrix; worked out once. Within a row its columns increase.</summary>
    public SparsePattern Transposed => transposed.Value.Pattern;

    /// <summary>For each entry of <see cref="Transposed"/> the number of the same entry here.</summary>
    public IndexList TransposedOrder => transposed.Value.Order;

    internal int[] RowStartArray { get; }

    internal int[] ColumnArray { get; }

    /// <summary>The pattern of a matrix.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <returns>Its pattern; entries are in the matrix's order.</returns>
    public static SparsePattern Of(SparseMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return new(matrix.RowCount, matrix.ColumnCount, matrix.RowStarts.ToArray(), matrix.ColumnIndices.ToArray());
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{RowCount} x {ColumnCount}, {EntryCount} entries"
        );

    /// <summary>A counting sort by columns, which keeps the order of rows.</summary>
    private (SparsePattern Pattern, IndexList Order) Transpose()
    {
        var starts = new int[ColumnCount + 1];
        foreach (int column in ColumnArray)
        {
            starts[column + 1]++;
        }
        for (int column = 0; column < ColumnCount; column++)
        {
            starts[column + 1] += starts[column];
        }
        int[] next = starts[..^1];
        var rows = new int[EntryCount];
        var order = new int[EntryCount];
        for (int row = 0; row < RowCount; row++)
        {
            for (int entry = RowStartArray[row]; entry < RowStartArray[row + 1]; entry++)
            {
                int place = next[ColumnArray[entry]]++;
                rows[place] = row;
                order[place] = entry;
            }
        }
        return (new SparsePattern(ColumnCount, RowCount, starts, rows), new IndexList(order, EntryCount));
    }
}
