using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Numerics;

/// <summary>A least-squares solution.</summary>
/// <remarks>Compares its array by reference.</remarks>
public sealed record LeastSquaresFit
{
    /// <summary>The solution: n numbers; the one of smallest norm where the columns are dependent.</summary>
    public required double[] Solution { get; init; }

    /// <summary>|A x - b|.</summary>
    public required double ResidualNorm { get; init; }

    /// <summary>Numerical rank of A.</summary>
    public required int Rank { get; init; }

    /// <summary>Whether the data determine the solution: the columns of A are independent.</summary>
    public required bool IsFullRank { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"least squares: {Solution.Length} unknowns, rank {Rank}{(IsFullRank ? "" : " (not determined: smallest norm)")}, residual {ResidualNorm:g6}"
        );
}

/// <summary>Linear least squares.</summary>
/// <remarks>By QR with column pivoting, so dependent columns are found, not divided by. Deterministic; pure and thread-safe.</remarks>
public static class LeastSquares
{
    /// <summary>Minimises |A x - b|. Cost: 2 m n^2.</summary>
    /// <param name="a">m x n, finite.</param>
    /// <param name="b">m numbers.</param>
    /// <returns>The solution.</returns>
    /// <exception cref="ArgumentException">Wrong length or values that are not finite.</exception>
    public static LeastSquaresFit Solve(Matrix<double> a, ReadOnlySpan<double> b) =>
        QrDecomposition.Of(a, pivoting: true).Solve(b);

    /// <summary>Minimises |A X - B| column by column, with one factorisation.</summary>
    /// <param name="a">m x n, finite.</param>
    /// <param name="b">m x k.</param>
    /// <returns>n x k.</returns>
    /// <exception cref="ArgumentException">Wrong shape or values that are not finite.</exception>
    public static Matrix<double> Solve(Matrix<double> a, Matrix<double> b)
    {
        Require.SameLength(b.RowCount, a.RowCount, nameof(b), "rows");
        QrDecomposition qr = QrDecomposition.Of(a, pivoting: true);
        var solution = Matrix<double>.Build.Dense(a.ColumnCount, b.ColumnCount);
        for (int j = 0; j < b.ColumnCount; j++)
        {
            solution.SetColumn(j, qr.Solve(b.Column(j).ToArray()).Solution);
        }
        return solution;
    }
}
