using System.CommandLine;
using System.Globalization;
using System.Text;
using Gsp.Files;
using Gsp.Recordings;

namespace Gsp.Cli.Commands;

/// <summary><c>gsp record delineate</c>: the P, QRS and T waves of an ECG.</summary>
internal static class RecordDelineateCommand
{
    public static Command Create(Terminal terminal) =>
        EcgCommand.Create(
            terminal,
            "delineate",
            """
            Finds where the P, QRS and T waves of an ECG begin, have their peak and end, on each of the chosen channels. Samples count from the
            recording's first, also with --from.

            Example:
              gsp record delineate 1 --channels II,V2 --out waves.csv
            """,
            "lead,wave,onset,peak,offset (samples), by lead and time; waves are P, QRS, T",
            [],
            (_, leads, from) =>
            {
                BeatWaves[][] waves = Delineator.Delineate(leads);
                int count = waves.Sum(lead => lead.Sum(beat => beat.Present.Count()));
                return (
                    Table(leads, waves, from),
                    FormattableString.Invariant($"{count} waves on {waves.Length} leads")
                );
            }
        );

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
