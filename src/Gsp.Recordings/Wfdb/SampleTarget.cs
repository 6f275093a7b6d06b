namespace Gsp.Recordings;

/// <summary>Where decoded samples go.</summary>
/// <param name="signals">What is read, in the order wanted; a segment's own signal may have another gain.</param>
internal abstract class SampleTarget(IReadOnlyList<WfdbSignal> signals)
{
    /// <summary>The signals of the result.</summary>
    protected IReadOnlyList<WfdbSignal> Signals { get; } = signals;

    /// <summary>Stores digital samples.</summary>
    /// <param name="channel">Place in the result.</param>
    /// <param name="position">The first sample's place in that channel.</param>
    /// <param name="signal">The signal that the samples were stored as.</param>
    /// <param name="samples">The digital values.</param>
    public abstract void Store(int channel, long position, WfdbSignal signal, ReadOnlySpan<int> samples);
}

/// <summary>Keeps digital values.</summary>
internal sealed class DigitalTarget : SampleTarget
{
    /// <summary>Makes room; every sample is missing until it is stored.</summary>
    public DigitalTarget(IReadOnlyList<WfdbSignal> signals, long[] lengths)
        : base(signals)
    {
        Samples = new int[lengths.Length][];
        for (int c = 0; c < lengths.Length; c++)
        {
            Samples[c] = GC.AllocateUninitializedArray<int>(checked((int)lengths[c]));
            Array.Fill(Samples[c], signals[c].InvalidSample);
        }
    }

    /// <summary>[channel][sample].</summary>
    public int[][] Samples { get; }

    /// <inheritdoc/>
    public override void Store(int channel, long position, WfdbSignal signal, ReadOnlySpan<int> samples)
    {
        Span<int> target = Samples[channel].AsSpan((int)position, samples.Length);
        samples.CopyTo(target);
        int invalid = Signals[channel].InvalidSample;
        if (signal.InvalidSample != invalid)
        {
            target.Replace(signal.InvalidSample, invalid);
        }
    }
}

/// <summary>Keeps physical values.</summary>
internal sealed class PhysicalTarget : SampleTarget
{
    /// <summary>Makes room; every sample is missing until it is stored.</summary>
    public PhysicalTarget(IReadOnlyList<WfdbSignal> signals, long[] lengths)
        : base(signals)
    {
        Samples = new double[lengths.Length][];
        for (int c = 0; c < lengths.Length; c++)
        {
            Samples[c] = GC.AllocateUninitializedArray<double>(checked((int)lengths[c]));
            Array.Fill(Samples[c], double.NaN);
        }
    }

    /// <summary>[channel][sample], in the channels' units.</summary>
    public double[][] Samples { get; }

    /// <inheritdoc/>
    public override void Store(int channel, long position, WfdbSignal signal, ReadOnlySpan<int> samples) =>
        PhysicalValues.Convert(signal, samples, Samples[channel].AsSpan((int)position, samples.Length));
}
