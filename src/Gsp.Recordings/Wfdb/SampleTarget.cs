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
internal sealed class DigitalTarget(IReadOnlyList<WfdbSignal> signals, long[] lengths) : SampleTarget(signals)
{
    private readonly SampleColumn<int>[] columns =
    [
        .. lengths.Select((length, c) => new SampleColumn<int>(length, signals[c].InvalidSample)),
    ];

    /// <summary>[channel][sample], once all is stored.</summary>
    public int[][] Samples => [.. columns.Select(column => column.Finish())];

    /// <inheritdoc/>
    public override void Store(int channel, long position, WfdbSignal signal, ReadOnlySpan<int> samples)
    {
        Span<int> target = columns[channel].Place(position, samples.Length);
        samples.CopyTo(target);
        int invalid = Signals[channel].InvalidSample;
        if (signal.InvalidSample != invalid)
        {
            target.Replace(signal.InvalidSample, invalid);
        }
    }
}

/// <summary>Keeps physical values.</summary>
internal sealed class PhysicalTarget(IReadOnlyList<WfdbSignal> signals, long[] lengths) : SampleTarget(signals)
{
    private readonly SampleColumn<double>[] columns =
    [
        .. lengths.Select(length => new SampleColumn<double>(length, double.NaN)),
    ];

    /// <summary>[channel][sample] in the channels' units, once all is stored.</summary>
    public double[][] Samples => [.. columns.Select(column => column.Finish())];

    /// <inheritdoc/>
    public override void Store(int channel, long position, WfdbSignal signal, ReadOnlySpan<int> samples) =>
        PhysicalValues.Convert(signal, samples, columns[channel].Place(position, samples.Length));
}
