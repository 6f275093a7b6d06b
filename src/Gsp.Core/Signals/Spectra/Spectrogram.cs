using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Signals;

/// <summary>The power spectrum over time: one column a segment.</summary>
/// <remarks>The mean over the columns is <see cref="Welch.Power"/> with the same settings. Compares its arrays by reference.</remarks>
public sealed record Spectrogram
{
    /// <summary>In Hz, 0 to half the sample rate.</summary>
    public required double[] Frequencies { get; init; }

    /// <summary>The middle of each segment in seconds.</summary>
    public required double[] Times { get; init; }

    /// <summary>[frequency, time], the unit that the settings ask for; NaN columns where a sample was missing.</summary>
    public required Matrix<double> Values { get; init; }

    /// <summary>Computes a spectrogram: SciPy's <c>spectrogram(mode="psd")</c>. O(n log Length).</summary>
    /// <param name="signal">At least one segment; NaN marks a missing sample.</param>
    /// <param name="sampleRate">Samples a second.</param>
    /// <param name="options">Settings; null for the usual ones.</param>
    /// <returns>The spectrogram.</returns>
    /// <exception cref="ArgumentException">A setting out of range, fewer samples than a segment, or an infinite sample.</exception>
    public static Spectrogram Compute(ReadOnlySpan<double> signal, double sampleRate, SegmentOptions? options = null)
    {
        options ??= new SegmentOptions();
        var transform = new SegmentTransform(options, sampleRate);
        int segments = transform.SegmentCount(signal.Length);
        int bins = transform.Frequencies.Length;
        var spectrum = new Complex[bins];
        var columns = new double[bins * segments]; // column by column, MathNet's order
        for (int k = 0; k < segments; k++)
        {
            bool complete = transform.TryTransform(signal, k, spectrum);
            for (int bin = 0; bin < bins; bin++)
            {
                columns[k * bins + bin] = complete
                    ? Welch.SquaredModulus(spectrum[bin]) * transform.BinScale(bin, 1)
                    : double.NaN;
            }
        }
        return new Spectrogram
        {
            Frequencies = transform.Frequencies,
            Times =
            [
                .. Enumerable.Range(0, segments).Select(k => (k * options.Hop + 0.5 * options.Length) / sampleRate),
            ],
            Values = Matrix<double>.Build.Dense(bins, segments, columns),
        };
    }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant(
            $"spectrogram, {Frequencies.Length} bins to {Frequencies[^1]:g6} Hz, {Times.Length} segments to {Times[^1]:g6} s"
        );
}
