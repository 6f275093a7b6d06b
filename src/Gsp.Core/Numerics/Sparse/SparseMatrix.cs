using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Numerics;

/// <summary>A matrix of which only the non-zero entries are stored, row after row (compressed sparse rows).</summary>
/// <remarks>
/// Within a row the columns increase and none comes twice. An entry that is stored may be zero. Immutable and thread-safe; every operation adds in
/// the order of the stored entries, so its bits do not depend on threads or vector width. Instances compare by reference. NNZ below is the
/// number of stored entries.
/// </remarks>
public sealed partial class SparseMatrix
{
    private readonly int[] starts;
    private readonly int[] columns;
    private readonly double[] values;

    private SparseMatrix(int rowCount, int columnCount, int[] starts, int[] columns, double[] values)
    {
        RowCount = rowCount;
        ColumnCount = columnCount;
        this.starts = starts;
        this.columns = columns;
        this.values = values;
    }

    /// <summary>Number of rows.</summary>
    public int RowCount { get; }

    /// <summary>Number of columns.</summary>
    public int ColumnCount { get; }

    /// <summary>Number of stored entries NNZ.</summary>
    public int EntryCount => values.Length;

    /// <summary>Where each row starts in <see cref="ColumnIndices"/> and <see cref="Values"/>: RowCount + 1 numbers.</summary>
    public ReadOnlySpan<int> RowStarts => starts;

    /// <summary>The column of each stored entry.</summary>
    public ReadOnlySpan<int> ColumnIndices => columns;

    /// <summary>The value of each stored entry.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>An entry; zero where none is stored. Cost: the logarithm of the row's length.</summary>
    /// <param name="row">Row, from 0.</param>
    /// <param name="column">Column, from 0.</param>
    public double this[int row, int column]
    {
        get
        {
            int place = Array.BinarySearch(columns, starts[row], starts[row + 1] - starts[row], column);
            return place < 0 ? 0 : values[place];
        }
    }

    /// <summary>A matrix from (row, column, value) triplets in any order; the values of equal places are added in the order given.</summary>
    /// <param name="rowCount">Number of rows, zero or more.</param>
    /// <param name="columnCount">Number of columns, zero or more.</param>
    /// <param name="triplets">The entries. Cost: NNZ plus rows plus columns (two counting sorts).</param>
    /// <returns>The matrix.</returns>
    /// <exception cref="ArgumentException">An index lies outside or a value is not finite.</exception>
    public static SparseMatrix FromTriplets(
        int rowCount,
        int columnCount,
        IEnumerable<(int Row, int Column, double Value)> triplets
    )
    {
        Require.InRange(rowCount, 0, int.MaxValue);
        Require.InRange(columnCount, 0, int.MaxValue);
        (int Row, int Column, double Value)[] entries = [.. triplets];
        foreach ((int row, int column, double value) in entries)
        {
            Require.That(
                row >= 0 && row < rowCount && column >= 0 && column < columnCount,
                $"entry ({row}, {column}) lies outside a matrix of {rowCount} x {columnCount} (indices start at 0)",
                nameof(triplets)
            );
            Require.That(double.IsFinite(value), $"entry ({row}, {column}) is not finite", nameof(triplets));
        }
        // Stable by column, then stable by row: rows in order, columns in order within, equal places in the order given.
        entries = StableSort(StableSort(entries, columnCount, entry => entry.Column), rowCount, entry => entry.Row);
        var starts = new int[rowCount + 1];
        var columns = new List<int>(entries.Length);
        var values = new List<double>(entries.Length);
        int current = 0;
        foreach ((int row, int column, double value) in entries)
        {
            while (current < row)
            {
                starts[++current] = values.Count;
            }
            if (values.Count > starts[row] && columns[^1] == column)
            {
                values[^1] += value;
                continue;
            }
            columns.Add(column);
            values.Add(value);
        }
        while (current < rowCount)
        {
            starts[++current] = values.Count;
        }
        return new SparseMatrix(rowCount, columnCount, starts, [.. columns], [.. values]);
    }

    /// <summary>The entries of a dense matrix whose magnitude exceeds a limit.</summary>
    /// <param name="matrix">The matrix, finite.</param>
    /// <param name="dropBelow">Entries of this magnitude or less are not stored; zero or more.</param>
    /// <returns>The matrix.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static SparseMatrix FromDense(Matrix<double> matrix, double dropBelow = 0)
    {
        Require.NotNegative(dropBelow);
        double[] dense = matrix.ToRowMajor();
        Require.Finite(dense, nameof(matrix), "row-major");
        var starts = new int[matrix.RowCount + 1];
        var columns = new List<int>();
        var values = new List<double>();
        for (int i = 0; i < matrix.RowCount; i++)
        {
            for (int j = 0; j < matrix.ColumnCount; j++)
            {
                double value = dense[i * matrix.ColumnCount + j];
                if (Math.Abs(value) > dropBelow)
                {
                    columns.Add(j);
                    values.Add(value);
                }
            }
            starts[i + 1] = values.Count;
        }
        return new SparseMatrix(matrix.RowCount, matrix.ColumnCount, starts, [.. columns], [.. values]);
    }

    /// <summary>The identity.</summary>
    /// <param name="size">Number of rows and columns, zero or more.</param>
    /// <returns>The matrix.</returns>
    public static SparseMatrix Identity(int size) =>
        Diagonal([.. Enumerable.Repeat(1.0, Require.InRange(size, 0, int.MaxValue))]);

    /// <summary>A diagonal matrix.</summary>
    /// <param name="diagonal">The diagonal, finite.</param>
    /// <returns>The matrix; zeros on the diagonal are stored.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static SparseMatrix Diagonal(ReadOnlySpan<double> diagonal)
    {
        Require.Finite(diagonal, nameof(diagonal));
        int n = diagonal.Length;
        return new SparseMatrix(n, n, [.. Enumerable.Range(0, n + 1)], [.. Enumerable.Range(0, n)], diagonal.ToArray());
    }

    /// <summary>The stored entries, row after row.</summary>
    /// <returns>The triplets.</returns>
    public IEnumerable<(int Row, int Column, double Value)> Triplets()
    {
        for (int i = 0; i < RowCount; i++)
        {
            for (int k = starts[i]; k < starts[i + 1]; k++)
            {
                yield return (i, columns[k], values[k]);
            }
        }
    }

    /// <summary>The matrix with every entry stored.</summary>
    /// <returns>A dense matrix.</returns>
    public Matrix<double> ToDense()
    {
        var dense = Matrix<double>.Build.Dense(RowCount, ColumnCount);
        foreach ((int row, int column, double value) in Triplets())
        {
            dense[row, column] = value;
        }
        return dense;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"sparse {RowCount} x {ColumnCount}, {EntryCount} entries ({100.0 * EntryCount / Math.Max(1, (double)RowCount * ColumnCount):g3} %)"
        );

    private static (int Row, int Column, double Value)[] StableSort(
        (int Row, int Column, double Value)[] entries,
        int keys,
        Func<(int Row, int Column, double Value), int> key
    )
    {
        var place = new int[keys + 1];
        foreach ((int, int, double) entry in entries)
        {
            place[key(entry) + 1]++;
        }
        for (int k = 0; k < keys; k++)
        {
            place[k + 1] += place[k];
        }
        var sorted = new (int, int, double)[entries.Length];
        foreach ((int, int, double) entry in entries)
        {
            sorted[place[key(entry)]++] = entry;
        }
        return sorted;
    }
}
