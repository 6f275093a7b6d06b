using Gsp.Signals;

namespace Gsp.Recordings;

/// <summary>Judges the quality of ECG leads.</summary>
/// <remarks>Indices do not depend on unit or polarity. Cost: linear in the samples. bSQI after Li, Mark and Clifford, Physiol. Meas. 29 (2008) 15-32.</remarks>
public static class SignalQuality
{
    /// <summary>The indices of one lead.</summary>
    /// <param name="lead">Samples in any unit; NaN where missing.</param>
    /// <param name="rate">Samples a second, 100 to 1000 Hz.</param>
    /// <exception cref="ArgumentException">The lead is empty, a sample is infinite, or the rate is out of range.</exception>
    public static LeadQuality Of(double[] lead, double rate)
    {
        LeadChecks.Lead(lead);
        QrsOptions.ValidateRate(rate);
        Require.That(lead.Length > 0, "the lead is empty", nameof(lead));
        int observed = lead.Count(x => !double.IsNaN(x));
        double[] filled = GapBridge.Fill(lead);
        (double baseline, double snr) = Bands(filled, rate);
        int[] beats = QrsDetector.Detect(lead, rate).Samples;
        return new LeadQuality
        {
            Missing = 1 - ((double)observed / lead.Length),
            Flat = observed == 0 ? 0 : (double)SamplesInRuns(lead, (int)Math.Round(0.2 * rate), _ => true) / observed,
            Clipped = observed == 0 ? 0 : Clipped(lead, (int)Math.Round(0.2 * rate)) / observed,
            Spikes = Spikes.Remove(filled, rate).Zip(filled, (a, b) => a != b).Count(changed => changed),
            BaselinePower = baseline,
            SignalToNoise = snr,
            BeatAgreement = Agreement(lead, rate, beats),
            TemplateCorrelation = BeatTemplate.MeanCorrelation(filled, rate, beats),
        };
    }

    /// <summary>The indices of all channels of a recording.</summary>
    /// <param name="recording">Channels may have different rates.</param>
    /// <returns>One a channel, in order.</returns>
    /// <exception cref="ArgumentException">As for one lead.</exception>
    public static IReadOnlyList<LeadQuality> Of(Recording recording)
    {
        ArgumentNullException.ThrowIfNull(recording);
        return [.. recording.Channels.Select(channel => Of(channel.Samples, channel.Rate))];
    }

    private static double Agreement(double[] lead, double rate, int[] beats)
    {
        int[] others = QrsDetector.Detect(lead, rate, new QrsOptions { Method = QrsMethod.PanTompkins }).Samples;
        BeatScore score = BeatMatching.Score(beats, others, rate);
        int all = score.TruePositives + score.FalsePositives + score.FalseNegatives;
        return all == 0 ? 0 : (double)score.TruePositives / all;
    }

    /// <summary>Samples at the lead's least or largest value in runs of three and more that are no flat stretch.</summary>
    private static double Clipped(double[] lead, int flat)
    {
        double low = lead.Where(x => !double.IsNaN(x)).DefaultIfEmpty(0).Min();
        double high = lead.Where(x => !double.IsNaN(x)).DefaultIfEmpty(0).Max();
        return low == high
            ? 0
            : SamplesInRuns(lead, 3, x => x == low || x == high)
                - SamplesInRuns(lead, flat, x => x == low || x == high);
    }

    /// <summary>Number of samples in runs of one value that are long enough and whose value qualifies.</summary>
    private static int SamplesInRuns(double[] lead, int shortest, Func<double, bool> qualifies)
    {
        int count = 0;
        for (int start = 0; start < lead.Length; )
        {
            int end = start + 1;
            while (end < lead.Length && lead[end] == lead[start])
            {
                end++;
            }
            count += end - start >= shortest && qualifies(lead[start]) ? end - start : 0;
            start = end;
        }
        return count;
    }

    private static (double Baseline, double SignalToNoise) Bands(double[] lead, double rate)
    {
        double[] Filtered(SosFilter filter)
        {
            FilterState state = filter.Start();
            var output = new double[lead.Length];
            state.Process(lead, output);
            return output;
        }
        double[] slow = Filtered(ButterworthDesign.LowPass(2, 0.7, rate));
        double[] below = Filtered(ButterworthDesign.LowPass(4, 40, rate));
        double signal = Power(Filtered(ButterworthDesign.BandPass(2, 5, 40, rate)), 0);
        double noise = Power(Filtered(ButterworthDesign.HighPass(4, 40, rate)), 0);
        double all = Power(below, below.Average());
        double baseline = all == 0 ? 0 : Math.Min(1, Power(slow, slow.Average()) / all);
        double ratio = noise == 0 ? double.PositiveInfinity : 10 * Math.Log10(signal / noise);
        return (baseline, signal == 0 && noise == 0 ? double.NegativeInfinity : ratio);
    }

    private static double Power(double[] values, double mean) => values.Average(x => (x - mean) * (x - mean));
}
