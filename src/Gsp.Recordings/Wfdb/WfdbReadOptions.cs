namespace Gsp.Recordings;

/// <summary>What to do with signals that have several samples in a frame.</summary>
public enum WfdbFrames
{
    /// <summary>Keep every sample: each signal at its own rate.</summary>
    Expanded,

    /// <summary>Average each frame's samples, so that all signals have the frame rate.</summary>
    Smoothed,
}

/// <summary>What to read of a WFDB record.</summary>
public sealed record WfdbReadOptions
{
    /// <summary>First frame, from 0. In a record of one rate frames are samples.</summary>
    public long From { get; init; }

    /// <summary>The frame after the last; null for the record's end.</summary>
    public long? To { get; init; }

    /// <summary>Which signals, in this order: names, or places from 0 as digits (a name goes before a place); null for all.</summary>
    public IReadOnlyList<string>? Channels { get; init; }

    /// <summary>What to do with several samples in a frame.</summary>
    public WfdbFrames Frames { get; init; } = WfdbFrames.Expanded;

    /// <summary>Whether a signal that is read from first to last sample must have the header's checksum.</summary>
    public bool VerifyChecksums { get; init; } = true;

    /// <summary>Whether a record whose files are shorter than its header says is read as far as its shortest file goes, instead of being an error.</summary>
    public bool AllowTruncated { get; init; }

    /// <summary>Most samples of all signals together that a compressed file may unpack to, or that a record may declare without a file behind them.</summary>
    public long MaximumSamples { get; init; } = 1L << 28;

    /// <summary>Extensions of the annotation files to read with the record, such as <c>atr</c>.</summary>
    public IReadOnlyList<string> Annotations { get; init; } = [];

    /// <summary>Signals by place.</summary>
    /// <param name="places">Places from 0.</param>
    public WfdbReadOptions WithChannels(params IEnumerable<int> places) =>
        this with
        {
            Channels = [.. places.Select(place => place.ToString(System.Globalization.CultureInfo.InvariantCulture))],
        };

    internal WfdbReadOptions Validate()
    {
        Require.NotNegative(From, "the first frame is 0", nameof(From));
        Require.That(
            To is null || To >= From,
            FormattableString.Invariant($"To is {To}, before From, {From}; the range is half-open, from <= to"),
            nameof(To)
        );
        Require.Positive(MaximumSamples, "a cap on memory", nameof(MaximumSamples));
        Require.That(Enum.IsDefined(Frames), $"Frames is {Frames}; Expanded or Smoothed", nameof(Frames));
        ArgumentNullException.ThrowIfNull(Annotations);
        return this;
    }
}
