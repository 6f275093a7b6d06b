using MathNet.Numerics.LinearAlgebra;
using Complex = System.Numerics.Complex;

namespace Gsp.Topology;

/// <summary>The normalisations behind the spectral measures; coherences work on any spectral matrices, however they were estimated.</summary>
/// <remarks>Pure and thread-safe. Cost O(N²), with an inversion O(N³).</remarks>
public static class SpectralRatios
{
    /// <summary>|S_ij|² / (S_ii S_jj).</summary>
    /// <param name="density">S, N x N Hermitian.</param>
    /// <returns>N x N, symmetric, ones on the diagonal; NaN where a node has no power.</returns>
    public static Matrix<double> Coherence(Matrix<Complex> density)
    {
        ArgumentNullException.ThrowIfNull(density);
        Require.That(
            density.RowCount == density.ColumnCount,
            $"a spectral matrix is square; got {density.RowCount} x {density.ColumnCount}",
            nameof(density)
        );
        return Matrix<double>.Build.Dense(
            density.RowCount,
            density.ColumnCount,
            (i, j) => i == j ? density[i, i].Real / density[i, i].Real : Ratio(density, i, j)
        );
    }

    /// <summary>The coherence of S⁻¹: what two nodes share once all others are taken off.</summary>
    /// <param name="density">S, N x N Hermitian and regular.</param>
    /// <returns>N x N, symmetric, ones on the diagonal; NaN where S is singular.</returns>
    public static Matrix<double> PartialCoherence(Matrix<Complex> density)
    {
        ArgumentNullException.ThrowIfNull(density);
        return Coherence(density.Inverse());
    }

    /// <summary>|A_kj|²/v_k over its column's sum.</summary>
    internal static Matrix<double> ColumnShares(Matrix<Complex> inverse, Vector<double>? variances)
    {
        Matrix<double> power = Power(inverse);
        for (int k = 0; k < power.RowCount && variances is not null; k++)
        {
            power.SetRow(k, power.Row(k) / variances[k]);
        }
        for (int j = 0; j < power.ColumnCount; j++)
        {
            power.SetColumn(j, power.Column(j) / power.Column(j).Sum());
        }
        return power;
    }

    /// <summary>|H_im|² over its row's sum.</summary>
    internal static Matrix<double> RowShares(Matrix<Complex> transfer)
    {
        Matrix<double> power = Power(transfer);
        for (int i = 0; i < power.RowCount; i++)
        {
            power.SetRow(i, power.Row(i) / power.Row(i).Sum());
        }
        return power;
    }

    /// <summary>Divides each row at every frequency by that row's sum over all frequencies.</summary>
    internal static void ShareOfAllFrequencies(Matrix<double>[] power)
    {
        for (int i = 0; i < power[0].RowCount; i++)
        {
            double total = power.Sum(p => p.Row(i).Sum());
            foreach (Matrix<double> p in power)
            {
                p.SetRow(i, p.Row(i) / total);
            }
        }
    }

    /// <summary>Squared magnitudes.</summary>
    internal static Matrix<double> Power(Matrix<Complex> values) =>
        Matrix<double>.Build.Dense(values.RowCount, values.ColumnCount, (i, j) => Squared(values[i, j]));

    private static double Ratio(Matrix<Complex> density, int i, int j) =>
        Math.Min(1, Squared(density[i, j]) / (density[i, i].Real * density[j, j].Real)); // rounding can pass 1 by an ulp

    private static double Squared(Complex z) => z.Real * z.Real + z.Imaginary * z.Imaginary;
}
