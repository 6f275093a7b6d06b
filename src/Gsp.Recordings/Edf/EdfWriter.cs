using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Gsp.Recordings;

/// <summary>Writes EDF and EDF+C files of 16 bits; everything that can be refused is refused before the first byte.</summary>
internal sealed class EdfWriter
{
    private const string AnnotationLabel = "EDF Annotations";

    private readonly Recording recording;
    private readonly EdfBlocks blocks;
    private readonly EdfSignal[] signals;
    private readonly EdfAnnotationWriter? annotations;
    private readonly double? missing;
    private readonly byte[] header;
    private readonly List<string> notices = [];

    public EdfWriter(Recording recording, EdfWriteOptions options)
    {
        options.Validate();
        this.recording = recording;
        missing = options.MissingValue;
        Require.That(
            recording.Channels.Count > 0 && recording.Channels.All(channel => channel.Length > 0),
            $"recording '{recording.Name}' has no samples; an EDF file holds some of every channel",
            nameof(recording)
        );
        foreach (Channel channel in recording.Channels)
        {
            channel.Validate();
        }
        blocks = EdfBlocks.Of(recording);
        int fill = blocks.Fill(recording);
        Note(
            fill > 0,
            FormattableString.Invariant(
                $"the last data record is filled with up to {fill} samples a channel, which repeat its last value: EDF holds whole data records ({blocks.Duration} s)"
            )
        );
        (string Minimum, string Maximum)[] ranges =
        [
            .. recording.Channels.Select(channel => EdfScale.Of(channel, missing)),
        ];
        signals = [.. recording.Channels.Select((channel, c) => Signal(channel, ranges[c], blocks.Samples[c]))];
        RequireDifferentLabels();
        DateTime? second = recording.Start is DateTime start
            ? new DateTime(start.Ticks - (start.Ticks % TimeSpan.TicksPerSecond))
            : null;
        double zero = (recording.Start - second)?.TotalSeconds ?? 0;
        // What plain EDF has no place for.
        bool isPlus = recording.Annotations.Count > 0 || zero > 0 || second is not { Year: >= 1985 and <= 2084 };
        if (isPlus)
        {
            double rate = recording.Channels.Max(channel => channel.Rate);
            annotations = new EdfAnnotationWriter(recording.Annotations, rate, zero, blocks);
        }
        header = Header(ranges, second, options.Patient);
    }

    /// <summary>What a person may want to know.</summary>
    public IReadOnlyList<string> Notices => notices;

    /// <summary>Writes the file, data record by data record.</summary>
    public void Write(Stream stream)
    {
        stream.Write(header);
        int samples = blocks.Samples.Sum();
        var record = new byte[(2 * samples) + (annotations?.Size ?? 0)];
        for (int r = 0; r < blocks.Count; r++)
        {
            int at = 0;
            for (int c = 0; c < signals.Length; c++)
            {
                int count = blocks.Samples[c];
                Encode(c, (long)r * count, record.AsSpan(at, 2 * count));
                at += 2 * count;
            }
            annotations?.Fill(r, record.AsSpan(at));
            stream.Write(record);
        }
    }

    private void Encode(int c, long first, Span<byte> bytes)
    {
        EdfSignal signal = signals[c];
        double[] samples = recording.Channels[c].Samples;
        for (int t = 0; t < bytes.Length / 2; t++)
        {
            double value = samples[Math.Min(first + t, samples.Length - 1)];
            value = double.IsNaN(value) ? missing!.Value : value;
            double digital = Math.Round(signal.Digital(value));
            BinaryPrimitives.WriteInt16LittleEndian(
                bytes[(2 * t)..],
                (short)Math.Clamp(digital, signal.DigitalMinimum, signal.DigitalMaximum)
            );
        }
    }

    private EdfSignal Signal(Channel channel, (string Minimum, string Maximum) range, int samples) =>
        new(
            Shortened(channel.Name, 16, "name"),
            "",
            // The format's units are ASCII; its standard writes u for micro.
            Shortened(channel.Unit.Replace('\u00b5', 'u').Replace('\u03bc', 'u'), 8, "unit"),
            double.Parse(range.Minimum, CultureInfo.InvariantCulture),
            double.Parse(range.Maximum, CultureInfo.InvariantCulture),
            short.MinValue,
            short.MaxValue,
            "",
            samples
        );

