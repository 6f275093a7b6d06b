using System.CommandLine;
using System.CommandLine.Parsing;
using Gsp.Recordings;

namespace Gsp.Cli;

/// <summary>What the commands on one recording share: which, and which part of it. Each command has its own, since a command tree changes
/// its options while it is built and read.</summary>
internal sealed class RecordOptions
{
    private readonly Argument<string> record = new("R")
    {
        Description =
            "The recording: a WFDB record by its path without extension or its .hea; or an .edf, .mat, .csv or .npy file ([time, channel]).",
    };

    private readonly Option<string?> channels = new("--channels")
    {
        Description = "Channels to use, in this order: names, or places from 0 (2,0).",
        HelpName = "LIST",
    };

    private readonly Option<double?> rate = new("--rate")
    {
        Description = "Samples a second of a table, array or MAT-file, which do not hold it.",
        HelpName = "HZ",
    };

    private readonly Option<string?> time = new("--time")
    {
        Description = "Column of a table that holds evenly spaced times, in the place of --rate.",
        HelpName = "COLUMN",
    };

    private readonly Option<bool> damaged = new("--damaged")
    {
        Description = "Read a truncated WFDB record, or one whose checksums are wrong, as far as it goes.",
    };

    private readonly Option<long> from = new("--from")
    {
        Description = "First sample, from 0.",
        HelpName = "A",
        DefaultValueFactory = _ => 0,
    };

    private readonly Option<long?> to = new("--to")
    {
        Description = "The sample after the last; the end where it is left out.",
        HelpName = "B",
    };

    private readonly Option<string> frames = new("--frames")
    {
        Description =
            "WFDB signals with several samples in a frame: smoothed averages each frame, as rdsamp does; expanded keeps every sample and repeats those of slower signals at the fastest one's rate (A and B count at that rate).",
        DefaultValueFactory = _ => "smoothed",
    };

    public RecordOptions() => frames.AcceptOnlyFromAmong("expanded", "smoothed");

    /// <summary>The argument that names the recording, for the first place of a command.</summary>
    public Argument<string> Record => record;

    /// <summary>The options that say how to read it and which channels.</summary>
    public IEnumerable<Option> Reading => [channels, rate, time, damaged];

    /// <summary>The options that choose a part of it.</summary>
    public IEnumerable<Option> Range => [from, to];

    /// <summary>What to do with frames of several samples.</summary>
    public Option<string> Frames => frames;

    /// <summary>The recording that a command line names.</summary>
    public string PathOf(ParseResult parsed) => parsed.GetRequiredValue(record);

    /// <summary>Whether frames of several samples are averaged.</summary>
    public bool IsSmoothed(ParseResult parsed) => parsed.GetValue(frames) == "smoothed";

    /// <summary>The reading that a command line asks for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="handling">What to do with frames of several samples.</param>
    /// <exception cref="CommandError">An option is out of range.</exception>
    public RecordingFileOptions Of(ParseResult parsed, FrameSamples handling = FrameSamples.Expanded)
    {
        var options = new RecordingFileOptions
        {
            Frames = handling,
            Rate = parsed.GetValue(rate),
            TimeColumn = parsed.GetValue(time),
            From = parsed.GetValue(from),
            To = parsed.GetValue(to),
            AllowDamaged = parsed.GetValue(damaged),
            Channels = parsed
                .GetValue(channels)
                ?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        };
        return OptionCheck.Of(() =>
        {
            options.Validate();
            return options;
        });
    }
}
