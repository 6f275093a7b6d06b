using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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
        int t = Vector512.IsHardwareAccelerated ? ConvertEights(digital, physical, gain, baseline, invalid) : 0;
        for (; t < digital.Length; t++)
        {
            int value = digital[t];
            physical[t] = value == invalid ? double.NaN : (value - baseline) / gain;
        }
    }

    // The same operations on each sample as one at a time, so the same bits.
    private static int ConvertEights(
        ReadOnlySpan<int> digital,
        Span<double> physical,
        double gain,
        double baseline,
        int invalid
    )
    {
        ref int from = ref MemoryMarshal.GetReference(digital);
        ref double to = ref MemoryMarshal.GetReference(physical[..digital.Length]);
        Vector512<double> divisor = Vector512.Create(gain);
        Vector512<double> zero = Vector512.Create(baseline);
        Vector512<double> missing = Vector512.Create(double.NaN);
        Vector256<int> mark = Vector256.Create(invalid);
        int t = 0;
        for (; t <= digital.Length - 8; t += 8)
        {
            Vector256<int> values = Vector256.LoadUnsafe(ref from, (nuint)t);
            (Vector256<long> low, Vector256<long> high) = Vector256.Widen(values);
            Vector512<double> result = (Vector512.ConvertToDouble(Vector512.Create(low, high)) - zero) / divisor;
            Vector256<int> absent = Vector256.Equals(values, mark);
            if (absent != Vector256<int>.Zero)
            {
                (Vector256<long> lowMask, Vector256<long> highMask) = Vector256.Widen(absent);
                result = Vector512.ConditionalSelect(Vector512.Create(lowMask, highMask).AsDouble(), missing, result);
            }
            result.StoreUnsafe(ref to, (nuint)t);
        }
        return t;
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
