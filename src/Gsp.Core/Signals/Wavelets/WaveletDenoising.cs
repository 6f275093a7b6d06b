using Gsp.Numerics;

namespace Gsp.Signals;

/// <summary>Settings of <see cref="WaveletDenoising"/>.</summary>
public sealed record WaveletDenoisingOptions
{
    /// <summary>The wavelet's name, see <see cref="OrthogonalWavelet.Named"/>.</summary>
    public string Wavelet { get; init; } = "sym4";

    /// <summary>Number of levels whose details are shrunk, 1 to 24.</summary>
    public int Levels { get; init; } = 4;

    /// <summary>Multiple of the universal threshold, zero (nothing changes) or more.</summary>
    public double Factor { get; init; } = 1;

    internal OrthogonalWavelet Validate()
    {
        Require.InRange(Levels, 1, 24);
        Require.NotNegative(Factor);
        return OrthogonalWavelet.Named(Wavelet);
    }
}

/// <summary>Removes white noise by shrinking the details of the undecimated wavelet transform.</summary>
/// <remarks>
/// The noise's deviation s is the median size of the finest details over 0.6745; details move towards zero by Factor s sqrt(2 ln n), the
/// threshold above which white noise hardly reaches. Every level has the same noise, since each holds the orthonormal coefficients of all shifts.
/// Donoho and Johnstone, Biometrika 81 (1994); Coifman and Donoho (1995). Commutes with circular shifts and with scaling. Pure and thread-safe.
/// </remarks>
public static class WaveletDenoising
{
    /// <summary>Removes noise.</summary>
    /// <param name="signal">At least two samples, all finite.</param>
    /// <param name="options">Settings; null for the usual ones.</param>
    /// <returns>As many samples.</returns>
    /// <exception cref="ArgumentException">Too few samples, one that is not finite, or a setting out of range.</exception>
    public static double[] Apply(ReadOnlySpan<double> signal, WaveletDenoisingOptions? options = null)
    {
        options ??= new WaveletDenoisingOptions();
        OrthogonalWavelet wavelet = options.Validate();
        Require.That(signal.Length >= 2, $"{signal.Length} samples; denoising needs at least 2", nameof(signal));
        Require.Finite(signal, nameof(signal), "fill missing samples first");
        StationaryWavelet transform = StationaryWavelet.Compute(signal, wavelet, options.Levels);
        double[] sizes = [.. transform.Details[0].Select(Math.Abs)];
        Array.Sort(sizes);
        double median = 0.5 * (sizes[(sizes.Length - 1) / 2] + sizes[sizes.Length / 2]);
        double threshold = options.Factor * median / 0.6744897501960817 * Math.Sqrt(2 * Math.Log(signal.Length));
        foreach (double[] details in transform.Details)
        {
            for (int t = 0; t < details.Length; t++)
            {
                details[t] = Math.CopySign(Math.Max(0, Math.Abs(details[t]) - threshold), details[t]);
            }
        }
        return transform.Inverse();
    }
}
