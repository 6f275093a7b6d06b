using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Numerics;

/// <summary>The factorisation A P = Q R by Householder reflections, with or without column pivoting.</summary>
/// <remarks>
/// A is m x n of any shape; Q is m x k with orthonormal columns and R is k x n upper triangular with a non-negative diagonal, k = min(m, n);
/// P is the identity without pivoting. With pivoting |R_11| >= |R_22| >= ..., and <see cref="Rank"/> counts the entries above a threshold. Cost:
/// 2 m n^2 - 2/3 n^3. Deterministic for any vector width; immutable and thread-safe. Golub and Van Loan, Matrix Computations, sections 5.2
/// and 5.4.
/// </remarks>
public sealed class QrDecomposition
{
    private const double MachineEpsilon = 2.220446049250313e-16;
    private readonly double[] columns; // column-major: R on and above the diagonal, the reflections' vectors below (first entry 1 implied)
    private readonly double[] factors; // tau of each reflection I - tau v v^T
    private readonly int[] order;
    private readonly bool pivoting;
    private readonly double scale; // a power of two: the work was done on scale A

    private QrDecomposition(double[] columnMajor, int rows, int columns, bool pivoting)
    {
        Rows = rows;
        Columns = columns;
        this.columns = columnMajor;
        this.pivoting = pivoting;
        factors = new double[Math.Min(rows, columns)];
        order = [.. Enumerable.Range(0, columns)];
        scale = Elementwise.BalancingScale(columnMajor);
        Vectors.Scale<double>(scale, columnMajor);
        Reduce();
        Rank = CountRank(Math.Max(rows, columns) * MachineEpsilon);
    }

    /// <summary>Number of rows m.</summary>
    public int Rows { get; }

    /// <summary>Number of columns n.</summary>
    public int Columns { get; }

    /// <summary>Column j of A P is column <c>Permutation[j]</c> of A.</summary>
    public IReadOnlyList<int> Permutation => order;

    /// <summary>Number of diagonal entries of R above max(m, n) eps times the first; the numerical rank where columns were pivoted.</summary>
    public int Rank { get; }

    /// <summary>Factors a matrix.</summary>
    /// <param name="a">m x n, finite, at least one row and column.</param>
    /// <param name="pivoting">Whether to order the columns by what is left of them.</param>
    /// <returns>The factorisation.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static QrDecomposition Of(Matrix<double> a, bool pivoting = false) =>
        OfColumnMajor(a.ToColumnMajorArray(), a.RowCount, a.ColumnCount, pivoting);

    /// <summary>Factors a column-major matrix in its own memory, which then belongs to the factorisation.</summary>
    internal static QrDecomposition OfColumnMajor(double[] a, int rows, int columns, bool pivoting)
    {
        Require.SameLength(a.Length, rows * columns, nameof(a));
        Require.Finite(a, nameof(a), "column-major");
        return new QrDecomposition(a, rows, columns, pivoting);
    }

    /// <summary>The orthonormal factor.</summary>
    /// <returns>m x min(m, n).</returns>
    public Matrix<double> Q()
    {
        int k = factors.Length;
        var q = new double[Rows * k];
        for (int j = 0; j < k; j++)
        {
            Span<double> column = q.AsSpan(j * Rows, Rows);
            column[j] = columns[j * Rows + j] < 0 ? -1 : 1;
            Apply(column);
        }
        return Matrix<double>.Build.Dense(Rows, k, q);
    }

    /// <summary>The triangular factor.</summary>
    /// <returns>min(m, n) x n, diagonal zero or more.</returns>
    public Matrix<double> R() =>
        Matrix<double>.Build.Dense(
            factors.Length,
            Columns,
            (i, j) => j < i ? 0 : (columns[i * Rows + i] < 0 ? -1 : 1) * columns[j * Rows + i] / scale
        );

    /// <summary>Least squares: the x of smallest norm among those that minimise |A x - b|.</summary>
    /// <param name="b">m numbers.</param>
    /// <returns>The solution with its residual and rank.</returns>
    /// <exception cref="ArgumentException">Wrong length or values that are not finite.</exception>
    /// <exception cref="InvalidOperationException">The columns are dependent and were not pivoted.</exception>
    public LeastSquaresFit Solve(ReadOnlySpan<double> b)
    {
        Require.SameLength(b.Length, Rows, nameof(b));
        Require.Finite(b, nameof(b));
        if (!pivoting && Rank < factors.Length)
        {
            throw new InvalidOperationException("the columns are dependent; factor with pivoting to solve");
        }
        double[] image = b.ToArray();
        ApplyTransposed(image);
        double[] inner = Rank < Columns ? SmallestNorm(image) : BackSubstitute(image);
        var solution = new double[Columns];
        for (int j = 0; j < Columns; j++)
        {
            solution[order[j]] = scale * inner[j];
        }
        return new LeastSquaresFit
        {
            Solution = solution,
            ResidualNorm = Reductions.Norm(image.AsSpan(Rank)),
            Rank = Rank,
            IsFullRank = Rank == Columns,
        };
    }

