using System.Globalization;
using Gsp.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Graphs;

/// <summary>The rows of a graph's square sparse matrix: a <see cref="SparseMatrix"/> that stores no zero, with access by node.</summary>
internal sealed class SparseRows(SparseMatrix matrix)
{
    public SparseMatrix Matrix { get; } = matrix;

    public int Size => Matrix.RowCount;

    public int Count => Matrix.EntryCount;

    public double this[int row, int column] => Matrix[row, column];

    public int RowCount(int row) => Matrix.RowStarts[row + 1] - Matrix.RowStarts[row];

    public ReadOnlySpan<int> RowColumns(int row) => Matrix.ColumnIndices.Slice(Matrix.RowStarts[row], RowCount(row));

    public ReadOnlySpan<double> RowValues(int row) => Matrix.Values.Slice(Matrix.RowStarts[row], RowCount(row));

    public SparseRows Transpose() => new(Matrix.Transpose());

    /// <summary>Calls back for every stored entry, row after row, columns ascending.</summary>
    public void ForEach(Action<int, int, double> visit)
    {
        for (int i = 0; i < Size; i++)
        {
            for (int k = Matrix.RowStarts[i]; k < Matrix.RowStarts[i + 1]; k++)
            {
                visit(i, Matrix.ColumnIndices[k], Matrix.Values[k]);
            }
        }
    }

    public static SparseRows FromDense(Matrix<double> matrix)
    {
        for (int j = 0; j < matrix.ColumnCount; j++)
        {
            for (int i = 0; i < matrix.RowCount; i++)
            {
                RequireFinite(i, j, matrix[i, j]);
            }
        }
        return new SparseRows(SparseMatrix.FromDense(matrix));
    }

    /// <summary>Checks foreign compressed rows and takes a copy; zeros are dropped and columns sorted.</summary>
    public static SparseRows FromArrays(
        int size,
        ReadOnlySpan<int> starts,
        ReadOnlySpan<int> columns,
        ReadOnlySpan<double> values
    )
    {
        Require.SameLength(starts.Length, size + 1, "rowStarts", "one offset a row and the total");
        Require.SameLength(columns.Length, values.Length, "columns", "one column a value");
        Require.That(
            starts[0] == 0 && starts[size] == values.Length,
            "rowStarts must begin with 0 and end with the number of values",
            "rowStarts"
        );
        for (int i = 0; i < size; i++)
        {
            Require.That(
                starts[i] <= starts[i + 1],
                FormattableString.Invariant($"rowStarts falls after row {i}"),
                "rowStarts"
            );
        }
        var builder = new Builder(size);
        for (int i = 0; i < size; i++)
        {
            for (int k = starts[i]; k < starts[i + 1]; k++)
            {
                Require.InRange(columns[k], 0, size - 1, "a column index lies outside the matrix", "columns");
                builder.Add(i, columns[k], values[k]);
            }
        }
        return builder.Build();
    }

    private static void RequireFinite(int row, int column, double value) =>
        Require.That(
            double.IsFinite(value),
            string.Create(
                CultureInfo.InvariantCulture,
                $"weight W[{row}, {column}] is {value}; every weight must be finite (a missing value? leave the edge out or impute it)"
            ),
            "weights"
        );

    /// <summary>Collects entries in any order.</summary>
    public sealed class Builder(int size)
    {
        private readonly List<(int Row, int Column, double Value)> entries = [];

        public void Add(int row, int column, double value)
        {
            RequireFinite(row, column, value);
            if (value != 0)
            {
                entries.Add((row, column, value));
            }
        }

        /// <param name="sumDuplicates">Whether entries at one place add up; otherwise two of them are a caller's mistake.</param>
        public SparseRows Build(bool sumDuplicates = false)
        {
            SparseMatrix matrix = SparseMatrix.FromTriplets(size, size, entries);
            if (sumDuplicates)
            {
                return new SparseRows(matrix.Pruned());
            }
            if (matrix.EntryCount < entries.Count)
            {
                (int row, int column) = entries
                    .Select(e => (e.Row, e.Column))
                    .GroupBy(e => e)
                    .First(g => g.Count() > 1)
                    .Key;
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"the edge from {column} to {row} is given twice; add parallel edges up first (an undirected edge counts in both directions)"
                    ),
                    "edges"
                );
            }
            return new SparseRows(matrix);
        }
    }
}
