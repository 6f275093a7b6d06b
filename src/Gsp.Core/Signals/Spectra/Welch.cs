using System.Numerics;

namespace Gsp.Signals;

/// <summary>Spectra as means over windowed, overlapping segments.</summary>
/// <remarks>
/// More segments have less variance and a coarser resolution. Equal to SciPy's <c>welch</c>, <c>csd</c>, <c>coherence</c> and <c>periodogram</c>.
/// Segments with a missing sample (NaN) are left out and counted. The sum of the density times the bin distance is the windowed segments' mean
/// square (Parseval). Deterministic; pure and thread-safe; O(n log Length). Welch, IEEE Trans. AU-15 (1967).
/// </remarks>
public static class Welch
{
    /// <summary>The power spectrum.</summary>
    /// <param name="signal">At least one segment; NaN marks a missing sample.</param>
    /// <param name="sampleRate">Samples a second.</param>
    /// <param name="options">Settings; null for the usual ones.</param>
    /// <returns>The one-sided spectrum.</returns>
    /// <exception cref="ArgumentException">A setting out of range, fewer samples than a segment, no complete segment, or an infinite sample.</exception>
    public static PowerSpectrum Power(ReadOnlySpan<double> signal, double sampleRate, SegmentOptions? options = null)
    {
        options ??= new SegmentOptions();
        var transform = new SegmentTransform(options, sampleRate);
        double[] sums = new double[transform.Frequencies.Length];
        var spectrum = new Complex[sums.Length];
        int segments = transform.SegmentCount(signal.Length);
        int used = 0;
        for (int k = 0; k < segments; k++)
        {
            if (transform.TryTransform(signal, k, spectrum))
            {
                used++;
                for (int bin = 0; bin < sums.Length; bin++)
                {
                    sums[bin] += SquaredModulus(spectrum[bin]);
                }
            }
        }
        RequireSegments(used, segments);
        for (int bin = 0; bin < sums.Length; bin++)
        {
            sums[bin] *= transform.BinScale(bin, used);
        }
        return new PowerSpectrum
        {
            Frequencies = transform.Frequencies,
            Values = sums,
            SegmentCount = used,
            SkippedCount = segments - used,
            Scaling = options.Scaling,
        };
    }

    /// <summary>The cross spectrum of two signals, the mean of conj(X) Y.</summary>
    /// <param name="x">At least one segment; NaN marks a missing sample.</param>
    /// <param name="y">As many samples.</param>
    /// <param name="sampleRate">Samples a second.</param>
    /// <param name="options">Settings; null for the usual ones.</param>
    /// <returns>The one-sided spectrum.</returns>
    /// <exception cref="ArgumentException">As for the power spectrum, or signals of different lengths.</exception>
    public static CrossSpectrum Cross(
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        double sampleRate,
        SegmentOptions? options = null
    )
    {
        Sums sums = Products(x, y, sampleRate, options ?? new SegmentOptions());
        return new CrossSpectrum
        {
            Frequencies = sums.Transform.Frequencies,
            Values = [.. sums.XY.Select((product, bin) => product * sums.Transform.BinScale(bin, sums.Used))],
            SegmentCount = sums.Used,
            SkippedCount = sums.Skipped,
        };
    }

    /// <summary>The magnitude-squared coherence of two signals.</summary>
    /// <param name="x">At least two segments for a coherence that says anything; NaN marks a missing sample.</param>
    /// <param name="y">As many samples.</param>
    /// <param name="sampleRate">Samples a second.</param>
    /// <param name="options">Settings; null for the usual ones. The scaling cancels.</param>
    /// <returns>The coherence.</returns>
    /// <exception cref="ArgumentException">As for the power spectrum, or signals of different lengths.</exception>
    public static CoherenceSpectrum Coherence(
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        double sampleRate,
        SegmentOptions? options = null
    )
    {
        Sums sums = Products(x, y, sampleRate, options ?? new SegmentOptions());
        return new CoherenceSpectrum
        {
            Frequencies = sums.Transform.Frequencies,
            Values = [.. sums.XY.Select((product, bin) => SquaredModulus(product) / sums.XX[bin] / sums.YY[bin])],
            SegmentCount = sums.Used,
            SkippedCount = sums.Skipped,
        };
    }

    /// <summary>The periodogram: the spectrum of the whole signal as one segment. Its variance does not fall with the length.</summary>
    /// <param name="signal">At least two finite samples.</param>
    /// <param name="sampleRate">Samples a second.</param>
    /// <param name="window">The window.</param>
    /// <param name="windowParameter">The window's parameter where it has one.</param>
    /// <param name="trend">What is subtracted first.</param>
    /// <param name="scaling">The unit.</param>
    /// <returns>The one-sided spectrum.</returns>
    /// <exception cref="ArgumentException">A setting out of range, too few samples or one that is missing or infinite.</exception>
    public static PowerSpectrum Periodogram(
        ReadOnlySpan<double> signal,
        double sampleRate,
        WindowShape window = WindowShape.Rectangular,
        double? windowParameter = null,
        SegmentTrend trend = SegmentTrend.Constant,
        SpectrumScaling scaling = SpectrumScaling.Density
    )
    {
        Require.That(signal.Length >= 2, $"{signal.Length} samples; a periodogram needs at least 2", nameof(signal));
        return Power(
            signal,
            sampleRate,
            new SegmentOptions
            {
                Length = signal.Length,
                Overlap = 0,
                Window = window,
                WindowParameter = windowParameter,
                Trend = trend,
                Scaling = scaling,
            }
        );
    }

    internal static double SquaredModulus(Complex value) => value.Real * value.Real + value.Imaginary * value.Imaginary;

    private static void RequireSegments(int used, int segments) =>
        Require.That(
            used > 0,
            $"each of the {segments} segments has a missing sample; fill gaps or choose shorter segments",
            "signal"
        );

    private static Sums Products(
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        double sampleRate,
        SegmentOptions options
    )
    {
        Require.SameLength(y.Length, x.Length, nameof(y), "both signals need one length");
        var transform = new SegmentTransform(options, sampleRate);
        int bins = transform.Frequencies.Length;
        (double[] xx, double[] yy) = (new double[bins], new double[bins]);
        (Complex[] xy, Complex[] first, Complex[] second) = (new Complex[bins], new Complex[bins], new Complex[bins]);
        int segments = transform.SegmentCount(x.Length);
        int used = 0;
        for (int k = 0; k < segments; k++)
        {
            if (!transform.TryTransform(x, k, first) || !transform.TryTransform(y, k, second))
            {
                continue;
            }
            used++;
            for (int bin = 0; bin < bins; bin++)
            {
                xx[bin] += SquaredModulus(first[bin]);
                yy[bin] += SquaredModulus(second[bin]);
                xy[bin] += Complex.Conjugate(first[bin]) * second[bin];
            }
        }
        RequireSegments(used, segments);
        return new Sums(transform, xx, yy, xy, used, segments - used);
    }

    private sealed record Sums(
        SegmentTransform Transform,
        double[] XX,
        double[] YY,
        Complex[] XY,
        int Used,
        int Skipped
    );
}
