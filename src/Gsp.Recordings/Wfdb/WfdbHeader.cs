namespace Gsp.Recordings;

/// <summary>A WFDB header: the record's line, its signals or its segments, and comments.</summary>
/// <remarks>Immutable. Source: the WFDB manual, header(5), whose defaults are applied where a field is absent.</remarks>
public sealed record WfdbHeader
{
    /// <summary>The rate of a record whose header gives none, in Hz.</summary>
    public const double DefaultRate = 250;

    /// <summary>The record's name as the header gives it.</summary>
    public required string Name { get; init; }

    /// <summary>Frames a second, in Hz; a signal's own rate is this times its samples a frame.</summary>
    public double FrameRate { get; init; } = DefaultRate;

    /// <summary>Ticks a second of the recorder's counter, in Hz; null where it equals <see cref="FrameRate"/>.</summary>
    public double? CounterRate { get; init; }

    /// <summary>The counter's value at the first frame.</summary>
    public double BaseCounter { get; init; }

    /// <summary>Number of frames, the header's samples per signal; null where the header does not say.</summary>
    public long? Length { get; init; }

    /// <summary>Time of day of the first frame; null where the header does not say.</summary>
    public TimeOnly? BaseTime { get; init; }

    /// <summary>Date of the first frame; null where the header does not say.</summary>
    public DateOnly? BaseDate { get; init; }

    /// <summary>The signals; empty in a header of several segments.</summary>
    public IReadOnlyList<WfdbSignal> Signals { get; init; } = [];

    /// <summary>Number of signals that the record's line promises; segments of a variable layout may hold fewer.</summary>
    public int SignalCount { get; init; }

    /// <summary>The segments in order, a layout first; empty in an ordinary header.</summary>
    public IReadOnlyList<WfdbSegment> Segments { get; init; } = [];

    /// <summary>Comment lines without their mark and outer spaces.</summary>
    public IReadOnlyList<string> Comments { get; init; } = [];

    /// <summary>True for a record of several segments.</summary>
    public bool IsMultiSegment => Segments.Count > 0;

    /// <summary>True where the first segment is a layout: the others may then hold any of its signals.</summary>
    public bool HasLayout => Segments.Count > 0 && Segments[0] is { Length: 0, IsNull: false };

    /// <summary>When the first frame was taken; null where the header gives no date.</summary>
    public DateTime? Start => BaseDate?.ToDateTime(BaseTime ?? TimeOnly.MinValue);

    /// <summary>A signal's own rate where all its samples are kept, in Hz.</summary>
    /// <param name="signal">One of the record's signals.</param>
    public double RateOf(WfdbSignal signal) => FrameRate * signal.SamplesPerFrame;

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant(
            $"{Name}: {SignalCount} signals, {(Length is long n ? FormattableString.Invariant($"{n} frames") : "length not given")} at {FrameRate:g6} Hz{(IsMultiSegment ? FormattableString.Invariant($", {Segments.Count} segments") : "")}"
        );
}
