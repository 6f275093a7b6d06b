using System.CommandLine;
using System.Globalization;
using System.Text;
using Gsp.Files;
using Gsp.Recordings;

namespace Gsp.Cli.Commands;

/// <summary><c>gsp record delineate</c>: the P, QRS and T waves of an ECG.</summary>
internal static class RecordDelineateCommand
{
    private static readonly Option<string> Out = new("--out")
    {
        Description =
            "CSV file to write: lead,wave,onset,peak,offset (samples), by lead and time; waves are P, QRS, T.",
        HelpName = "FILE",
        Required = true,
    };

    public static Command Create(Terminal terminal)
    {
        var command = new Command(
            "delineate",
            """
            Finds where the P, QRS and T waves of an ECG begin, have their peak and end, on each of the chosen channels. Samples count from the
            recording's first, also with --from.

            Example:
              gsp record delineate 1 --channels II,V2 --out waves.csv
            """
        )
        {
            RecordOptions.Record,
            Out,
            RecordOptions.Channels,
            RecordOptions.From,
            RecordOptions.To,
            RecordOptions.Rate,
            RecordOptions.Time,
        };
        command.SetAction(parsed =>
        {
            RecordingFileOptions reading = RecordOptions.Of(parsed);
            Recording recording = EcgLeads.Read(parsed.GetRequiredValue(RecordOptions.Record), reading, terminal);
            BeatWaves[][] waves = Delineator.Delineate(recording);
            string path = parsed.GetRequiredValue(Out);
            AtomicFile.WriteText(path, Table(recording, waves, reading.From));
            terminal.Notice(
                FormattableString.Invariant(
                    $"wrote {path}: {waves.Sum(lead => lead.Sum(beat => beat.Present.Count()))} waves on {waves.Length} leads"
                )
            );
            return ExitCode.Success;
        });
        return command;
    }

    private static string Table(Recording recording, BeatWaves[][] waves, long from)
    {
        var text = new StringBuilder("lead,wave,onset,peak,offset\n");
        for (int lead = 0; lead < waves.Length; lead++)
        {
            string name = Csv.Quoted(recording.Channels[lead].Name, ',');
            foreach (Wave wave in waves[lead].SelectMany(beat => beat.Present))
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{name},{wave.Kind.ToString().ToUpperInvariant()},{from + wave.Onset},{from + wave.Peak},{from + wave.Offset}\n"
                );
            }
        }
        return text.ToString();
    }
}
