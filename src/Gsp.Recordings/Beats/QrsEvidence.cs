using Gsp.Signals;

namespace Gsp.Recordings;

/// <summary>How much speaks for a QRS complex at each sample: energy of an undecimated db3 wavelet band, over all leads.</summary>
/// <remarks>
/// The details of the two levels that together cover about 8 to 30 Hz are summed in absolute value over leads and smoothed over 80 ms. Each lead is divided by
/// its own usual height, that of its beats, and weighted by the square of that height over its median: the weights that serve best
/// for leads of one height and independent noise. Isolated converter spikes are removed first.
/// </remarks>
internal sealed class QrsEvidence
{
    // Waves slower than this are no QRS complexes, in Hz.
    private const double Slow = 9.5;

    private static readonly OrthogonalWavelet Wavelet = OrthogonalWavelet.Daubechies(3);

    private readonly double[] sharp;
    private readonly double slowest;

    /// <summary>Takes leads, which may have gaps.</summary>
    /// <param name="leads">[channel][time] of one length, at least one sample.</param>
    /// <param name="rate">Samples a second.</param>
    public QrsEvidence(IReadOnlyList<double[]> leads, double rate)
    {
        int level = Math.Max(2, (int)Math.Round(Math.Log2(rate / 20)));
        slowest = SharpnessOf(Slow / rate, level);
        var total = new double[leads[0].Length];
        sharp = new double[total.Length];
        List<(double[], double)> weighted = [];
        foreach (double[] lead in leads)
        {
            double[] clean = Spikes.Remove(GapBridge.Fill(lead), rate);
            (double[] finer, double[] coarser) = Band(clean, level);
            var magnitude = new double[clean.Length];
            for (int t = 0; t < magnitude.Length; t++)
            {
                magnitude[t] = finer[t] + coarser[t];
            }
            double height = Height(magnitude, rate);
            if (height == 0)
            {
                continue;
            }
            double contrast = height / Math.Max(Median(magnitude, rate), 1e-3 * height);
            double weight = contrast * contrast / height;
            weighted.Add((clean, weight));
            for (int t = 0; t < total.Length; t++)
            {
                total[t] += weight * magnitude[t];
                sharp[t] += weight * finer[t];
            }
        }
        int width = (int)Math.Round(0.04 * rate) / 2 * 2 + 1;
        Total = Smooth(total, width);
        // What rounding leaves of bridged gaps and constant stretches is no evidence.
        double least = 1e-9 * Total.Max();
        Total = [.. Total.Select(x => x > least ? x : 0)];
        sharp = Smooth(sharp, width);
        Leads = weighted;
    }

    /// <summary>The evidence at each sample, in a unit of its own.</summary>
    public double[] Total { get; }

    /// <summary>The leads without gaps and spikes, each with the factor that makes it comparable to others; constant leads are left out.</summary>
    public IReadOnlyList<(double[] Samples, double Weight)> Leads { get; }

    /// <summary>
    /// The logarithm of finer over coarser level, over that of a sinusoid of 9.5 Hz, and at most 0: below zero for T waves and drifts, of which the band has but
    /// the fastest part.
    /// </summary>
    public double Slowness(int sample)
    {
        double coarser = Total[sample] - sharp[sample];
        return coarser > 0 && sharp[sample] > 0 ? Math.Clamp(Math.Log(sharp[sample] / coarser / slowest), -1, 0) : 0;
    }

    /// <summary>Absolute details of the level one finer than the given one, and of that one, in step with the signal; its ends are held before and after it.</summary>
    /// <remarks>Time runs backwards through the transform, for the wavelet so reversed is a little more like a QRS complex.</remarks>
    private static (double[] Finer, double[] Coarser) Band(double[] signal, int level)
    {
        int margin = Wavelet.Length << level;
        var padded = new double[signal.Length + (2 * margin)];
        padded.AsSpan(0, margin).Fill(signal[0]);
        signal.CopyTo(padded, margin);
        padded.AsSpan(margin + signal.Length).Fill(signal[^1]);
        Array.Reverse(padded);
        double[][] details = StationaryWavelet.Compute(padded, Wavelet, level).Details;
        return (Magnitude(details[level - 2], level - 1, margin), Magnitude(details[level - 1], level, margin));
    }

    private static double[] Magnitude(double[] backwards, int level, int margin)
    {
        // The filters' centres of energy are not their middle taps.
        int step = 1 << (level - 1);
        int lag = (int)Math.Round((Centre(Wavelet.WaveletTaps) * step) + (Centre(Wavelet.ScalingTaps) * (step - 1)));
        double scale = Math.Pow(2, -0.5 * level);
        var magnitude = new double[backwards.Length - (2 * margin)];
        for (int t = 0; t < magnitude.Length; t++)
        {
            magnitude[t] = scale * Math.Abs(backwards[^(1 + margin + lag + t)]);
        }
        return magnitude;
    }

    private static double Centre(ReadOnlySpan<double> taps)
    {
        double centre = 1 - (taps.Length / 2);
        for (int k = 0; k < taps.Length; k++)
        {
            centre += k * taps[k] * taps[k];
        }
        return centre;
    }

    /// <summary>Finer over coarser magnitude of a sinusoid, as gains of the cascades of filters.</summary>
    private static double SharpnessOf(double frequency, int level)
    {
        double finer = Gain(Wavelet.WaveletTaps, frequency * (1 << (level - 2)));
        double smooth = Gain(Wavelet.ScalingTaps, frequency * (1 << (level - 2))) / Math.Sqrt(2);
        return finer / (smooth * Gain(Wavelet.WaveletTaps, frequency * (1 << (level - 1))));
    }

    private static double Gain(ReadOnlySpan<double> taps, double frequency)
    {
        System.Numerics.Complex sum = 0;
        for (int k = 0; k < taps.Length; k++)
        {
            sum += System.Numerics.Complex.FromPolarCoordinates(taps[k], -2 * Math.PI * frequency * k);
        }
        return sum.Magnitude;
    }

    /// <summary>The median over seconds of the largest value: the height of usual beats.</summary>
    private static double Height(double[] magnitude, double rate)
    {
        double[] maxima =
        [
            .. magnitude.Chunk((int)Math.Round(1.2 * rate)).Select(part => part.Max()).Where(x => x > 0).Order(),
        ];
        return maxima.Length == 0 ? 0 : maxima[maxima.Length / 2];
    }

    private static double Median(double[] magnitude, double rate)
    {
        int step = Math.Max(1, (int)(0.01 * rate));
        double[] some = [.. magnitude.Where((_, t) => t % step == 0).Order()];
        return some[some.Length / 2];
    }

    // Twice a centred mean: a triangle, so that one complex has one maximum.
    private static double[] Smooth(double[] values, int width) => CentredMean(CentredMean(values, width), width);

    private static double[] CentredMean(double[] values, int width)
    {
        var means = new double[values.Length];
        var average = new MovingAverage(width);
        int half = width / 2;
        for (int t = 0; t < values.Length + half; t++)
        {
            double mean = average.Next(t < values.Length ? values[t] : 0);
            if (t >= half)
            {
                means[t - half] = mean;
            }
        }
        return means;
    }
}
