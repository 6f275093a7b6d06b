namespace Gsp.Recordings;

/// <summary>Reads a record of one or several segments into a target that the caller makes.</summary>
internal sealed class RecordReader : IDisposable
{
    private readonly RecordFolder folder;
    private readonly string file;
    private readonly WfdbHeader header;
    private readonly WfdbReadOptions options;
    private readonly List<RecordPart> parts = [];
    private long from;
    private long to;
    private bool isPart;
    private readonly int[] chosen;

    /// <summary>Opens the record and settles what will be read.</summary>
    public RecordReader(RecordFolder folder, string name, WfdbReadOptions? options)
    {
        this.folder = folder;
        this.options = (options ?? new WfdbReadOptions()).Validate();
        file = name + ".hea";
        header = folder.Header(name);
        IReadOnlyList<WfdbSignal> signals = header.IsMultiSegment
            ? SegmentList.Signals(folder, file, header)
            : header.Signals;
        chosen = ChannelChoice.Places(header.Name, signals, this.options.Channels);
        if (header.IsMultiSegment)
        {
            (from, to) = Range(header.Segments.Sum(segment => segment.Length));
            parts = SegmentList.Parts(folder, file, header, signals, from, to);
        }
        else
        {
            RecordPart whole = new(file, header, 0, [.. Enumerable.Range(0, signals.Count)]);
            parts.Add(whole);
            Open(whole);
            try
            {
                (from, to) = Range(whole.Reader!.Length);
            }
            catch
            {
                Dispose();
                throw;
            }
        }
        Signals = [.. chosen.Select((place, channel) => Resolve(signals[place], place))];
    }

    /// <summary>The signals of the result, in the order asked for; one sample a frame where frames are averaged.</summary>
    public IReadOnlyList<WfdbSignal> Signals { get; }

    /// <summary>Samples of each signal of the result.</summary>
    /// <exception cref="GspFormatException">More than the options allow without a file that holds them.</exception>
    public long[] Lengths()
    {
        CheckSize();
        return [.. Signals.Select(signal => (to - from) * signal.SamplesPerFrame)];
    }

    /// <summary>First frame.</summary>
    public long From => from;

    /// <summary>The frame after the last.</summary>
    public long To => to;

    /// <summary>Whether all frames of an ordinary record are read, so that its checksums apply.</summary>
    private bool IsWhole => !header.IsMultiSegment && from == 0 && to == header.Length;

    /// <summary>The header of what is read.</summary>
    public WfdbHeader ResultHeader
    {
        get
        {
            WfdbHeader moved = HeaderRange.From(header, from);
            return moved with
            {
                Length = to - from,
                Segments = [],
                SignalCount = Signals.Count,
                Signals =
                    IsWhole && options.Frames == WfdbFrames.Expanded
                        ? Signals
                        : [.. Signals.Select(signal => signal with { Checksum = null })],
            };
        }
    }

    /// <summary>The marks of the annotation files asked for, on the frames that are read, by time.</summary>
    public IReadOnlyList<Annotation> Annotations()
    {
        var marks = new List<Annotation>();
        string record = file[..^4];
        foreach (string extension in options.Annotations)
        {
            WfdbAnnotations read = folder.Annotations($"{record}.{extension.TrimStart('.')}");
            foreach (Annotation mark in read.AtRate(header.FrameRate))
            {
                if (mark.Sample >= from && (mark.Sample < to || (options.To is null && !isPart)))
                {
                    marks.Add(mark with { Sample = mark.Sample - from });
                }
            }
        }
        return [.. marks.OrderBy(mark => mark.Sample)];
    }

    /// <summary>Goes on to another part of the range; an ordinary record's files stay open, so that parts in order are read forward.</summary>
    /// <param name="first">First frame, inside the range that was opened.</param>
    /// <param name="end">The frame after the last.</param>
    public void MoveTo(long first, long end) => (from, to, isPart) = (first, end, true);

