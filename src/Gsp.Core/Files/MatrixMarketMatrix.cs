using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Files;

/// <summary>Which entries of a MatrixMarket file stand for more than themselves.</summary>
public enum MatrixMarketSymmetry
{
    /// <summary>Every entry is in the file.</summary>
    General,

    /// <summary>The lower triangle is in the file; entry (j, i) equals entry (i, j).</summary>
    Symmetric,

    /// <summary>The strict lower triangle is in the file; entry (j, i) is minus entry (i, j), the diagonal is zero.</summary>
    SkewSymmetric,
}

/// <summary>A matrix as a MatrixMarket file holds it: only what is written there, so that reading and writing back gives the same file.</summary>
/// <remarks>Holds arrays that are not copied; compares by reference.</remarks>
public sealed record MatrixMarketMatrix
{
    /// <summary>Number of rows.</summary>
    public required int Rows { get; init; }

    /// <summary>Number of columns.</summary>
    public required int Columns { get; init; }

    /// <summary>Which entries stand for two.</summary>
    public MatrixMarketSymmetry Symmetry { get; init; }

    /// <summary>Row of each entry, from 0; null where the file lists all entries of the (lower) matrix column by column.</summary>
    public int[]? RowIndices { get; init; }

    /// <summary>Column of each entry, from 0; null where <see cref="RowIndices"/> is.</summary>
    public int[]? ColumnIndices { get; init; }

    /// <summary>The entries in the file's order.</summary>
    public required double[] Values { get; init; }

    /// <summary>Whether the file lists coordinates rather than every entry.</summary>
    public bool IsSparse => RowIndices is not null;

    /// <summary>The matrix as a dense one; entries that stand twice are added.</summary>
    /// <returns>[row, column].</returns>
    /// <exception cref="ArgumentException">It would exceed what one array can hold.</exception>
    public Matrix<double> ToDense()
    {
        Require.That(
            (long)Rows * Columns <= Array.MaxLength,
            FormattableString.Invariant($"a dense matrix of {Rows} x {Columns} does not fit in memory"),
            nameof(Rows)
        );
        var dense = new double[Rows * Columns];
        foreach ((int row, int column, double value) in Entries())
        {
            dense[row + (column * Rows)] += value;
        }
        return Matrix<double>.Build.Dense(Rows, Columns, dense);
    }

    /// <summary>Every entry of the full matrix, mirrored ones included, in the file's order.</summary>
    /// <returns>Row, column and value.</returns>
    public IEnumerable<(int Row, int Column, double Value)> Entries()
    {
        double mirror = Symmetry == MatrixMarketSymmetry.SkewSymmetric ? -1 : 1;
        foreach ((int row, int column, double value) in Stored())
        {
            yield return (row, column, value);
            if (Symmetry != MatrixMarketSymmetry.General && row != column)
            {
                yield return (column, row, mirror * value);
            }
        }
    }

    /// <summary>A dense matrix, to be written as an array.</summary>
    /// <param name="matrix">[row, column].</param>
    /// <returns>The general matrix; the numbers are copied.</returns>
    public static MatrixMarketMatrix FromDense(Matrix<double> matrix) =>
        new()
        {
            Rows = matrix.RowCount,
            Columns = matrix.ColumnCount,
            Values = matrix.ToColumnMajorArray(),
        };

    /// <summary>The non-zero entries of a matrix, to be written as coordinates.</summary>
    /// <param name="matrix">[row, column].</param>
    /// <returns>The general matrix, entries ordered by column, then row.</returns>
    public static MatrixMarketMatrix FromNonZeros(Matrix<double> matrix)
    {
        (int Row, int Column, double Value)[] entries =
        [
            .. matrix
                .EnumerateIndexed(Zeros.AllowSkip)
                .Where(e => e.Item3 != 0)
                .Select(e => (e.Item1, e.Item2, e.Item3))
                .OrderBy(e => e.Item2)
                .ThenBy(e => e.Item1),
        ];
        return new MatrixMarketMatrix
        {
            Rows = matrix.RowCount,
            Columns = matrix.ColumnCount,
            RowIndices = Array.ConvertAll(entries, e => e.Row),
            ColumnIndices = Array.ConvertAll(entries, e => e.Column),
            Values = Array.ConvertAll(entries, e => e.Value),
        };
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Rows} x {Columns} {Symmetry} {(IsSparse ? "coordinates" : "array")}, {Values.Length} entries stored"
        );

    /// <summary>Number of entries that an array of this size and symmetry lists.</summary>
    internal static long ArrayLength(long rows, long columns, MatrixMarketSymmetry symmetry) =>
        symmetry switch
        {
            MatrixMarketSymmetry.Symmetric => rows * (rows + 1) / 2,
            MatrixMarketSymmetry.SkewSymmetric => rows * (rows - 1) / 2,
            _ => rows * columns,
        };

    private IEnumerable<(int Row, int Column, double Value)> Stored()
    {
        if (RowIndices is not null && ColumnIndices is not null)
        {
            for (int k = 0; k < Values.Length; k++)
            {
                yield return (RowIndices[k], ColumnIndices[k], Values[k]);
            }
            yield break;
        }
        int at = 0;
        for (int column = 0; column < Columns; column++)
        {
            int first = Symmetry switch
            {
                MatrixMarketSymmetry.Symmetric => column,
                MatrixMarketSymmetry.SkewSymmetric => column + 1,
                _ => 0,
            };
            for (int row = first; row < Rows; row++)
            {
                yield return (row, column, Values[at++]);
            }
        }
    }
}
