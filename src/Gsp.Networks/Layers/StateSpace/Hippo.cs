using System.Numerics;
using Gsp.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Networks;

/// <summary>The HiPPO-LegS state-space system, which keeps the history of its input as Legendre coefficients.</summary>
/// <remarks>x' = A x + B u. Gu, Dao, Ermon, Rudra and Re, "HiPPO: recurrent memory with optimal polynomial projections" (2020); the normal
/// plus low-rank form is that of Gu, Goel and Re, "Efficiently modeling long sequences with structured state spaces" (2022),
/// appendix C. Pure and thread-safe.</remarks>
public static class Hippo
{
    /// <summary>The state matrix: -sqrt((2n+1)(2k+1)) below the diagonal, -(n+1) on it, zero above.</summary>
    /// <param name="order">Size N of the state, at least 1.</param>
    /// <returns>N x N.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An order below 1.</exception>
    public static Matrix<double> LegSMatrix(int order)
    {
        Require.Positive(order);
        return Matrix<double>.Build.Dense(
            order,
            order,
            (n, k) => n > k ? -Math.Sqrt((2.0 * n + 1) * (2.0 * k + 1)) : (n == k ? -(n + 1.0) : 0)
        );
    }

    /// <summary>The input vector: B_n = sqrt(2n+1).</summary>
    /// <param name="order">Size N of the state, at least 1.</param>
    /// <returns>N values.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An order below 1.</exception>
    public static double[] LegSInput(int order) =>
        [.. Enumerable.Range(0, Require.Positive(order)).Select(n => Math.Sqrt(2.0 * n + 1))];

    /// <summary>The rank-one vector that makes A + P P^T normal: P_n = sqrt(n + 1/2).</summary>
    /// <param name="order">Size N of the state, at least 1.</param>
    /// <returns>N values.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An order below 1.</exception>
    public static double[] LegSLowRank(int order) =>
        [.. Enumerable.Range(0, Require.Positive(order)).Select(n => Math.Sqrt(n + 0.5))];

    /// <summary>The diagonal plus low-rank form of the LegS system, A = V diag(Lambda) V* - P P^T.</summary>
    /// <remarks>
    /// A + P P^T = -I/2 + S with S real and skew-symmetric. -i S is Hermitian; written in real and imaginary parts its eigenvectors are those
    /// of the real symmetric matrix [0 S; -S 0] of twice the size, in which every eigenvalue appears twice and any vector of such a pair,
    /// taken as x + i y, is the eigenvector up to its phase. Cost: some 72 N^3 operations. Error within N eps |S|.
    /// </remarks>
    /// <param name="order">Size N of the state: even, at least 2.</param>
    /// <returns>The N/2 eigenvalues of positive imaginary part and what belongs to them.</returns>
    /// <exception cref="ArgumentException">An order that is odd or below 2.</exception>
    public static DiagonalPlusLowRank LegS(int order)
    {
        Require.InRange(order, 2, 4096);
        Require.That(order % 2 == 0, $"order is {order}; it must be even (eigenvalues are kept by conjugate pairs)");
        int modes = order / 2;
        SymmetricEigen eigen = SymmetricEigen.OfRowMajor(EmbeddedSkewPart(order), 2 * order, vectors: true);
        double[] b = LegSInput(order);
        double[] p = LegSLowRank(order);
        var eigenvalues = new Complex[modes];
        var input = new Complex[modes];
        var lowRank = new Complex[modes];
        Matrix<Complex> vectors = Matrix<Complex>.Build.Dense(order, modes);
        for (int k = 0; k < modes; k++)
        {
            // Ascending: the negative half first, then the positive one, each value twice.
            int pair = order + 2 * k;
            eigenvalues[k] = new Complex(-0.5, 0.5 * (eigen.Values[pair] + eigen.Values[pair + 1]));
            ReadOnlySpan<double> vector = eigen.Vector(pair);
            Complex projection = Project(vector, b);
            Complex phase = projection / projection.Magnitude;
            for (int n = 0; n < order; n++)
            {
                vectors[n, k] = new Complex(vector[n], vector[order + n]) * phase;
            }
            input[k] = projection.Magnitude;
            lowRank[k] = Project(vector, p) / phase;
        }
        return new DiagonalPlusLowRank(eigenvalues, input, lowRank, vectors);
    }

    /// <summary>[0 S; -S 0] with the skew part S_nk = -sqrt((2n+1)(2k+1))/2 below the diagonal.</summary>
    private static double[] EmbeddedSkewPart(int order)
    {
        int size = 2 * order;
        var embedded = new double[size * size];
        for (int n = 0; n < order; n++)
        {
            for (int k = 0; k < order; k++)
            {
                double skew = Math.Sign(k - n) * 0.5 * Math.Sqrt((2.0 * n + 1) * (2.0 * k + 1));
                embedded[n * size + order + k] = skew;
                embedded[(order + n) * size + k] = -skew;
            }
        }
        return embedded;
    }

    /// <summary>v* b of an eigenvector v = x + i y.</summary>
    private static Complex Project(ReadOnlySpan<double> vector, ReadOnlySpan<double> b)
    {
        ReadOnlySpan<double> real = vector[..b.Length];
        ReadOnlySpan<double> imaginary = vector[b.Length..];
        return new Complex(Vectors.Dot(real, b), -Vectors.Dot(imaginary, b));
    }
}