    /// <summary>Overwrites b with Q^T b (all m entries, Q completed to a square matrix).</summary>
    internal void ApplyTransposed(Span<double> b)
    {
        for (int k = 0; k < factors.Length; k++)
        {
            Reflect(k, b);
        }
    }

    /// <summary>Overwrites b with Q b (Q completed to a square matrix).</summary>
    internal void Apply(Span<double> b)
    {
        for (int k = factors.Length - 1; k >= 0; k--)
        {
            Reflect(k, b);
        }
    }

    /// <summary>The entry (i, j) of R before the sign of its row is normalised, of the scaled matrix.</summary>
    internal double RawR(int i, int j) => columns[j * Rows + i];

    /// <summary>The power of two by which A was multiplied.</summary>
    internal double Scale => scale;

    private void Reduce()
    {
        double[] norms = pivoting ? [.. Enumerable.Range(0, Columns).Select(j => Reductions.Norm(Column(j, 0)))] : [];
        double[] exact = [.. norms];
        for (int k = 0; k < factors.Length; k++)
        {
            if (pivoting)
            {
                int best = k;
                for (int j = k + 1; j < Columns; j++)
                {
                    best = norms[j] > norms[best] ? j : best;
                }
                Swap(k, best);
                (norms[k], norms[best]) = (norms[best], norms[k]);
                (exact[k], exact[best]) = (exact[best], exact[k]);
            }
            factors[k] = Householder.Make(Column(k, k));
            for (int j = k + 1; j < Columns; j++)
            {
                Reflect(k, Column(j, 0));
                if (pivoting && norms[j] > 0)
                {
                    // Downdate the norm of what is left; measure it again once cancellation has eaten half of the digits.
                    double ratio = columns[j * Rows + k] / norms[j];
                    norms[j] *= Math.Sqrt(Math.Max(0, 1 - ratio * ratio));
                    if (norms[j] < 1e-7 * exact[j])
                    {
                        norms[j] = exact[j] = Reductions.Norm(Column(j, k + 1));
                    }
                }
            }
        }
    }

    private void Reflect(int k, Span<double> column) => Householder.Apply(factors[k], Column(k, k)[1..], column[k..]);

    private Span<double> Column(int j, int from) => columns.AsSpan(j * Rows + from, Rows - from);

    private void Swap(int i, int j)
    {
        if (i == j)
        {
            return;
        }
        (order[i], order[j]) = (order[j], order[i]);
        for (int row = 0; row < Rows; row++)
        {
            (columns[i * Rows + row], columns[j * Rows + row]) = (columns[j * Rows + row], columns[i * Rows + row]);
        }
    }

    private int CountRank(double tolerance)
    {
        double largest = 0;
        for (int k = 0; k < factors.Length; k++)
        {
            largest = Math.Max(largest, Math.Abs(columns[k * Rows + k]));
        }
        int rank = 0;
        while (rank < factors.Length && Math.Abs(columns[rank * Rows + rank]) > tolerance * largest)
        {
            rank++;
        }
        return rank;
    }

    private double[] BackSubstitute(ReadOnlySpan<double> image)
    {
        double[] x = image[..Columns].ToArray();
        for (int j = Columns - 1; j >= 0; j--)
        {
            x[j] /= columns[j * Rows + j];
            Vectors.AddScaled<double>(-x[j], columns.AsSpan(j * Rows, j), x.AsSpan(0, j));
        }
        return x;
    }

    /// <summary>Minimises |x| subject to [R11 R12] x = c: with [R11 R12]^T = Z T, x = Z T^-T c.</summary>
    private double[] SmallestNorm(ReadOnlySpan<double> image)
    {
        var x = new double[Columns];
        if (Rank == 0)
        {
            return x;
        }
        var transposed = new double[Columns * Rank];
        for (int i = 0; i < Rank; i++)
        {
            for (int j = i; j < Columns; j++)
            {
                transposed[i * Columns + j] = columns[j * Rows + i];
            }
        }
        QrDecomposition inner = OfColumnMajor(transposed, Columns, Rank, pivoting: false);
        for (int i = 0; i < Rank; i++)
        {
            double sum = image[i];
            for (int k = 0; k < i; k++)
            {
                sum -= inner.columns[i * Columns + k] * x[k];
            }
            x[i] = sum / inner.columns[i * Columns + i];
        }
        Vectors.Scale<double>(inner.scale, x);
        inner.Apply(x);
        return x;
    }
}
