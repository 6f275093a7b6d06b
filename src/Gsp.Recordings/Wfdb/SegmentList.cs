namespace Gsp.Recordings;

/// <summary>The segments of a record of several: which signals they have together, and where each lies.</summary>
/// <remarks>A fixed layout has the same signals in every segment, by place; a variable one names all signals in its first segment, the layout,
/// and each other segment has some of them, by description.</remarks>
internal static class SegmentList
{
    /// <summary>The signals of the whole record.</summary>
    public static IReadOnlyList<WfdbSignal> Signals(RecordFolder folder, string file, WfdbHeader header)
    {
        WfdbSegment? first = header.HasLayout ? header.Segments[0] : header.Segments.FirstOrDefault(s => !s.IsNull);
        IReadOnlyList<WfdbSignal> signals = first is null ? [] : Header(folder, file, header, first).Signals;
        return signals.Count == header.SignalCount
            ? signals
            : throw new GspFormatException(
                folder.PathOf(file),
                -1,
                "number of signals",
                FormattableString.Invariant(
                    $"the record line says {header.SignalCount}, {(first is null ? "no segment has any" : $"segment '{first.Name}' has {signals.Count}")}"
                )
            );
    }

    /// <summary>The segments with samples in a range of frames.</summary>
    public static List<RecordPart> Parts(
        RecordFolder folder,
        string file,
        WfdbHeader header,
        IReadOnlyList<WfdbSignal> signals,
        long from,
        long to
    )
    {
        var parts = new List<RecordPart>();
        // A segment may appear more than once.
        var headers = new Dictionary<string, WfdbHeader>(StringComparer.Ordinal);
        long start = 0;
        foreach (WfdbSegment segment in header.Segments)
        {
            if (!segment.IsNull && segment.Length > 0 && start < to && start + segment.Length > from)
            {
                if (!headers.TryGetValue(segment.Name, out WfdbHeader? own))
                {
                    headers[segment.Name] = own = Header(folder, file, header, segment);
                }
                int[] places = header.HasLayout
                    ? ByDescription(own.Signals, signals)
                    : ByPlace(folder, segment, own.Signals, signals);
                parts.Add(new RecordPart(segment.Name + ".hea", own, start, places));
            }
            start += segment.Length;
        }
        return parts;
    }

    private static WfdbHeader Header(RecordFolder folder, string file, WfdbHeader record, WfdbSegment segment)
    {
        WfdbHeader own = folder.SegmentHeader(segment.Name, file);
        string path = folder.PathOf(segment.Name + ".hea");
        if (own.IsMultiSegment)
        {
            throw new GspFormatException(path, -1, "segments", "a segment cannot itself have segments");
        }
        if (Math.Abs(own.FrameRate - record.FrameRate) > 1e-6 * record.FrameRate)
        {
            throw new GspFormatException(
                path,
                -1,
                "sampling frequency",
                FormattableString.Invariant(
                    $"mixed rates: the segment has {own.FrameRate} Hz, its record {record.FrameRate} Hz"
                )
            );
        }
        if (segment.Length > 0 && own.Length is > 0 && own.Length != segment.Length)
        {
            throw new GspFormatException(
                path,
                -1,
                "number of samples",
                FormattableString.Invariant(
                    $"the segment has {own.Length}, {folder.PathOf(file)} gives it {segment.Length}"
                )
            );
        }
        return segment.Length > 0 ? own with { Length = segment.Length } : own;
    }

    private static int[] ByPlace(
        RecordFolder folder,
        WfdbSegment segment,
        IReadOnlyList<WfdbSignal> own,
        IReadOnlyList<WfdbSignal> signals
    ) =>
        own.Count == signals.Count
            ? [.. Enumerable.Range(0, own.Count)]
            : throw new GspFormatException(
                folder.PathOf(segment.Name + ".hea"),
                -1,
                "number of signals",
                FormattableString.Invariant(
                    $"the segment has {own.Count}, the record {signals.Count}, and no layout says which"
                )
            );

    private static int[] ByDescription(IReadOnlyList<WfdbSignal> own, IReadOnlyList<WfdbSignal> signals)
    {
        // The n-th signal of a description is the layout's n-th of it; one that the layout does not name is left out.
        Dictionary<string, Queue<int>> free = Enumerable
            .Range(0, signals.Count)
            .GroupBy(place => signals[place].Description, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => new Queue<int>(group), StringComparer.Ordinal);
        return
        [
            .. own.Select(signal =>
                free.TryGetValue(signal.Description, out Queue<int>? places) && places.TryDequeue(out int place)
                    ? place
                    : -1
            ),
        ];
    }
}
