using System.CommandLine;
using System.Globalization;
using System.Text;
using Gsp.Files;
using Gsp.Recordings;

namespace Gsp.Cli.Commands;

/// <summary><c>gsp record beats</c>: the QRS complexes of an ECG.</summary>
internal static class RecordBeatsCommand
{
    /// <summary>Detectors by the names that the command and its table use.</summary>
    private static readonly Dictionary<string, QrsMethod> Detectors = new(StringComparer.Ordinal)
    {
        ["wavelet"] = QrsMethod.StationaryWavelet,
        ["pan-tompkins"] = QrsMethod.PanTompkins,
        ["christov"] = QrsMethod.Christov,
    };

    public static Command Create(Terminal terminal)
    {
        var detector = new Option<string>("--detector")
        {
            Description = $"How to find beats: {string.Join(", ", Detectors.Keys)}.",
            DefaultValueFactory = _ => "wavelet",
        };
        detector.AcceptOnlyFromAmong([.. Detectors.Keys]);
        return EcgCommand.Create(
            terminal,
            "beats",
            """
            Finds the QRS complexes of an ECG on the chosen channels together. Samples count from the recording's first, also with --from; confidence is
            0 at the detector's threshold and 1 at the level of the beats around.

            Example:
              gsp record beats 100 --channels MLII --out beats.csv
            """,
            "sample,time_s,detector,confidence, one line a beat",
            [detector],
            (parsed, leads, from) =>
            {
                string name = parsed.GetRequiredValue(detector);
                QrsDetection found = QrsDetector.Detect(leads, new QrsOptions { Method = Detectors[name] });
                return (Table(found, from, name), found.ToString());
            }
        );
    }

    private static string Table(QrsDetection found, long from, string detector)
    {
        var text = new StringBuilder("sample,time_s,detector,confidence\n");
        foreach (Beat beat in found.Beats)
        {
            long sample = from + beat.Sample;
            text.Append(CultureInfo.InvariantCulture, $"{sample},{Csv.Text(sample / found.Rate)},{detector},")
                .Append(Csv.Text(beat.Confidence))
                .Append('\n');
        }
        return text.ToString();
    }
}
