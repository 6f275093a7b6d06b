using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Numerics;

/// <summary>The eigenvalues and eigenvectors of a real symmetric matrix, A = V diag(values) V^T.</summary>
/// <remarks>
/// Householder reduction to a tridiagonal matrix, then implicit QL steps. Cost: about 4/3 n^3 for the values and 9 n^3 with vectors. Residual and
/// orthogonality within a few n eps of |A|. Deterministic for any vector width; immutable and thread-safe. Golub and Van Loan, Matrix
/// Computations, section 8.3.
/// </remarks>
public sealed class SymmetricEigen
{
    private readonly double[] rows; // eigenvector k is row k

    private SymmetricEigen(DecompositionStatus status, double[] values, double[] rows)
    {
        Status = status;
        Values = values;
        this.rows = rows;
    }

    /// <summary>Succeeded, or NotConverged where an iteration did not end or the matrix was not finite.</summary>
    public DecompositionStatus Status { get; }

    /// <summary>The eigenvalues in increasing order.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>The eigenvectors, one a column, in the order of the values: of unit length, the entry of largest magnitude positive. No
    /// columns where only values were asked for.</summary>
    public Matrix<double> Vectors =>
        Matrix<double>.Build.Dense(
            Values.Count,
            rows.Length == 0 ? 0 : Values.Count,
            (i, k) => rows[k * Values.Count + i]
        );

    /// <summary>Decomposes a symmetric matrix.</summary>
    /// <param name="a">n x n; only its lower triangle is read.</param>
    /// <param name="vectors">Whether the vectors are wanted.</param>
    /// <returns>The decomposition with its status.</returns>
    /// <exception cref="ArgumentException">Not square.</exception>
    public static SymmetricEigen Of(Matrix<double> a, bool vectors = true)
    {
        Require.SameLength(a.ColumnCount, a.RowCount, nameof(a), "columns of a square matrix");
        return OfRowMajor(a.ToRowMajor(), a.RowCount, vectors);
    }

    /// <summary>Eigenvector k as a view on memory that is not to be changed.</summary>
    internal ReadOnlySpan<double> Vector(int k) => rows.AsSpan(k * Values.Count, Values.Count);

    /// <summary>Decomposes a row-major matrix in its own memory, which is spoilt.</summary>
    internal static SymmetricEigen OfRowMajor(double[] a, int size, bool vectors)
    {
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < i; j++)
            {
                a[j * size + i] = a[i * size + j];
            }
        }
        double scale = Elementwise.BalancingScale(a);
        if (!double.IsFinite(Reductions.MaxMagnitude(a)))
        {
            return new SymmetricEigen(
                DecompositionStatus.NotConverged,
                [.. Enumerable.Repeat(double.NaN, size)],
                vectors ? [.. Enumerable.Repeat(double.NaN, size * size)] : []
            );
        }
        Numerics.Vectors.Scale<double>(scale, a);
        var diagonal = new double[size];
        var below = new double[size];
        double[] basis = Tridiagonal.Reduce(a, size, diagonal, below, vectors);
        bool converged = Tridiagonal.Diagonalise(diagonal, below, basis, size);
        int[] order = [.. Enumerable.Range(0, size)];
        Array.Sort((double[])diagonal.Clone(), order);
        double[] values = [.. order.Select(k => diagonal[k] / scale)];
        var sorted = new double[basis.Length];
        for (int k = 0; k < size && vectors; k++)
        {
            Span<double> row = sorted.AsSpan(k * size, size);
            basis.AsSpan(order[k] * size, size).CopyTo(row);
            Elementwise.MakeLargestPositive(row);
        }
        return new SymmetricEigen(
            converged ? DecompositionStatus.Succeeded : DecompositionStatus.NotConverged,
            values,
            sorted
        );
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"symmetric eigenvalues: {Status}, {Values.Count} from {Values[0]:g6} to {Values[^1]:g6}"
        );
}
