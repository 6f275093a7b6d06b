using Gsp.Numerics;

namespace Gsp.Signals;

/// <summary>The undecimated wavelet transform (stationary, a trous): as many coefficients on each level as samples.</summary>
/// <remarks>
/// Level j filters the approximation of level j - 1 with the taps spread by 2^(j-1), around the ends of the signal as if it were periodic:
/// a_j[t] = sum_k h_k a_(j-1)[t + s (k + 1 - L/2)], s = 2^(j-1), likewise d_j with g: PyWavelets' <c>swt</c>. No decimation, so the transform
/// commutes with (circular) shifts, and any length will do. The inverse is half the adjoint, exact to rounding because |H|^2 + |G|^2 = 2. Parseval:
/// |x|^2 = sum_j 2^-j |d_j|^2 + 2^-J |a_J|^2. Linear. NaN spreads to the coefficients whose taps reach it. Compares its arrays by reference.
/// Nason and Silverman (1995); Shensa, IEEE Trans. Signal Process. 40 (1992).
/// </remarks>
public sealed record StationaryWavelet
{
    /// <summary>The wavelet.</summary>
    public required OrthogonalWavelet Wavelet { get; init; }

    /// <summary>[level - 1][time]: level 1 holds the finest details, each further one those of twice the duration.</summary>
    public required double[][] Details { get; init; }

    /// <summary>[time]: what is smoother than the details of the last level, times 2^(levels/2).</summary>
    public required double[] Approximation { get; init; }

    /// <summary>Transforms a signal. O(n L) a level.</summary>
    /// <param name="signal">At least one sample.</param>
    /// <param name="wavelet">The wavelet.</param>
    /// <param name="levels">Number of levels, 1 to 24.</param>
    /// <returns>The coefficients.</returns>
    /// <exception cref="ArgumentException">No samples or a number of levels out of range.</exception>
    public static StationaryWavelet Compute(ReadOnlySpan<double> signal, OrthogonalWavelet wavelet, int levels)
    {
        Require.That(signal.Length > 0, "the signal is empty", nameof(signal));
        Require.InRange(levels, 1, 24);
        var details = new double[levels][];
        double[] approximation = signal.ToArray();
        for (int level = 0; level < levels; level++)
        {
            var smooth = new double[signal.Length];
            details[level] = new double[signal.Length];
            for (int k = 0; k < wavelet.Length; k++)
            {
                int shift = Shift(wavelet, level, k, signal.Length);
                AddShifted(wavelet.ScalingTaps[k], approximation, shift, smooth);
                AddShifted(wavelet.WaveletTaps[k], approximation, shift, details[level]);
            }
            approximation = smooth;
        }
        return new StationaryWavelet
        {
            Wavelet = wavelet,
            Details = details,
            Approximation = approximation,
        };
    }

    /// <summary>The signal with these coefficients; of changed coefficients the mean over the shifts.</summary>
    /// <returns>[time].</returns>
    /// <exception cref="ArgumentException">Levels of different lengths.</exception>
    public double[] Inverse()
    {
        int length = Approximation.Length;
        double[] approximation = Approximation;
        for (int level = Details.Length - 1; level >= 0; level--)
        {
            Require.SameLength(Details[level].Length, length, nameof(Details), "all levels have one length");
            var finer = new double[length];
            for (int k = 0; k < Wavelet.Length; k++)
            {
                int back = (length - Shift(Wavelet, level, k, length)) % length;
                AddShifted(0.5 * Wavelet.ScalingTaps[k], approximation, back, finer);
                AddShifted(0.5 * Wavelet.WaveletTaps[k], Details[level], back, finer);
            }
            approximation = finer;
        }
        return approximation == Approximation ? [.. approximation] : approximation;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"stationary wavelet transform, {Wavelet.Name}, {Details.Length} levels, {Approximation.Length} samples";

    private static int Shift(OrthogonalWavelet wavelet, int level, int k, int length)
    {
        long shift = (k + 1L - wavelet.Length / 2) << level;
        return (int)(((shift % length) + length) % length);
    }

    /// <summary>to[t] += factor * from[(t + shift) mod n].</summary>
    private static void AddShifted(double factor, double[] from, int shift, double[] to)
    {
        int first = from.Length - shift;
        Vectors.AddScaled(factor, from.AsSpan(shift), to.AsSpan(0, first));
        Vectors.AddScaled(factor, from.AsSpan(0, shift), to.AsSpan(first));
    }
}
