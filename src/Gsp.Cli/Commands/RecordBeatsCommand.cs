using System.CommandLine;
using System.Globalization;
using System.Text;
using Gsp.Files;
using Gsp.Recordings;

namespace Gsp.Cli.Commands;

/// <summary><c>gsp record beats</c>: the QRS complexes of an ECG.</summary>
internal static class RecordBeatsCommand
{
    private static readonly Option<string> Out = new("--out")
    {
        Description = "CSV file to write: sample,time_s,detector,confidence, one line a beat.",
        HelpName = "FILE",
        Required = true,
    };

    /// <summary>Detectors by the names that the command and its table use.</summary>
    private static readonly Dictionary<string, QrsMethod> Detectors = new(StringComparer.Ordinal)
    {
        ["wavelet"] = QrsMethod.StationaryWavelet,
        ["pan-tompkins"] = QrsMethod.PanTompkins,
        ["christov"] = QrsMethod.Christov,
    };

    private static readonly Option<string> Detector = new("--detector")
    {
        Description = $"How to find beats: {string.Join(", ", Detectors.Keys)}.",
        DefaultValueFactory = _ => "wavelet",
    };

    public static Command Create(Terminal terminal)
    {
        Detector.AcceptOnlyFromAmong([.. Detectors.Keys]);
        var command = new Command(
            "beats",
            """
            Finds the QRS complexes of an ECG on the chosen channels together. Samples count from the recording's first, also with --from; confidence is
            0 at the detector's threshold and 1 at the level of the beats around.

            Example:
              gsp record beats 100 --channels MLII --out beats.csv
            """
        )
        {
            RecordOptions.Record,
            Out,
            Detector,
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
            string detector = parsed.GetRequiredValue(Detector);
            QrsDetection found = QrsDetector.Detect(recording, new QrsOptions { Method = Detectors[detector] });
            string path = parsed.GetRequiredValue(Out);
            AtomicFile.WriteText(path, Table(found, reading.From, detector));
            terminal.Notice($"wrote {path}: {found}");
            return ExitCode.Success;
        });
        return command;
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
