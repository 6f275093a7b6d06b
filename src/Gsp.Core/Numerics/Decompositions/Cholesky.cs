using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Numerics;

/// <summary>The Cholesky factorisation A + ridge I = L L^T of a symmetric positive definite matrix, reusable without allocation.</summary>
/// <remarks>
/// Only the lower triangle of A is read. A pivot that is not above n eps times its diagonal entry stops the factorisation: the status is
/// <see cref="DecompositionStatus.NotPositiveDefinite"/>, <see cref="FailedPivot"/> names it and <see cref="SuggestedRidge"/> is a
/// ridge with which it succeeds. Cost: n^3/3 to factor, 2 n^2 to solve, 2 n^2 for a rank-one change. Deterministic for any vector width.
/// One instance is not thread-safe while it is changed; solving from many threads is. Golub and Van Loan, Matrix Computations, sections 4.2
/// and 6.5.
/// </remarks>
public sealed partial class Cholesky
{
    // Lower triangle and diagonal: L. Strict upper triangle: the matrix itself, kept so that a ridge can be suggested after a failure.
    private readonly double[] factor;
    private readonly double[] diagonal;

    /// <summary>Room for matrices of one size.</summary>
    /// <param name="size">Number of rows and columns n, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is not positive.</exception>
    public Cholesky(int size)
    {
        Size = Require.InRange(size, 1, 46_000, "n x n numbers must fit one array");
        factor = new double[size * size];
        diagonal = new double[size];
        cosines = new double[size];
        sines = new double[size];
    }

    /// <summary>Number of rows and columns.</summary>
    public int Size { get; }

    /// <summary>How the last factorisation ended.</summary>
    public DecompositionStatus Status { get; private set; }

    /// <summary>The row, from 0, where the last factorisation stopped; -1 where it did not.</summary>
    public int FailedPivot { get; private set; } = -1;

    /// <summary>Factors a matrix.</summary>
    /// <param name="a">n x n, symmetric; the lower triangle is read.</param>
    /// <param name="ridge">Added to the diagonal first, zero or more.</param>
    /// <returns>The factorisation, or the status that says why there is none.</returns>
    /// <exception cref="ArgumentException">Not square.</exception>
    public static Cholesky Of(Matrix<double> a, double ridge = 0)
    {
        var cholesky = new Cholesky(a.RowCount);
        cholesky.Factor(a.ToRowMajor().AsRowMajor(a.RowCount, a.ColumnCount), ridge);
        return cholesky;
    }

    /// <summary>Factors a matrix into this instance, replacing what it held. Allocates nothing.</summary>
    /// <param name="a">n x n, symmetric; the lower triangle is read.</param>
    /// <param name="ridge">Added to the diagonal first, zero or more.</param>
    /// <returns>The status.</returns>
    /// <exception cref="ArgumentException">Another shape, or a negative ridge.</exception>
    public DecompositionStatus Factor(ReadOnlyMatrixView<double> a, double ridge = 0)
    {
        Require.NotNegative(ridge);
        Require.That(
            a.Rows == Size && a.Columns == Size,
            $"a is {a.Rows} x {a.Columns}; this factorisation has room for {Size} x {Size}",
            nameof(a)
        );
        for (int i = 0; i < Size; i++)
        {
            for (int j = 0; j < i; j++)
            {
                factor[i * Size + j] = factor[j * Size + i] = a[i, j];
            }
            factor[i * Size + i] = diagonal[i] = a[i, i] + ridge;
        }
        return FactorInPlace();
    }

    /// <summary>Solves (A + ridge I) x = b. <paramref name="x"/> may be <paramref name="b"/>.</summary>
    /// <param name="b">n numbers.</param>
    /// <param name="x">Receives n numbers.</param>
    /// <exception cref="ArgumentException">Wrong lengths.</exception>
    /// <exception cref="InvalidOperationException">There is no valid factorisation; look at <see cref="Status"/> first.</exception>
    public void Solve(ReadOnlySpan<double> b, Span<double> x)
    {
        SolveLower(b, x);
        for (int i = Size - 1; i >= 0; i--)
        {
            double value = x[i] / factor[i * Size + i];
            x[i] = value;
            Vectors.AddScaled<double>(-value, factor.AsSpan(i * Size, i), x[..i]);
        }
    }

    /// <summary>Solves L y = b, the first half of a solution; |y|^2 = b^T A^-1 b. <paramref name="y"/> may be <paramref name="b"/>.</summary>
    /// <param name="b">n numbers.</param>
    /// <param name="y">Receives n numbers.</param>
    /// <exception cref="ArgumentException">Wrong lengths.</exception>
    /// <exception cref="InvalidOperationException">There is no valid factorisation.</exception>
    public void SolveLower(ReadOnlySpan<double> b, Span<double> y)
    {
        RequireFactors();
        Require.SameLength(b.Length, Size, nameof(b));
        Require.SameLength(y.Length, Size, nameof(y));
        for (int i = 0; i < Size; i++)
        {
            y[i] = (b[i] - Vectors.Dot<double>(factor.AsSpan(i * Size, i), y[..i])) / factor[i * Size + i];
        }
    }

