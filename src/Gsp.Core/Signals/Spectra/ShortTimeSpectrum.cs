using System.Numerics;
using Gsp.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Signals;

/// <summary>The short-time Fourier transform of a real signal: complex amplitudes over frequency and time, with an exact inverse.</summary>
/// <remarks>
/// Frame m is centred at sample m Hop; zeros lie beyond the ends. Divided by the window's sum, so that a sine of amplitude a has height a / 2:
/// SciPy's <c>stft</c>. The inverse is the least-squares one, frames weighted by the window again over the sum of the squared windows (Griffin and
/// Lim, IEEE Trans. ASSP 32 (1984), eq. 6): it gives the signal back to rounding, and of changed amplitudes the signal whose transform is nearest.
/// Linear; commutes with shifts by whole hops inside the signal. Compares its arrays by reference.
/// </remarks>
public sealed record ShortTimeSpectrum
{
    /// <summary>In Hz, 0 to half the sample rate.</summary>
    public required double[] Frequencies { get; init; }

    /// <summary>The middle of each frame in seconds.</summary>
    public required double[] Times { get; init; }

    /// <summary>[frequency, time].</summary>
    public required Matrix<Complex> Values { get; init; }

    /// <summary>Number of samples of the signal.</summary>
    public required int SampleCount { get; init; }

    /// <summary>The settings, which the inverse needs.</summary>
    public required StftOptions Options { get; init; }

    /// <summary>Transforms a signal. O(n Length / Hop log Length).</summary>
    /// <param name="signal">At least one sample; NaN spreads to every amplitude of the frames that hold it.</param>
    /// <param name="sampleRate">Samples a second.</param>
    /// <param name="options">Settings; null for the usual ones.</param>
    /// <returns>The transform.</returns>
    /// <exception cref="ArgumentException">No samples or a setting out of range.</exception>
    public static ShortTimeSpectrum Compute(ReadOnlySpan<double> signal, double sampleRate, StftOptions? options = null)
    {
        options ??= new StftOptions();
        options.Validate();
        Require.Positive(sampleRate);
        Require.That(signal.Length > 0, "the signal is empty", nameof(signal));
        double[] window = options.Weights();
        Vectors.Scale(1 / Vectors.Sum<double>(window), window);
        var plan = FourierTransform.Cached(options.TransformLength ?? options.Length);
        int frames = FrameCount(signal.Length, options);
        int bins = plan.RealCoefficients;
        var columns = new Complex[bins * frames]; // column by column, MathNet's order
        var piece = new double[plan.Length];
        for (int m = 0; m < frames; m++)
        {
            int start = m * options.Hop - options.Length / 2;
            int first = Math.Max(0, -start);
            int end = Math.Min(window.Length, signal.Length - start);
            piece.AsSpan(0, first).Clear();
            piece.AsSpan(Math.Max(0, end)).Clear();
            for (int k = first; k < end; k++)
            {
                piece[k] = window[k] * signal[start + k];
            }
            plan.Forward(piece, columns.AsSpan(m * bins, bins));
        }
        return new ShortTimeSpectrum
        {
            Frequencies = [.. Enumerable.Range(0, bins).Select(k => k * sampleRate / plan.Length)],
            Times = [.. Enumerable.Range(0, frames).Select(m => m * options.Hop / sampleRate)],
            Values = Matrix<Complex>.Build.Dense(bins, frames, columns),
            SampleCount = signal.Length,
            Options = options,
        };
    }

    /// <summary>The signal with these amplitudes, or the nearest to them.</summary>
    /// <returns><see cref="SampleCount"/> samples.</returns>
    /// <exception cref="ArgumentException">The values do not have the shape that the settings give.</exception>
    public double[] Inverse()
    {
        Options.Validate();
        double[] window = Options.Weights();
        double scale = Vectors.Sum<double>(window);
        var plan = FourierTransform.Cached(Options.TransformLength ?? Options.Length);
        Require.That(
            Values.RowCount == plan.RealCoefficients && Values.ColumnCount == FrameCount(SampleCount, Options),
            $"{Values.RowCount} x {Values.ColumnCount} amplitudes; {SampleCount} samples with these settings have {plan.RealCoefficients} x {FrameCount(SampleCount, Options)}",
            nameof(Values)
        );
        var signal = new double[SampleCount];
        var weights = new double[SampleCount];
        var piece = new double[plan.Length];
        for (int m = 0; m < Values.ColumnCount; m++)
        {
            plan.Inverse(Values.Column(m).ToArray(), piece);
            int start = m * Options.Hop - Options.Length / 2;
            for (int k = Math.Max(0, -start); k < window.Length && start + k < SampleCount; k++)
            {
                signal[start + k] += scale * window[k] * piece[k];
                weights[start + k] += window[k] * window[k];
            }
        }
        for (int t = 0; t < SampleCount; t++)
        {
            signal[t] /= weights[t];
        }
        return signal;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant(
            $"short-time spectrum, {Frequencies.Length} bins to {Frequencies[^1]:g6} Hz, {Times.Length} frames of {SampleCount} samples"
        );

    /// <summary>As many frames as cover the signal with half a frame of zeros at each end.</summary>
    private static int FrameCount(int samples, StftOptions options)
    {
        int padded = samples + 2 * (options.Length / 2) - options.Length;
        return (padded + options.Hop - 1) / options.Hop + 1;
    }
}
