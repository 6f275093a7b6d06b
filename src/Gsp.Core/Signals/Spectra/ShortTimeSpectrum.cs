using System.Numerics;
using Gsp.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Signals;

/// <summary>The short-time Fourier transform of a real signal: complex amplitudes over frequency and time, with an exact inverse.</summary>
/// <remarks>
/// Frame m is centred at sample m Hop; zeros lie beyond the ends. Divided by the window's sum, so that a sine of amplitude a has height a / 2:
/// SciPy's <c>stft</c>. The inverse is the least-squares one, frames weighted by the window again over the sum of the squared windows (Griffin and
/// Lim, IEEE Trans. ASSP 32 (1984), eq. 6): it gives the signal back to rounding, and of changed amplitudes the signal whose transform is nearest.
/// Linear; commutes with shifts by whole hops inside the signal. <see cref="ShortTimeStream"/> gives
/// the same frames of a stream. Compares its arrays by reference.
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
        var frame = new ShortTimeFrames(options);
        Require.Positive(sampleRate);
        Require.That(signal.Length > 0, "the signal is empty", nameof(signal));
        int frames = (int)ShortTimeFrames.Count(signal.Length, options);
        int bins = frame.Bins;
        var columns = new Complex[bins * frames]; // column by column, MathNet's order
        for (int m = 0; m < frames; m++)
        {
            int start = (int)ShortTimeFrames.Start(m, options);
            frame.Transform(signal, start, columns.AsSpan(m * bins, bins));
        }
        return new ShortTimeSpectrum
        {
            Frequencies = [.. Enumerable.Range(0, bins).Select(k => k * sampleRate / frame.TransformLength)],
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
        long frames = ShortTimeFrames.Count(SampleCount, Options);
        Require.That(
            Values.RowCount == plan.RealCoefficients && Values.ColumnCount == frames,
            $"{Values.RowCount} x {Values.ColumnCount} amplitudes; {SampleCount} samples with these settings have {plan.RealCoefficients} x {frames}",
            nameof(Values)
        );
        var signal = new double[SampleCount];
        var weights = new double[SampleCount];
        var piece = new double[plan.Length];
        for (int m = 0; m < Values.ColumnCount; m++)
        {
            plan.Inverse(Values.Column(m).ToArray(), piece);
            int start = (int)ShortTimeFrames.Start(m, Options);
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
}
