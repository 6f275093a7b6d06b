using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Files;

/// <summary>A table of numbers with named columns: what a text file of samples holds.</summary>
/// <remarks>Immutable by convention; holds a matrix, so two tables compare by reference. Missing cells are NaN.</remarks>
public sealed record NumericTable
{
    /// <summary>Creates a table.</summary>
    /// <param name="names">One name a column, in order; names need not differ.</param>
    /// <param name="values">[row, column]: the numbers, NaN where a cell is missing.</param>
    /// <param name="hasHeader">Whether the names were given by the file rather than made up.</param>
    /// <exception cref="ArgumentException">The number of names differs from the number of columns.</exception>
    public NumericTable(IReadOnlyList<string> names, Matrix<double> values, bool hasHeader = true)
    {
        Require.SameLength(names.Count, values.ColumnCount, nameof(names), "one name a column");
        Names = names;
        Values = values;
        HasHeader = hasHeader;
    }

    /// <summary>The columns' names in order; <c>x1, x2, ...</c> where the file gives none.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>[row, column]: the numbers, NaN where a cell is missing.</summary>
    public Matrix<double> Values { get; }

    /// <summary>Whether the names were given by the file rather than made up.</summary>
    public bool HasHeader { get; }

    /// <summary>What the reader decided and a person may want to know, for instance a header that looks partly like numbers; usually empty.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>Number of rows.</summary>
    public int Rows => Values.RowCount;

    /// <summary>Number of columns.</summary>
    public int Columns => Values.ColumnCount;

    /// <summary>Number of missing cells.</summary>
    public int Missing => Values.Enumerate().Count(double.IsNaN);

    /// <summary>A table from a matrix, with the names <c>x1, x2, ...</c>.</summary>
    /// <param name="values">[row, column]: the numbers.</param>
    /// <returns>The table; it shares the matrix.</returns>
    public static NumericTable FromMatrix(Matrix<double> values) =>
        new(DefaultNames(values.ColumnCount), values, hasHeader: false);

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Rows} rows x {Columns} columns, {Missing} missing{(HasHeader ? $": {string.Join(", ", Names.Take(8))}{(Columns > 8 ? ", ..." : "")}" : "")}"
        );

    internal static string[] DefaultNames(int columns) =>
        [.. Enumerable.Range(1, columns).Select(k => string.Create(CultureInfo.InvariantCulture, $"x{k}"))];
}
