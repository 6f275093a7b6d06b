using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Recordings;

/// <summary>The entries of a sparse MATLAB matrix, column by column.</summary>
/// <param name="Rows">The row of each entry, from 0.</param>
/// <param name="ColumnStarts">Where each column's entries begin, and at the end their number: one more than there are columns.</param>
/// <param name="Real">The entries.</param>
/// <param name="Imaginary">Their imaginary parts; null where the matrix is real.</param>
public sealed record MatSparse(int[] Rows, int[] ColumnStarts, double[] Real, double[]? Imaginary)
{
    /// <summary>Number of entries that are stored.</summary>
    public int Count => Real.Length;

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{Count} entries in {ColumnStarts.Length - 1} columns");

    /// <summary>The real matrix.</summary>
    internal Matrix<double> ToMatrix(int rows, int columns)
    {
        if (Imaginary is not null)
        {
            throw new InvalidOperationException("the sparse matrix is complex; take its entries");
        }
        return Matrix<double>.Build.SparseOfIndexed(rows, columns, Entries());
    }

    private IEnumerable<(int Row, int Column, double Value)> Entries()
    {
        for (int column = 0; column + 1 < ColumnStarts.Length; column++)
        {
            for (int k = ColumnStarts[column]; k < ColumnStarts[column + 1]; k++)
            {
                yield return (Rows[k], column, Real[k]);
            }
        }
    }
}
