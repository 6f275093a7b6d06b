namespace Gsp.Recordings;

/// <summary>Reads the data records of an EDF file: each holds some samples of every signal, and in EDF+ lists of annotations.</summary>
internal sealed class EdfReader(byte[] bytes, EdfReadOptions options, string path)
{
    private readonly List<EdfAnnotation> annotations = [];
    private readonly List<string> notices = [];

    public EdfContents Read()
    {
        EdfHeader header = new EdfHeaderReader(bytes, options.AcceptOddDate, path).Read();
        int records = CountRecords(header);
        bool[] wanted = Wanted(header);
        EdfTimes times = ReadTimes(header, records);
        var channels = new List<Channel>();
        long missing = 0;
        int place = 0;
        for (int k = 0; k < header.Signals.Count; k++)
        {
            EdfSignal signal = header.Signals[k];
            if (wanted[k])
            {
                EdfHeaderReader.RequireScale(header, k, path);
                channels.Add(ReadSignal(header, signal, place, times, ref missing));
            }
            place += signal.SamplesPerRecord * header.SampleSize;
        }
        // Onsets count from the start that the header states; samples begin with the first record.
        double zero = times.First;
        EdfAnnotation[] shifted =
        [
            .. annotations
                .Select(annotation => annotation with { Onset = annotation.Onset - zero })
                .OrderBy(annotation => annotation.Onset),
        ];
        return new EdfContents
        {
            Header = header,
            Recording = ToRecording(header, channels, shifted, zero),
            Annotations = shifted,
            Notices = notices,
        };
    }

    private Recording ToRecording(EdfHeader header, List<Channel> channels, EdfAnnotation[] marks, double zero)
    {
        double rate = channels.Count > 0 ? channels.Max(channel => channel.Rate) : 1;
        return new Recording
        {
            Name = Path.GetFileNameWithoutExtension(path),
            Channels = channels,
            // The first record may begin a part of a second after the time that the header states.
            Start =
                header.Start is DateTime { Year: > 1 and < 9999 } start && Math.Abs(zero) < 1e6
                    ? start.AddSeconds(zero)
                    : header.Start,
            Comments =
            [
                .. new[] { ("patient", header.Patient), ("recording", header.RecordingId) }
                    .Where(line => line.Item2.Length > 0)
                    .Select(line => $"{line.Item1}: {line.Item2}"),
            ],
            Annotations =
            [
                .. marks.Select(mark => new Annotation(
                    long.CreateSaturating(Math.Round(mark.Onset * rate)),
                    "\"",
                    Text: mark.Text,
                    Duration: mark.Duration ?? 0
                )),
            ],
        };
    }

    private int CountRecords(EdfHeader header)
    {
        long there = bytes.Length - header.Size;
        long whole = there / header.RecordSize;
        long rest = there - (whole * header.RecordSize);
        if (header.Records < 0)
        {
            // The writer was stopped: what is there is all there is.
            Note(rest > 0, $"the last {rest} bytes are no whole data record and are not read");
            return (int)whole;
        }
        if (whole < header.Records)
        {
            string reason = FormattableString.Invariant(
                $"{header.Records} data records of {header.RecordSize} bytes are promised; {whole} whole ones are there"
            );
            Note(true, reason);
            return options.AcceptTruncated
                ? (int)whole
                : throw new GspFormatException(path, bytes.Length, "data records", $"{reason} (truncated?)");
        }
        long extra = there - (header.Records * header.RecordSize);
        Note(extra > 0, FormattableString.Invariant($"{extra} bytes follow the last data record and are not read"));
        return (int)header.Records;
    }

    private void Note(bool rule, string text)
    {
        if (rule)
        {
            notices.Add(text);
        }
    }

    private bool[] Wanted(EdfHeader header)
    {
        if (options.Channels?.FirstOrDefault(name => header.Signals.All(s => s.Label != name)) is string absent)
        {
            throw new GspFormatException(
                path,
                256,
                "labels",
                $"there is no signal '{absent}'; the file has {string.Join(", ", header.Signals.Take(40).Select(s => s.Label))}"
            );
        }
        return [.. header.Signals.Select(s => !s.IsAnnotations && (options.Channels?.Contains(s.Label) ?? true))];
    }

