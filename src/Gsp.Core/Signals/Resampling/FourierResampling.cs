using System.Buffers;
using System.Numerics;
using Gsp.Numerics;

namespace Gsp.Signals;

/// <summary>Resamples a signal that is one period of a periodic one, by cutting or extending its Fourier coefficients.</summary>
/// <remarks>
/// Exact for a periodic signal without content above the lower half rate; any other rings where its last sample meets the first, and a
/// <see cref="PolyphaseResampler"/> serves it better. The coefficient at half the lower rate is shared between its two frequencies. SciPy's
/// <c>scipy.signal.resample</c>. Linear; O(n log n) for any lengths. Pure and thread-safe.
/// </remarks>
public static class FourierResampling
{
    /// <summary>Resamples to a number of samples over the same duration.</summary>
    /// <param name="signal">At least one sample, all finite: every sample acts on every output, so a missing one has to be filled first.</param>
    /// <param name="length">Number of samples wanted, at least 1.</param>
    /// <returns>As many samples.</returns>
    /// <exception cref="ArgumentException">No samples, one that is not finite, or a length out of range.</exception>
    public static double[] Apply(ReadOnlySpan<double> signal, int length)
    {
        Require.That(signal.Length > 0, "the signal is empty", nameof(signal));
        Require.InRange(length, 1, 1 << 28);
        Require.Finite(signal, nameof(signal), "fill missing samples first");
        var from = FourierTransform.Cached(signal.Length);
        var to = FourierTransform.Cached(length);
        Complex[] rented = ArrayPool<Complex>.Shared.Rent(Math.Max(from.RealCoefficients, to.RealCoefficients));
        from.Forward(signal, rented.AsSpan(0, from.RealCoefficients));
        Span<Complex> spectrum = rented.AsSpan(0, to.RealCoefficients);
        int lower = Math.Min(length, signal.Length);
        double factor = length / (double)signal.Length;
        for (int k = 0; k <= lower / 2; k++)
        {
            spectrum[k] = factor * spectrum[k];
        }
        spectrum[(lower / 2 + 1)..].Clear();
        if (lower % 2 == 0 && length != signal.Length)
        {
            // At half the lower rate: two frequencies of the higher rate are one of the lower.
            spectrum[lower / 2] *= length < signal.Length ? 2 : 0.5;
        }
        double[] output = GC.AllocateUninitializedArray<double>(length);
        to.Inverse(spectrum, output);
        ArrayPool<Complex>.Shared.Return(rented);
        return output;
    }
}