    /// <summary>Reads the samples, one segment's files after the other: a record may have thousands.</summary>
    public void Read(SampleTarget target)
    {
        foreach (RecordPart part in parts)
        {
            if (part.Start >= to || (header.IsMultiSegment && part.Start + part.Header.Length <= from))
            {
                continue;
            }
            RecordPart open = part.Reader is null ? Open(part) : part;
            long first = Math.Max(from, part.Start);
            long end = Math.Min(to, part.Start + open.Reader!.Length);
            open.Reader.Read(first - part.Start, Math.Max(end, first) - part.Start, first - from, target);
            if (header.IsMultiSegment)
            {
                open.Dispose();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => parts.ForEach(part => part.Dispose());

    private RecordPart Open(RecordPart part)
    {
        part.Reader = new SegmentReader(folder, part.File, part.Header, ChannelsOf(part), options);
        return part;
    }

    // Which stored signal goes to which channel of the result. By reference: two signals may be described alike.
    private Dictionary<WfdbSignal, int> ChannelsOf(RecordPart part)
    {
        var channels = new Dictionary<WfdbSignal, int>(ReferenceEqualityComparer.Instance);
        for (int c = 0; c < chosen.Length; c++)
        {
            if (part.SignalAt(chosen[c]) is WfdbSignal signal)
            {
                channels[signal] = c;
            }
        }
        return channels;
    }

    private (long From, long To) Range(long length)
    {
        long end = options.To ?? length;
        Require.That(
            options.From <= length && end <= length && options.From <= end,
            FormattableString.Invariant(
                $"frames {options.From} to {end} were asked for; record '{header.Name}' has {length}"
            ),
            "options"
        );
        return (options.From, end);
    }

    // A segment's own storage goes before the layout's, which has none.
    private WfdbSignal Resolve(WfdbSignal signal, int place)
    {
        (WfdbSignal Signal, string File)[] stored = [.. Stored(place)];
        if (stored.Length > 0)
        {
            signal = stored[0].Signal with { Description = signal.Description };
            foreach ((WfdbSignal other, string segment) in stored)
            {
                RequireSame(signal, other, segment);
            }
        }
        return options.Frames == WfdbFrames.Smoothed ? signal with { SamplesPerFrame = 1 } : signal;
    }

    // A signal as each part stores it; parts with signals of format 0 store nothing.
    private IEnumerable<(WfdbSignal Signal, string File)> Stored(int place) =>
        from part in parts
        let signal = part.SignalAt(place)
        where signal is { Format: not 0 }
        select (signal, part.File);

    private void RequireSame(WfdbSignal signal, WfdbSignal stored, string segment)
    {
        if (options.Frames == WfdbFrames.Expanded && stored.SamplesPerFrame != signal.SamplesPerFrame)
        {
            throw new GspFormatException(
                folder.PathOf(segment),
                -1,
                "samples per frame",
                FormattableString.Invariant(
                    $"signal '{signal.Description}' has {stored.SamplesPerFrame} here and {signal.SamplesPerFrame} in an earlier segment; a channel has one rate (Frames = Smoothed reads it at the frame rate)"
                )
            );
        }
        if (stored.Unit != signal.Unit)
        {
            throw new GspFormatException(
                folder.PathOf(segment),
                -1,
                "units",
                $"signal '{signal.Description}' is in {stored.Unit} here and in {signal.Unit} in an earlier segment"
            );
        }
    }

    /// <summary>Digital values of one signal can be compared only where every segment has the same gain and baseline.</summary>
    public void RequireOneScale()
    {
        for (int c = 0; c < chosen.Length; c++)
        {
            WfdbSignal first = Signals[c];
            foreach ((WfdbSignal other, string segment) in Stored(chosen[c]))
            {
                if ((other.Gain, other.Baseline) != (first.Gain, first.Baseline))
                {
                    throw new GspFormatException(
                        folder.PathOf(segment),
                        -1,
                        "gain",
                        FormattableString.Invariant(
                            $"signal '{first.Description}' has gain {other.Gain}({other.Baseline}) here and {first.Gain}({first.Baseline}) in an earlier segment, so its digital values cannot be compared; read physical ones"
                        )
                    );
                }
            }
        }
    }

    // Plain files hold what they hold; what a header only declares is bounded here, before anything is allocated.
    private void CheckSize()
    {
        double frames = to - from;
        double total = Signals.Sum(signal => frames * signal.SamplesPerFrame);
        bool isBacked =
            !header.IsMultiSegment
            && Signals.All(signal => signal.Format != 0 && !WfdbFormat.IsCompressed(signal.Format));
        if (!isBacked && total > options.MaximumSamples)
        {
            throw new GspFormatException(
                folder.PathOf(file),
                -1,
                "number of samples",
                FormattableString.Invariant(
                    $"{total:g6} samples; at most {options.MaximumSamples} are read at once (MaximumSamples), or read a range"
                )
            );
        }
        Require.That(
            Signals.All(signal => frames * signal.SamplesPerFrame <= Array.MaxLength),
            FormattableString.Invariant(
                $"record '{header.Name}' has more samples in a channel than an array holds, {Array.MaxLength}; read ranges"
            ),
            "options"
        );
    }
}