    /// <summary>When each record begins, and all annotations on the way.</summary>
    private EdfTimes ReadTimes(EdfHeader header, int records)
    {
        bool gaps = header.Kind is EdfKind.EdfPlusDiscontinuous or EdfKind.BdfPlusDiscontinuous;
        var times = new EdfTimes(records, header.RecordDuration, gaps);
        for (int record = 0; header.IsPlus && record < records; record++)
        {
            double? begin = ReadAnnotations(header, record);
            if (times.Set(record, begin) is string reason)
            {
                long offset = header.Size + (record * header.RecordSize);
                throw new GspFormatException(path, offset, "annotations", reason);
            }
        }
        return times;
    }

    private double? ReadAnnotations(EdfHeader header, int record)
    {
        long offset = header.Size + (record * header.RecordSize);
        double? begin = null;
        bool first = true;
        foreach (EdfSignal signal in header.Signals)
        {
            int size = signal.SamplesPerRecord * header.SampleSize;
            if (signal.IsAnnotations)
            {
                double? found = EdfAnnotationLists.Read(bytes.AsSpan((int)offset, size), offset, path, annotations);
                if (annotations.Count > options.MaximumAnnotations)
                {
                    throw new GspFormatException(
                        path,
                        offset,
                        "annotations",
                        $"there are more than the {options.MaximumAnnotations} that may be read"
                    );
                }
                begin = first ? found : begin;
                first = false;
            }
            offset += size;
        }
        return begin;
    }

    private Channel ReadSignal(EdfHeader header, EdfSignal signal, int place, EdfTimes times, ref long missing)
    {
        int block = signal.SamplesPerRecord;
        double rate = block / header.RecordDuration;
        long present = (long)times.Count * block;
        // Rounding of times can make blocks touch a sample early; they then follow each other.
        double length = times.Count > 0 ? Math.Max(times.Sample(times.Count - 1, rate) + block, present) : 0;
        double gaps = length - present;
        if (gaps > options.MaximumMissingSamples - missing || length > Array.MaxLength)
        {
            throw new GspFormatException(
                path,
                header.Size,
                "gaps",
                FormattableString.Invariant(
                    $"'{signal.Label}' would need {gaps} missing samples between its records; at most {options.MaximumMissingSamples} are allowed in all"
                )
            );
        }
        missing += (long)gaps;
        var samples = new double[(int)length];
        if (gaps > 0)
        {
            Array.Fill(samples, double.NaN);
        }
        long at = 0;
        for (int record = 0; record < times.Count; record++)
        {
            long latest = samples.Length - ((long)(times.Count - record) * block);
            at = Math.Min(Math.Max(at, (long)times.Sample(record, rate)), latest);
            long offset = header.Size + (record * header.RecordSize) + place;
            Convert(
                bytes.AsSpan((int)offset, block * header.SampleSize),
                signal,
                header.SampleSize,
                samples.AsSpan((int)at, block)
            );
            at += block;
        }
        return new Channel
        {
            Name = signal.Label,
            Unit = signal.Unit,
            Rate = rate,
            Samples = samples,
            Gain = signal.Gain,
            Baseline = int.CreateSaturating(Math.Round(signal.DigitalMinimum - (signal.PhysicalMinimum * signal.Gain))),
            Resolution = 8 * header.SampleSize,
        };
    }

    /// <summary>Little-endian numbers of 16 or 24 bits in two's complement, scaled to the physical unit.</summary>
    private static void Convert(ReadOnlySpan<byte> raw, EdfSignal signal, int size, Span<double> samples)
    {
        for (int t = 0; t < samples.Length; t++)
        {
            int digital =
                size == 2
                    ? (short)(raw[2 * t] | (raw[(2 * t) + 1] << 8))
                    : raw[3 * t] | (raw[(3 * t) + 1] << 8) | ((sbyte)raw[(3 * t) + 2] << 16);
            samples[t] = signal.Physical(digital);
        }
    }
}
