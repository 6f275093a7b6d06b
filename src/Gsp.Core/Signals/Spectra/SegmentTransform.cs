using System.Numerics;
using Gsp.Numerics;

namespace Gsp.Signals;

/// <summary>Transforms segments: less their trend, times the window, zeros behind.</summary>
internal sealed class SegmentTransform
{
    private readonly SegmentOptions options;
    private readonly double[] window;
    private readonly double[] piece;
    private readonly FourierTransform plan;

    public SegmentTransform(SegmentOptions options, double sampleRate)
    {
        options.Validate();
        Require.Positive(sampleRate);
        this.options = options;
        window = Window.Periodic(options.Window, options.Length, options.WindowParameter);
        int transformed = options.TransformLength ?? options.Length;
        piece = new double[transformed];
        plan = FourierTransform.Cached(transformed);
        double sum = Vectors.Sum<double>(window);
        Scale =
            options.Scaling == SpectrumScaling.Density
                ? 1 / (sampleRate * Vectors.Dot<double>(window, window))
                : 1 / (sum * sum);
        Frequencies = [.. Enumerable.Range(0, plan.RealCoefficients).Select(k => k * sampleRate / transformed)];
    }

    /// <summary>In Hz, 0 to half the sample rate.</summary>
    public double[] Frequencies { get; }

    /// <summary>What a squared modulus is multiplied with, before the bins of negative frequency are added.</summary>
    public double Scale { get; }

    public int SegmentCount(int samples)
    {
        Require.That(
            samples >= options.Length,
            $"the signal has {samples} samples and a segment {options.Length}; choose shorter segments or a periodogram",
            "signal"
        );
        return (samples - options.Length) / options.Hop + 1;
    }

    /// <summary>Transforms segment number k; false where one of its samples is missing.</summary>
    public bool TryTransform(ReadOnlySpan<double> signal, int k, Span<Complex> spectrum)
    {
        ReadOnlySpan<double> segment = signal.Slice(k * options.Hop, options.Length);
        double sum = Vectors.Sum(segment);
        if (!double.IsFinite(sum))
        {
            foreach (double sample in segment)
            {
                Require.That(!double.IsInfinity(sample), "infinite values are no measurements", nameof(signal));
            }
            return false;
        }
        (double level, double slope) = Trend(segment, sum);
        for (int t = 0; t < segment.Length; t++)
        {
            piece[t] = (segment[t] - (level + slope * t)) * window[t];
        }
        plan.Forward(piece, spectrum);
        return true;
    }

    /// <summary>Makes sums of squared moduli (or products) into the one-sided mean: bins that stand for two frequencies count twice.</summary>
    public double BinScale(int bin, int segments)
    {
        bool single = bin == 0 || 2 * bin == piece.Length;
        return Scale / segments * (single ? 1 : 2);
    }

    private (double Level, double Slope) Trend(ReadOnlySpan<double> segment, double sum)
    {
        if (options.Trend == SegmentTrend.None)
        {
            return (0, 0);
        }
        double mean = sum / segment.Length;
        if (options.Trend == SegmentTrend.Constant)
        {
            return (mean, 0);
        }
        double middle = 0.5 * (segment.Length - 1);
        double product = 0;
        double square = 0;
        for (int t = 0; t < segment.Length; t++)
        {
            product += (t - middle) * (segment[t] - mean);
            square += (t - middle) * (t - middle);
        }
        double slope = product / square;
        return (mean - slope * middle, slope);
    }
}