    private string Shortened(string text, int width, string what)
    {
        Require.That(
            text.All(c => c is >= ' ' and <= '~'),
            $"{what} '{text}' cannot be written: the header of EDF is ASCII",
            nameof(text)
        );
        string written = text.Length > width ? text[..width].Trim() : text.Trim();
        Note(written != text, $"{what} '{text}' is written as '{written}': EDF holds {width} characters");
        return written;
    }

    private void RequireDifferentLabels()
    {
        for (int c = 0; c < signals.Length; c++)
        {
            string label = signals[c].Label;
            int other = Array.FindIndex(signals, signal => signal.Label == label);
            string name = recording.Channels[c].Name;
            Require.That(
                other == c || recording.Channels[other].Name == name,
                $"channels '{recording.Channels[other].Name}' and '{name}' would both be called '{label}' in the 16 characters of EDF; rename one",
                "recording"
            );
            Require.That(!signals[c].IsAnnotations, $"a channel cannot be called '{label}' in EDF", "recording");
        }
    }

    private byte[] Header((string Minimum, string Maximum)[] ranges, DateTime? start, string? patient)
    {
        bool isPlus = annotations is not null;
        int count = signals.Length + (isPlus ? 1 : 0);
        var text = new StringBuilder();
        Field("0", 8);
        Field(patient ?? Comment("patient") ?? "X X X X", 80);
        Field(isPlus ? PlusRecording(start) : Comment("recording") ?? "", 80);
        // An unknown start is the first moment that two digits of a year can mean, and X where EDF+ writes the date again.
        Field((start ?? new DateTime(1985, 1, 1)).ToString("dd.MM.yyHH.mm.ss", CultureInfo.InvariantCulture), 16);
        Field(Whole(256 * (1 + count)), 8);
        Field(isPlus ? "EDF+C" : "", 44);
        Field(Whole(blocks.Count), 8);
        Field(blocks.Duration.ToString(CultureInfo.InvariantCulture), 8);
        Field(Whole(count), 4);
        Fields(16, signal => signals[signal].Label, AnnotationLabel);
        Fields(80, _ => "", "");
        Fields(8, signal => signals[signal].Unit, "");
        Fields(8, signal => ranges[signal].Minimum, "-1");
        Fields(8, signal => ranges[signal].Maximum, "1");
        Fields(8, signal => Whole(signals[signal].DigitalMinimum), Whole(short.MinValue));
        Fields(8, signal => Whole(signals[signal].DigitalMaximum), Whole(short.MaxValue));
        Fields(80, _ => "", "");
        Fields(8, signal => Whole(signals[signal].SamplesPerRecord), Whole((annotations?.Size ?? 0) / 2));
        Fields(32, _ => "", "");
        return Encoding.ASCII.GetBytes(text.ToString());

        void Field(string value, int width)
        {
            Require.That(
                value.Length <= width && value.All(c => c is >= ' ' and <= '~'),
                $"'{value}' cannot be written: this field of an EDF header has {width} ASCII characters",
                "options"
            );
            text.Append(value.PadRight(width));
        }

        void Fields(int width, Func<int, string> value, string ofAnnotations)
        {
            for (int signal = 0; signal < signals.Length; signal++)
            {
                Field(value(signal), width);
            }
            if (isPlus)
            {
                Field(ofAnnotations, width);
            }
        }
    }

    // EDF+ begins the field with the date in words; investigation, investigator and equipment follow.
    private string PlusRecording(DateTime? start)
    {
        string[] words = (Comment("recording") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<string> codes = words is ["Startdate", _, ..] ? words.Skip(2) : ["X", "X", "X"];
        string date = start?.ToString("dd-MMM-yyyy", CultureInfo.InvariantCulture).ToUpperInvariant() ?? "X";
        return string.Join(' ', ["Startdate", date, .. codes]);
    }

    /// <summary>What the reader kept of the header as a comment.</summary>
    private string? Comment(string field) =>
        recording
            .Comments.FirstOrDefault(line => line.StartsWith(field + ": ", StringComparison.Ordinal))
            ?[(field.Length + 2)..];

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void Note(bool rule, string text)
    {
        if (rule)
        {
            notices.Add(text);
        }
    }
}