    /// <summary>Solves (A + ridge I) X = B column by column.</summary>
    /// <param name="b">n x k.</param>
    /// <returns>n x k.</returns>
    /// <exception cref="ArgumentException">Wrong number of rows.</exception>
    /// <exception cref="InvalidOperationException">There is no valid factorisation.</exception>
    public Matrix<double> Solve(Matrix<double> b)
    {
        Require.SameLength(b.RowCount, Size, nameof(b), "rows");
        double[] columns = b.ToColumnMajorArray();
        for (int j = 0; j < b.ColumnCount; j++)
        {
            Span<double> column = columns.AsSpan(j * Size, Size);
            Solve(column, column);
        }
        return Matrix<double>.Build.Dense(Size, b.ColumnCount, columns);
    }

    /// <summary>The natural logarithm of the determinant.</summary>
    /// <returns>2 sum log L_ii.</returns>
    /// <exception cref="InvalidOperationException">There is no valid factorisation.</exception>
    public double LogDeterminant()
    {
        RequireFactors();
        double sum = 0;
        for (int i = 0; i < Size; i++)
        {
            sum += PortableMath.Log(factor[i * Size + i]);
        }
        return 2 * sum;
    }

    /// <summary>A copy of L, lower triangular with a positive diagonal.</summary>
    /// <returns>n x n.</returns>
    /// <exception cref="InvalidOperationException">There is no valid factorisation.</exception>
    public Matrix<double> Lower()
    {
        RequireFactors();
        return Matrix<double>.Build.Dense(Size, Size, (i, j) => j <= i ? factor[i * Size + j] : 0);
    }

    /// <summary>The smallest ridge (with a margin for rounding) that makes the matrix positive definite; zero where it is, NaN where the
    /// matrix holds values that are not finite. Cost after a failure: the eigenvalues of A, about 4/3 n^3.</summary>
    public double SuggestedRidge
    {
        get
        {
            if (Status != DecompositionStatus.NotPositiveDefinite)
            {
                return 0;
            }
            var matrix = new double[Size * Size];
            for (int i = 0; i < Size; i++)
            {
                matrix[i * Size + i] = diagonal[i];
                for (int j = i + 1; j < Size; j++)
                {
                    matrix[i * Size + j] = matrix[j * Size + i] = factor[i * Size + j];
                }
            }
            SymmetricEigen eigen = SymmetricEigen.OfRowMajor(matrix, Size, vectors: false);
            if (eigen.Status != DecompositionStatus.Succeeded)
            {
                return double.NaN;
            }
            double least = eigen.Values[0];
            double size = Math.Max(Math.Abs(least), Math.Abs(eigen.Values[^1]));
            return Math.Max(0, -least) + 16 * Size * MachineEpsilon * size;
        }
    }

    /// <inheritdoc/>
    public override string ToString() =>
        Status == DecompositionStatus.NotPositiveDefinite
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"Cholesky of {Size} x {Size}: not positive definite at pivot {FailedPivot}; a ridge of {SuggestedRidge:g3} would help"
            )
            : string.Create(CultureInfo.InvariantCulture, $"Cholesky of {Size} x {Size}: {Status}");

    private const double MachineEpsilon = 2.220446049250313e-16;

    private DecompositionStatus FactorInPlace()
    {
        FailedPivot = -1;
        for (int i = 0; i < Size; i++)
        {
            Span<double> row = factor.AsSpan(i * Size, i + 1);
            for (int j = 0; j < i; j++)
            {
                ReadOnlySpan<double> other = factor.AsSpan(j * Size, j + 1);
                row[j] = (row[j] - Vectors.Dot<double>(row[..j], other[..j])) / other[j];
            }
            double pivot = row[i] - Reductions.SumOfSquares(row[..i]);
            if (!(pivot > Size * MachineEpsilon * Math.Abs(diagonal[i])) || !double.IsFinite(pivot))
            {
                FailedPivot = i;
                return Status = DecompositionStatus.NotPositiveDefinite;
            }
            row[i] = Math.Sqrt(pivot);
        }
        return Status = DecompositionStatus.Succeeded;
    }

    private void RequireFactors()
    {
        if (Status != DecompositionStatus.Succeeded)
        {
            throw new InvalidOperationException(
                Status == DecompositionStatus.Empty
                    ? "nothing has been factored yet; call Factor first"
                    : $"the matrix is not positive definite (pivot {FailedPivot}); check Status before solving, or add SuggestedRidge"
            );
        }
    }
}
