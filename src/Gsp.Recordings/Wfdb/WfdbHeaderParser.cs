namespace Gsp.Recordings;

/// <summary>Reads the text of a header.</summary>
internal static class WfdbHeaderParser
{
    // Far beyond any disk, and sums of two fit 64 bits.
    private const long LongestRecord = long.MaxValue / 64;

    // Some editors put it before UTF-8 text.
    private static ReadOnlySpan<byte> ByteOrderMark => [0xef, 0xbb, 0xbf];

    /// <summary>Reads a header's bytes.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <exception cref="GspFormatException">The text is no WFDB header.</exception>
    public static WfdbHeader Parse(byte[] bytes, string path)
    {
        var comments = new List<string>();
        var signals = new List<WfdbSignal>();
        var segments = new List<WfdbSegment>();
        WfdbHeader? header = null;
        int segmentCount = 0;
        int first = bytes.AsSpan().StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        for (int start = first; start < bytes.Length; )
        {
            int length = bytes.AsSpan(start).IndexOf((byte)'\n');
            int end = length < 0 ? bytes.Length : start + length;
            var line = new HeaderCursor(bytes, start, end, path);
            start = end + 1;
            if (!line.Next())
            {
                continue;
            }
            if (line.Take('#'))
            {
                comments.Add(line.Rest());
            }
            else if (header is null)
            {
                (header, segmentCount) = RecordLine(line);
            }
            else if (segments.Count < segmentCount)
            {
                segments.Add(SegmentLine(line));
            }
            else if (segmentCount == 0 && signals.Count < header.SignalCount)
            {
                signals.Add(WfdbSignalLine.Parse(line, header.Name, signals.Count));
            }
            // Lines after the last that was promised mean nothing, as in the WFDB library.
        }
        if (header is null)
        {
            throw new GspFormatException(path, bytes.Length, "record line", "the header holds no record line");
        }
        header = header with { Signals = signals, Segments = segments, Comments = comments };
        Check(header, segmentCount, path, bytes.Length);
        return header;
    }

    // name[/segments] signals [rate[/counter rate[(base counter)]] [length [time [date]]]]
    private static (WfdbHeader Header, int Segments) RecordLine(HeaderCursor line)
    {
        string name = line.Word("/");
        if (name.Length == 0)
        {
            throw line.Error("record name", "the record has no name");
        }
        int segments = line.Take('/') ? (int)line.Integer("number of segments", 1, int.MaxValue) : 0;
        if (!line.Next())
        {
            throw line.Error("number of signals", "the line ends before it; is this a WFDB header?");
        }
        var header = new WfdbHeader
        {
            Name = name,
            SignalCount = (int)line.Integer("number of signals", 0, int.MaxValue),
        };
        if (line.Next())
        {
            header = Rates(header, line);
        }
        if (line.Next())
        {
            header = header with { Length = line.Integer("number of samples", 0, LongestRecord) };
        }
        // The manual's order is time, date; some records have it the other way round.
        while (line.Next())
        {
            string word = line.Peek();
            header =
                BaseDateTime.TryTime(word, out TimeOnly time) && header.BaseTime is null
                    ? header with
                    {
                        BaseTime = time,
                    }
                : BaseDateTime.TryDate(word, out DateOnly? date) && header.BaseDate is null
                    ? header with
                    {
                        BaseDate = date,
                    }
                : throw line.Error(
                    "time and date",
                    $"'{word}' is neither a time as 17:27:45.5 nor a date as 31/12/1999 (day, month, year)"
                );
            line.Word();
        }
        return (header, segments);
    }

    private static WfdbHeader Rates(WfdbHeader header, HeaderCursor line)
    {
        double frameRate = Rate(line, "sampling frequency", "/");
        double? counterRate = line.Take('/') ? Rate(line, "counter frequency", "(") : null;
        double baseCounter = 0;
        if (line.Take('('))
        {
            baseCounter = line.Real("base counter value", ")");
            line.Expect(')', "base counter value");
        }
        return header with { FrameRate = frameRate, CounterRate = counterRate, BaseCounter = baseCounter };
    }

    private static double Rate(HeaderCursor line, string field, string stops)
    {
        int at = line.Position;
        double rate = line.Real(field, stops);
        return rate > 0
            ? rate
            : throw line.ErrorAt(at, field, FormattableString.Invariant($"{rate} Hz; must be greater than zero"));
    }

    private static WfdbSegment SegmentLine(HeaderCursor line)
    {
        string name = line.Word();
        return line.Next()
            ? new WfdbSegment(name, line.Integer("segment length", 0, LongestRecord))
            : throw line.Error("segment length", $"segment '{name}' has no length");
    }

    private static void Check(WfdbHeader header, int segmentCount, string path, int end)
    {
        if (segmentCount > 0)
        {
            if (header.Segments.Count < segmentCount)
            {
                throw new GspFormatException(
                    path,
                    end,
                    "segment lines",
                    FormattableString.Invariant(
                        $"the record line promises {segmentCount} segments, but only {header.Segments.Count} are listed"
                    )
                );
            }
            long sum = 0;
            foreach (WfdbSegment segment in header.Segments)
            {
                // Each length is at most 2^57, so a sum of two never overflows.
                sum += segment.Length;
                if (sum > LongestRecord)
                {
                    throw new GspFormatException(path, -1, "segment lengths", "together they are beyond all measure");
                }
            }
            if (header.Length is > 0 && header.Length != sum)
            {
                throw new GspFormatException(
                    path,
                    -1,
                    "number of samples",
                    FormattableString.Invariant($"the record has {header.Length}, its segments together {sum}")
                );
            }
        }
        else if (header.Signals.Count < header.SignalCount)
        {
            throw new GspFormatException(
                path,
                end,
                "signal lines",
                FormattableString.Invariant(
                    $"the record line promises {header.SignalCount} signals, but only {header.Signals.Count} are described"
                )
            );
        }
    }
}
