using Gsp.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>A Cholesky factorisation that says at which pivot it failed.</summary>
internal static class CholeskyPivots
{
    /// <summary>Factors a symmetric matrix: its log-determinant, or the pivot that was not positive.</summary>
    /// <param name="matrix">n x n, row-major; only the lower triangle is read.</param>
    /// <param name="n">Its size.</param>
    /// <param name="factor">Receives L, row-major, upper triangle zero.</param>
    /// <param name="logDeterminant">Sum of the logarithms of the squared pivots; NaN on failure.</param>
    /// <returns>-1, or the index of the first pivot at or below rounding error of its diagonal entry.</returns>
    public static int Factor(ReadOnlySpan<double> matrix, int n, Span<double> factor, out double logDeterminant)
    {
        factor.Clear();
        logDeterminant = double.NaN;
        double sum = 0;
        for (int j = 0; j < n; j++)
        {
            ReadOnlySpan<double> rowJ = factor.Slice(j * n, j);
            double pivot = matrix[j * n + j] - Vectors.Dot<double>(rowJ, rowJ);
            // Below n eps of the entry itself the pivot is rounding error, whatever its sign.
            if (!(pivot > n * 2.2e-16 * Math.Abs(matrix[j * n + j])))
            {
                return j;
            }
            double root = Math.Sqrt(pivot);
            factor[j * n + j] = root;
            sum += 2 * Math.Log(root);
            for (int i = j + 1; i < n; i++)
            {
                factor[i * n + j] = (matrix[i * n + j] - Vectors.Dot<double>(factor.Slice(i * n, j), rowJ)) / root;
            }
        }
        logDeterminant = sum;
        return -1;
    }

    /// <summary>A ridge that makes a symmetric matrix safely positive definite: minus its smallest eigenvalue plus 1e-6 of its mean diagonal.</summary>
    public static double SuggestedRidge(Matrix<double> matrix)
    {
        double smallest = matrix.Evd(Symmetricity.Symmetric).EigenValues.Min(value => value.Real);
        double mean = matrix.Diagonal().Sum() / matrix.RowCount;
        return Math.Max(0, -smallest) + 1e-6 * (mean > 0 ? mean : 1);
    }
}
