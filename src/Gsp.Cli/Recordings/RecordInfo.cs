using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Gsp.Recordings;

namespace Gsp.Cli;

/// <summary>What a recording holds, for people and for programs.</summary>
internal sealed class RecordInfo
{
    private static readonly HashSet<string> NoAnnotations = new(StringComparer.OrdinalIgnoreCase)
    {
        ".hea",
        ".dat",
        ".mat",
        ".xws",
        ".csv",
        ".npy",
        ".txt",
        ".edf",
    };

    private readonly Recording recording;
    private readonly IReadOnlyList<(string Extension, int Marks)> annotations;

    private RecordInfo(Recording recording, IReadOnlyList<(string Extension, int Marks)> annotations) =>
        (this.recording, this.annotations) = (recording, annotations);

    /// <summary>Reads a whole recording, its checksums included, and the annotation files beside it.</summary>
    public static RecordInfo Of(string path, RecordingFileOptions options) =>
        new(RecordingFile.Read(path, options), Annotations(path));

    /// <summary>The numbers as JSON; <c>rate</c> is null where channels differ.</summary>
    public JsonObject ToJson()
    {
        double[] rates = [.. recording.Channels.Select(channel => channel.Rate).Distinct()];
        int[] lengths = [.. recording.Channels.Select(channel => channel.Length).Distinct()];
        return new JsonObject
        {
            ["name"] = recording.Name,
            ["rate"] = rates.Length == 1 ? rates[0] : null,
            ["samples"] = lengths.Length == 1 ? lengths[0] : null,
            ["duration"] = recording.Channels.Count > 0 ? recording.Channels.Max(channel => channel.Duration) : 0,
            ["start"] = recording.Start?.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture),
            ["channels"] = new JsonArray([.. recording.Channels.Select(Json)]),
            ["annotations"] = new JsonObject(
                annotations.Select(file => KeyValuePair.Create(file.Extension, (JsonNode?)file.Marks))
            ),
            ["comments"] = new JsonArray([.. recording.Comments.Select(line => (JsonNode)line)]),
        };
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.Append(FormattableString.Invariant(line)).Append('\n');
        double seconds = recording.Channels.Count > 0 ? recording.Channels.Max(channel => channel.Duration) : 0;
        Line($"{recording.Name}: {recording.Channels.Count} channels, {seconds:g8} s");
        if (recording.Start is DateTime start)
        {
            Line($"starts {start:yyyy-MM-dd HH:mm:ss.fff}");
        }
        int width = Math.Max(7, recording.Names.Select(name => name.Length).DefaultIfEmpty(0).Max());
        Line(
            $"{"channel".PadRight(width)}  {"unit", -8} {"rate/Hz", 9} {"samples", 10} {"missing", 9} {"gain", 12} {"baseline", 9} {"bits", 5} {"minimum", 12} {"maximum", 12}"
        );
        foreach (Channel channel in recording.Channels)
        {
            (int missing, double low, double high) = Range(channel);
            Line(
                $"{channel.Name.PadRight(width)}  {channel.Unit, -8} {channel.Rate, 9:g6} {channel.Length, 10} {missing, 9} {channel.Gain, 12:g8} {channel.Baseline, 9} {channel.Resolution, 5} {low, 12:g6} {high, 12:g6}"
            );
        }
        foreach ((string extension, int marks) in annotations)
        {
            Line($"annotations {extension}: {marks} marks");
        }
        foreach (string comment in recording.Comments)
        {
            Line($"# {comment}");
        }
        return text.ToString();
    }

    private static JsonNode Json(Channel channel)
    {
        (int missing, double low, double high) = Range(channel);
        return new JsonObject
        {
            ["name"] = channel.Name,
            ["unit"] = channel.Unit,
            ["rate"] = channel.Rate,
            ["samples"] = channel.Length,
            ["missing"] = missing,
            ["gain"] = channel.Gain,
            ["baseline"] = channel.Baseline,
            ["resolution"] = channel.Resolution,
            ["minimum"] = missing < channel.Length ? low : null,
            ["maximum"] = missing < channel.Length ? high : null,
        };
    }

    private static (int Missing, double Low, double High) Range(Channel channel)
    {
        (int missing, double low, double high) = (0, double.PositiveInfinity, double.NegativeInfinity);
        foreach (double value in channel.Samples)
        {
            if (double.IsNaN(value))
            {
                missing++;
                continue;
            }
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }
        return missing == channel.Length ? (missing, double.NaN, double.NaN) : (missing, low, high);
    }

    /// <summary>Annotation files beside a WFDB record: those that read as such.</summary>
    private static IReadOnlyList<(string, int)> Annotations(string path)
    {
        var found = new List<(string, int)>();
        if (RecordingFile.WfdbRecord(path) is not string record)
        {
            return found;
        }
        string folder = Path.GetDirectoryName(Path.GetFullPath(record))!;
        foreach (
            string file in Directory
                .EnumerateFiles(folder, $"{Path.GetFileName(record)}.*")
                .Where(file =>
                    Path.GetFileNameWithoutExtension(file) == Path.GetFileName(record)
                    && !NoAnnotations.Contains(Path.GetExtension(file))
                )
                .Order(StringComparer.Ordinal)
        )
        {
            try
            {
                found.Add((Path.GetExtension(file)[1..], Wfdb.ReadAnnotations(file).Count));
            }
            catch (GspFormatException)
            {
                // A file of the record's name that is something else.
            }
        }
        return found;
    }
}
