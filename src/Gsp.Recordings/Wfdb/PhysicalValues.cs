namespace Gsp.Recordings;

/// <summary>From digital samples to physical ones.</summary>
internal static class PhysicalValues
{
    /// <summary>(digital - baseline) / gain; NaN where the digital value stands for a missing sample.</summary>
    public static void Convert(WfdbSignal signal, ReadOnlySpan<int> digital, Span<double> physical)
    {
        // A division, not a product with 1 / gain: 16 / 200 must be the double nearest to 0.08.
        double gain = signal.Gain;
        double baseline = signal.Baseline;
        int invalid = signal.InvalidSample;
        for (int t = 0; t < digital.Length; t++)
        {
            int value = digital[t];
            physical[t] = value == invalid ? double.NaN : (value - baseline) / gain;
        }
    }

    /// <summary>Names the channels and gives them their rates.</summary>
    public static Recording Recording(WfdbHeader header, double[][] samples, IReadOnlyList<Annotation> annotations) =>
        new()
        {
            Name = header.Name,
            Start = header.Start,
            Comments = header.Comments,
            Annotations = annotations,
            Channels =
            [
                .. header.Signals.Select(
                    (signal, s) =>
                        new Channel
                        {
                            Name = signal.Description,
                            Unit = signal.Unit,
                            Rate = header.RateOf(signal),
                            Samples = samples[s],
                            Gain = signal.Gain,
                            Baseline = signal.Baseline,
                            Resolution = signal.Resolution,
                        }
                ),
            ],
        };
}
