using System.Numerics;
using System.Runtime.InteropServices;

namespace Gsp.Recordings;

/// <summary>Brings one stored signal's samples to their place in the result: undoes its skew, averages frames where asked, adds up the checksum.</summary>
/// <param name="signal">The signal as stored.</param>
/// <param name="channel">Its place in the result.</param>
/// <param name="from">First frame wanted.</param>
/// <param name="to">The frame after the last.</param>
/// <param name="position">The first wanted frame's place in the result, in frames.</param>
/// <param name="smoothed">Whether each frame becomes one sample.</param>
/// <param name="target">The result.</param>
internal sealed class SignalAssembler(
    WfdbSignal signal,
    int channel,
    long from,
    long to,
    long position,
    bool smoothed,
    SampleTarget target
)
{
    private uint sum;

    /// <summary>The signal as stored.</summary>
    public WfdbSignal Signal => signal;

    /// <summary>The lowest 16 bits of the sum of all samples taken so far.</summary>
    public ushort Checksum => (ushort)sum;

    /// <summary>Takes the samples of some frames.</summary>
    /// <param name="frame">The first frame's number in the file.</param>
    /// <param name="samples">Whole frames of this signal.</param>
    public void Accept(long frame, ReadOnlySpan<int> samples)
    {
        sum = unchecked(sum + Total(samples));
        int perFrame = signal.SamplesPerFrame;
        // The first `skew` frames of a skewed signal precede the record's first frame (header(5)).
        long first = frame - signal.Skew;
        long start = Math.Max(first, from);
        long end = Math.Min(first + (samples.Length / perFrame), to);
        if (start >= end)
        {
            return;
        }
        samples = samples.Slice((int)(start - first) * perFrame, (int)(end - start) * perFrame);
        bool average = smoothed && perFrame > 1;
        target.Store(
            channel,
            (position + start - from) * (average ? 1 : perFrame),
            signal,
            average ? Averages(samples, perFrame) : samples
        );
    }

    // Sums modulo 2^32 come out the same in any order.
    private static uint Total(ReadOnlySpan<int> samples)
    {
        ReadOnlySpan<Vector<int>> vectors = MemoryMarshal.Cast<int, Vector<int>>(samples);
        Vector<int> sums = Vector<int>.Zero;
        foreach (Vector<int> vector in vectors)
        {
            sums += vector;
        }
        uint total = unchecked((uint)Vector.Sum(sums));
        foreach (int sample in samples[(vectors.Length * Vector<int>.Count)..])
        {
            total = unchecked(total + (uint)sample);
        }
        return total;
    }

    // Whole steps, rounded towards zero as the WFDB library does; missing samples do not count, a frame of nothing else is missing.
    private int[] Averages(ReadOnlySpan<int> samples, int perFrame)
    {
        var averages = new int[samples.Length / perFrame];
        int invalid = signal.InvalidSample;
        for (int frame = 0; frame < averages.Length; frame++)
        {
            long total = 0;
            int count = 0;
            foreach (int sample in samples.Slice(frame * perFrame, perFrame))
            {
                if (sample != invalid)
                {
                    total += sample;
                    count++;
                }
            }
            averages[frame] = count > 0 ? (int)(total / count) : invalid;
        }
        return averages;
    }
}
