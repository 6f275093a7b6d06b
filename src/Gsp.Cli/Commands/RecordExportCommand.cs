using System.CommandLine;
using Gsp.Files;
using Gsp.Recordings;

namespace Gsp.Cli.Commands;

/// <summary><c>gsp record export</c>: a recording's samples as a table or an array.</summary>
internal sealed class RecordExportCommand
{
    private readonly Option<string> output = new("--out")
    {
        Description =
            "File to write: .csv (one header line of channel names, one line a time, 'nan' where missing), .npy ([time, channel]) or .edf (EDF, or EDF+ with annotations).",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<bool> digital = new("--digital")
    {
        Description =
            "Integers as the converter gave them (WFDB, EDF, MAT-files of integers) instead of physical units.",
    };

    private readonly RecordOptions options = new();

    public static Command Create(Terminal terminal) => new RecordExportCommand().Build(terminal);

    private Command Build(Terminal terminal)
    {
        var command = new Command(
            "export",
            """
            Writes samples as a table or an array [time, channel], in physical units at 17 significant digits (float64) or as integers with --digital;
            or as an EDF file, each channel at its own rate.
            The file is complete or absent.

            Examples:
              gsp record export 100 --out 100.csv
              gsp record export 100 --out part.npy --from 0 --to 3600 --channels MLII
              gsp record export 100 --out 100.edf
              gsp record export 100 --out raw.csv --digital --channels 1,0
            """
        )
        {
            options.Record,
            output,
            digital,
            options.Frames,
        };
        foreach (Option option in options.Range.Concat(options.Reading))
        {
            command.Add(option);
        }
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(output);
            string extension = Path.GetExtension(path).ToLowerInvariant();
            if (extension is not (".csv" or ".npy" or ".edf"))
            {
                throw CommandError.Usage($"--out {path}: the name must end in .csv, .npy or .edf");
            }
            string record = options.PathOf(parsed);
            bool smoothed = options.IsSmoothed(parsed);
            RecordingFileOptions reading = options.Of(parsed, smoothed ? FrameSamples.Smoothed : FrameSamples.Repeated);
            if (extension == ".edf")
            {
                WriteEdf(path, record, parsed, terminal);
                return ExitCode.Success;
            }
            RecordTable table = parsed.GetValue(digital)
                ? RecordTable.Digital(RecordingFile.ReadDigital(record, reading))
                : RecordTable.Physical(RecordingFile.Read(record, reading));
            if (extension == ".csv")
            {
                AtomicFile.Write(path, table.WriteCsv);
            }
            else
            {
                Npy.Write(path, table.ToNpy());
            }
            if (smoothed && FramesAveraged(record, reading) is string rates)
            {
                terminal.Notice(
                    $"{record} has several samples in a frame ({rates}); each frame was averaged (--frames expanded keeps every sample)"
                );
            }
            terminal.Notice(
                FormattableString.Invariant($"wrote {path}: {table.Length} samples of {table.Samples.Count} channels")
            );
            return ExitCode.Success;
        });
        return command;
    }

    private void WriteEdf(string path, string record, ParseResult parsed, Terminal terminal)
    {
        if (parsed.GetValue(digital))
        {
            throw CommandError.Usage(
                "--digital is for .csv and .npy; an .edf file holds integers with their scale anyway"
            );
        }
        // Unlike a table, the file holds channels of several rates.
        Recording recording = RecordingFile.Read(record, options.Of(parsed));
        foreach (string notice in Edf.Write(recording, path))
        {
            terminal.Notice($"{path}: {notice}");
        }
        terminal.Notice(FormattableString.Invariant($"wrote {path}: {recording}"));
    }

    /// <summary>The rates of channels whose frames hold several samples; null where there is none.</summary>
    private static string? FramesAveraged(string path, RecordingFileOptions reading)
    {
        if (RecordingFile.WfdbRecord(path) is not string record)
        {
            return null;
        }
        double frameRate = Wfdb.ReadHeader(record).FrameRate;
        // No samples, only what the channels are.
        Recording none = Wfdb.Read(
            record,
            new WfdbReadOptions
            {
                To = 0,
                Channels = reading.Channels,
                AllowTruncated = reading.AllowDamaged,
            }
        );
        string[] fast =
        [
            .. none
                .Channels.Where(channel => channel.Rate > frameRate)
                .Select(channel => FormattableString.Invariant($"{channel.Name} {channel.Rate:g6} Hz")),
        ];
        return fast.Length == 0 ? null : string.Join(", ", fast);
    }
}
