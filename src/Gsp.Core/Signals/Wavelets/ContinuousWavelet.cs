using System.Numerics;
using Gsp.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Signals;

/// <summary>The continuous wavelet transform W(a, b) = a^(-1/2) sum_t x_t conj(psi((t - b) / a)) of a signal with zeros beyond its ends.</summary>
/// <remarks>
/// By one Fourier transform of the signal and an inverse one a scale, O(n log n) each. The wavelet's spectrum is that of its samples, so the sum above
/// is meant literally, also at small scales, where the samples no longer resolve the wavelet (below 1 for Ricker, w0 / 4 for Morlet). Linear;
/// commutes with shifts inside the signal. Mallat, A Wavelet Tour of Signal Processing, section 4.3; Torrence and Compo, Bull. AMS 79 (1998).
/// Compares its arrays by reference.
/// </remarks>
public sealed record ContinuousWavelet
{
    // A bell of deviation one is below the rounding of its peak beyond this.
    private const double Support = 9;

    /// <summary>In samples.</summary>
    public required double[] Scales { get; init; }

    /// <summary>The spectral peak of the wavelet of each scale, in Hz.</summary>
    public required double[] Frequencies { get; init; }

    /// <summary>[scale, time]; the imaginary parts of the Ricker wavelet are zero.</summary>
    public required Matrix<Complex> Values { get; init; }

    /// <summary>Transforms a signal.</summary>
    /// <param name="signal">At least one sample, all finite: missing ones have to be filled first.</param>
    /// <param name="sampleRate">Samples a second.</param>
    /// <param name="scales">At least one, in samples, 0.1 or more; see <see cref="ScaleOf"/>.</param>
    /// <param name="options">Settings; null for the usual ones.</param>
    /// <returns>The transform.</returns>
    /// <exception cref="ArgumentException">No samples, one that is not finite, no scale, or a setting out of range.</exception>
    public static ContinuousWavelet Compute(
        ReadOnlySpan<double> signal,
        double sampleRate,
        ReadOnlySpan<double> scales,
        ContinuousWaveletOptions? options = null
    )
    {
        options ??= new ContinuousWaveletOptions();
        options.Validate();
        Require.Positive(sampleRate);
        Require.That(signal.Length > 0, "the signal is empty", nameof(signal));
        Require.That(scales.Length > 0, "there is no scale to transform to", nameof(scales));
        Require.Finite(signal, nameof(signal), "fill missing samples first");
        double largest = 0;
        foreach (double scale in scales)
        {
            largest = Math.Max(largest, Require.InRange(scale, 0.1, 1e9, "in samples", nameof(scales)));
        }
        // Enough zeros that no wavelet reaches round the end.
        double padded = signal.Length + Math.Ceiling(Support * largest);
        Require.InRange(padded, 1, 1 << 27, "samples and nine times the largest scale", nameof(scales));
        var plan = FourierTransform.Cached(FourierTransform.FastLength((int)padded));
        var spectrum = new Complex[plan.Length];
        for (int t = 0; t < signal.Length; t++)
        {
            spectrum[t] = signal[t];
        }
        plan.Forward(spectrum, spectrum);
        var values = Matrix<Complex>.Build.Dense(scales.Length, signal.Length);
        var row = new Complex[plan.Length];
        for (int j = 0; j < scales.Length; j++)
        {
            double factor = Math.Sqrt(scales[j]);
            for (int k = 0; k < row.Length; k++)
            {
                double w = 2 * Math.PI * (2 * k <= row.Length ? k : k - row.Length) / row.Length;
                row[k] = factor * Sampled(options, scales[j], w) * spectrum[k];
            }
            plan.Inverse(row, row);
            for (int t = 0; t < signal.Length; t++)
            {
                values[j, t] = options.Wavelet == MotherWavelet.Ricker ? row[t].Real : row[t];
            }
        }
        return new ContinuousWavelet
        {
            Scales = scales.ToArray(),
            Frequencies = [.. scales.ToArray().Select(scale => options.Peak * sampleRate / (2 * Math.PI * scale))],
            Values = values,
        };
    }

    /// <summary>The scale whose wavelet has its spectral peak at a frequency.</summary>
    /// <param name="frequency">In Hz, greater than zero.</param>
    /// <param name="sampleRate">Samples a second.</param>
    /// <param name="options">Settings; null for the usual ones.</param>
    /// <returns>The scale in samples.</returns>
    /// <exception cref="ArgumentException">A parameter is out of range.</exception>
    public static double ScaleOf(double frequency, double sampleRate, ContinuousWaveletOptions? options = null)
    {
        options ??= new ContinuousWaveletOptions();
        options.Validate();
        return options.Peak * Require.Positive(sampleRate) / (2 * Math.PI * Require.Positive(frequency));
    }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant(
            $"continuous wavelet transform, {Scales.Length} scales, {Values.ColumnCount} samples"
        );

    /// <summary>The spectrum of the samples of a wavelet: that of the wavelet and its images at multiples of the sample rate.</summary>
    private static double Sampled(ContinuousWaveletOptions options, double scale, double w)
    {
        // Images whose bells reach w, on either side of the peak.
        double first = Math.Ceiling(((-options.Peak - Support) / scale - w) / (2 * Math.PI));
        double last = Math.Floor(((options.Peak + Support) / scale - w) / (2 * Math.PI));
        double sum = 0;
        for (double image = first; image <= last; image++)
        {
            sum += options.Spectrum(scale * (w + 2 * Math.PI * image));
        }
        return sum;
    }
}
