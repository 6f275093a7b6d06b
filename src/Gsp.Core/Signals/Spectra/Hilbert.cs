using System.Buffers;
using System.Numerics;
using Gsp.Numerics;

namespace Gsp.Signals;

/// <summary>The analytic signal x + i H(x), whose spectrum has no negative frequencies, and what is read from it.</summary>
/// <remarks>
/// By the Fourier transform of the whole signal, which takes it as one period of a periodic one: near the ends it is disturbed where they do not match.
/// Envelope, phase and frequency mean something for a narrow band; filter first. All samples must be finite, because each acts on every
/// output. O(n log n); pure and thread-safe. Marple, IEEE Trans. Signal Process. 47 (1999); SciPy's <c>hilbert</c>.
/// </remarks>
public static class Hilbert
{
    /// <summary>The analytic signal: its real part is the signal, to the bit, its imaginary part the Hilbert transform.</summary>
    /// <param name="signal">At least one sample, all finite.</param>
    /// <returns>As many values.</returns>
    /// <exception cref="ArgumentException">No samples or one that is not finite.</exception>
    public static Complex[] AnalyticSignal(ReadOnlySpan<double> signal)
    {
        Complex[] analytic = GC.AllocateUninitializedArray<Complex>(signal.Length);
        double[] transform = ArrayPool<double>.Shared.Rent(signal.Length);
        Transform(signal, transform.AsSpan(0, signal.Length));
        for (int t = 0; t < analytic.Length; t++)
        {
            analytic[t] = new Complex(signal[t], transform[t]);
        }
        ArrayPool<double>.Shared.Return(transform);
        return analytic;
    }

    /// <summary>The Hilbert transform: every frequency delayed by a quarter of its period.</summary>
    /// <param name="signal">At least one sample, all finite.</param>
    /// <returns>As many samples.</returns>
    /// <exception cref="ArgumentException">No samples or one that is not finite.</exception>
    public static double[] Transform(ReadOnlySpan<double> signal)
    {
        double[] transform = GC.AllocateUninitializedArray<double>(signal.Length);
        Transform(signal, transform);
        return transform;
    }

    /// <summary>The envelope: the modulus of the analytic signal.</summary>
    /// <param name="signal">At least one sample, all finite.</param>
    /// <returns>As many values, zero or more.</returns>
    /// <exception cref="ArgumentException">No samples or one that is not finite.</exception>
    public static double[] Envelope(ReadOnlySpan<double> signal) =>
        [.. AnalyticSignal(signal).Select(value => value.Magnitude)];

    /// <summary>The phase of the analytic signal in radians, without jumps of a full turn.</summary>
    /// <param name="signal">At least one sample, all finite.</param>
    /// <returns>As many values.</returns>
    /// <exception cref="ArgumentException">No samples or one that is not finite.</exception>
    public static double[] InstantaneousPhase(ReadOnlySpan<double> signal) =>
        Unwrap([.. AnalyticSignal(signal).Select(value => value.Phase)]);

    /// <summary>The change of the phase from each sample to the next, in Hz.</summary>
    /// <param name="signal">At least two samples, all finite.</param>
    /// <param name="sampleRate">Samples a second.</param>
    /// <returns>One value less than samples; value t lies between samples t and t + 1.</returns>
    /// <exception cref="ArgumentException">Too few samples, one that is not finite, or a rate out of range.</exception>
    public static double[] InstantaneousFrequency(ReadOnlySpan<double> signal, double sampleRate)
    {
        Require.Positive(sampleRate);
        double[] changes = Detrend.Difference(InstantaneousPhase(signal));
        return [.. changes.Select(change => change * sampleRate / (2 * Math.PI))];
    }

    private static void Transform(ReadOnlySpan<double> signal, Span<double> transform)
    {
        Require.That(signal.Length > 0, "the signal is empty", nameof(signal));
        Require.Finite(signal, nameof(signal), "fill missing samples first");
        var plan = FourierTransform.Cached(signal.Length);
        Complex[] rented = ArrayPool<Complex>.Shared.Rent(plan.RealCoefficients);
        Span<Complex> spectrum = rented.AsSpan(0, plan.RealCoefficients);
        plan.Forward(signal, spectrum);
        // X_k of the analytic signal is 2 X_k for positive frequencies; its imaginary part is the real signal of -i X_k.
        spectrum[0] = 0;
        for (int k = 1; k < spectrum.Length; k++)
        {
            spectrum[k] = new Complex(spectrum[k].Imaginary, -spectrum[k].Real);
        }
        if (signal.Length % 2 == 0)
        {
            spectrum[^1] = 0;
        }
        plan.Inverse(spectrum, transform);
        ArrayPool<Complex>.Shared.Return(rented);
    }

    /// <summary>Adds full turns so that no step is longer than half a turn.</summary>
    private static double[] Unwrap(double[] phase)
    {
        double turns = 0;
        for (int t = 1; t < phase.Length; t++)
        {
            double step = phase[t] + turns - phase[t - 1];
            turns -= 2 * Math.PI * Math.Round(step / (2 * Math.PI));
            phase[t] += turns;
        }
        return phase;
    }
}
