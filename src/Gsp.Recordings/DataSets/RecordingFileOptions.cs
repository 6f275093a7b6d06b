namespace Gsp.Recordings;

/// <summary>What to do with WFDB signals that have several samples in a frame.</summary>
public enum FrameSamples
{
    /// <summary>Every sample, each signal at its own rate.</summary>
    Expanded,

    /// <summary>Every sample, slower signals repeated at the rate of the fastest, so that all make one table.</summary>
    Repeated,

    /// <summary>The mean of each frame.</summary>
    Smoothed,
}

/// <summary>What to read of a recording, and what its file may not say about itself.</summary>
public sealed record RecordingFileOptions
{
    /// <summary>Samples a second, in Hz, of tables and arrays, which hold no rate; not used where the file says.</summary>
    public double? Rate { get; init; }

    /// <summary>The column of a table that holds evenly spaced times, in the place of <see cref="Rate"/>; null for none.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>First sample, from 0; of channels of several rates, which only repeated frames give a range of, the fastest one's.</summary>
    public long From { get; init; }

    /// <summary>The sample after the last; null for the end.</summary>
    public long? To { get; init; }

    /// <summary>Which channels, in this order: names, or places from 0 as digits (a name goes before a place); null for all.</summary>
    public IReadOnlyList<string>? Channels { get; init; }

    /// <summary>What to do with WFDB signals that have several samples in a frame.</summary>
    public FrameSamples Frames { get; init; }

    /// <summary>Whether a WFDB record whose files are shorter than its header says, or whose samples do not have its checksums, is read as
    /// far as it goes instead of being an error.</summary>
    public bool AllowDamaged { get; init; }

    internal void Validate()
    {
        if (Rate is double rate)
        {
            Require.Positive(rate, "samples a second", nameof(Rate));
        }
        Require.That(
            Rate is null || TimeColumn is null,
            "Rate and TimeColumn are both set; one of them gives the rate",
            nameof(TimeColumn)
        );
        Require.NotNegative(From, "the first sample is 0", nameof(From));
        Require.That(
            To is null || To >= From,
            FormattableString.Invariant($"To is {To}, before From, {From}; the range is half-open, from <= to"),
            nameof(To)
        );
        Require.That(
            Channels is null || Channels.Count > 0,
            "Channels is empty; leave it out to read all",
            nameof(Channels)
        );
        Require.That(Enum.IsDefined(Frames), $"Frames is {Frames}; Expanded, Repeated or Smoothed", nameof(Frames));
    }
}
