namespace Gsp.Recordings;

/// <summary>What to read of a recording, and what its file may not say about itself.</summary>
public sealed record RecordingFileOptions
{
    /// <summary>Samples a second, in Hz, of tables and arrays, which hold no rate; not used where the file says.</summary>
    public double? Rate { get; init; }

    /// <summary>First sample, from 0.</summary>
    public long From { get; init; }

    /// <summary>The sample after the last; null for the end.</summary>
    public long? To { get; init; }

    /// <summary>Which channels, in this order: names, or places from 0 as digits (a name goes before a place); null for all.</summary>
    public IReadOnlyList<string>? Channels { get; init; }

    /// <summary>What to do with WFDB signals that have several samples in a frame.</summary>
    public WfdbFrames Frames { get; init; } = WfdbFrames.Expanded;

    internal void Validate()
    {
        if (Rate is double rate)
        {
            Require.Positive(rate, "samples a second", nameof(Rate));
        }
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
        Require.That(Enum.IsDefined(Frames), $"Frames is {Frames}; Expanded or Smoothed", nameof(Frames));
    }
}

/// <summary>The frames of a WFDB record that hold a range of samples.</summary>
/// <param name="Options">What to read: whole frames.</param>
/// <param name="Skip">How many samples of the first frame come before the range.</param>
/// <param name="Count">Number of samples of the range.</param>
/// <param name="IsWholeFrames">Whether frames are what was asked for.</param>
internal readonly record struct SampleRange(WfdbReadOptions Options, int Skip, int Count, bool IsWholeFrames)
{
    /// <exception cref="ArgumentException">Sample numbers mean different times in channels of different rates.</exception>
    public static SampleRange Of(string record, RecordingFileOptions options)
    {
        var frames = new WfdbReadOptions { Channels = options.Channels, Frames = options.Frames };
        bool whole = options.From == 0 && options.To is null;
        if (whole)
        {
            return new SampleRange(frames, 0, 0, true);
        }
        int perFrame = options.Frames == WfdbFrames.Smoothed ? 1 : SamplesPerFrame(record, frames);
        if (perFrame == 1)
        {
            return new SampleRange(frames with { From = options.From, To = options.To }, 0, 0, true);
        }
        long first = options.From / perFrame;
        long? end = options.To is long to ? (to + perFrame - 1) / perFrame : Wfdb.ReadHeader(record).Length;
        if (end is null)
        {
            throw new ArgumentException(
                $"the header of {record} gives no length; say where the range ends",
                nameof(options)
            );
        }
        return new SampleRange(
            frames with
            {
                From = first,
                To = end,
            },
            (int)(options.From - (first * perFrame)),
            (int)((options.To ?? (end.Value * perFrame)) - options.From),
            false
        );
    }

    private static int SamplesPerFrame(string record, WfdbReadOptions frames)
    {
        double frameRate = Wfdb.ReadHeader(record).FrameRate;
        // No samples, only what the channels are.
        Recording none = Wfdb.Read(record, frames with { From = 0, To = 0 });
        int[] counts = [.. none.Channels.Select(channel => (int)Math.Round(channel.Rate / frameRate)).Distinct()];
        return counts.Length <= 1
            ? counts.FirstOrDefault(1)
            : throw new ArgumentException(
                $"channels of {record} have {string.Join(", ", counts)} samples in a frame, so a sample number is not one time; choose channels of one rate, or smoothed frames",
                nameof(frames)
            );
    }
}
