using System.CommandLine;
using System.CommandLine.Parsing;
using Gsp.Recordings;

namespace Gsp.Cli;

/// <summary>What the commands on one recording share: which, and which part of it.</summary>
internal static class RecordOptions
{
    public static Argument<string> Record { get; } =
        new("R")
        {
            Description =
                "The recording: a WFDB record by its path without extension or its .hea; or an .edf, .mat, .csv or .npy file ([time, channel]).",
        };

    public static Option<string?> Channels { get; } =
        new("--channels")
        {
            Description = "Channels to use, in this order: names, or places from 0 (2,0).",
            HelpName = "LIST",
        };

    public static Option<double?> Rate { get; } =
        new("--rate")
        {
            Description = "Samples a second of a table, array or MAT-file, which do not hold it.",
            HelpName = "HZ",
        };

    public static Option<string?> Time { get; } =
        new("--time")
        {
            Description = "Column of a table that holds evenly spaced times, in the place of --rate.",
            HelpName = "COLUMN",
        };

    public static Option<long> From { get; } =
        new("--from")
        {
            Description = "First sample, from 0.",
            HelpName = "A",
            DefaultValueFactory = _ => 0,
        };

    public static Option<long?> To { get; } =
        new("--to") { Description = "The sample after the last; the end where it is left out.", HelpName = "B" };

    public static Option<string> Frames { get; } =
        new("--frames")
        {
            Description =
                "WFDB signals with several samples in a frame: smoothed averages each frame, as rdsamp does; expanded keeps every sample and repeats those of slower signals at the fastest one's rate (A and B count at that rate).",
            DefaultValueFactory = _ => "smoothed",
        };

    static RecordOptions() => Frames.AcceptOnlyFromAmong("expanded", "smoothed");

    /// <summary>The reading that a command line asks for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="frames">What to do with frames of several samples.</param>
    /// <exception cref="CommandError">An option is out of range.</exception>
    public static RecordingFileOptions Of(ParseResult parsed, FrameSamples frames = FrameSamples.Expanded)
    {
        var options = new RecordingFileOptions
        {
            Frames = frames,
            Rate = parsed.GetValue(Rate),
            TimeColumn = parsed.GetValue(Time),
            From = parsed.GetValue(From),
            To = parsed.GetValue(To),
            Channels = parsed
                .GetValue(Channels)
                ?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        };
        return OptionCheck.Of(() =>
        {
            options.Validate();
            return options;
        });
    }
}
