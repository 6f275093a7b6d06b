namespace Gsp.Recordings;

/// <summary>Reads signals of one ordinary record, alone or as a segment: opens its files and fits their lengths to the header's.</summary>
internal sealed class SegmentReader : IDisposable
{
    private readonly List<SignalFile> files = [];
    private readonly WfdbHeader header;
    private readonly string headerPath;
    private readonly WfdbReadOptions options;
    private readonly IReadOnlyDictionary<WfdbSignal, int> channels;

    /// <summary>Opens the files that hold the wanted signals.</summary>
    /// <param name="folder">Where the record lies.</param>
    /// <param name="name">The header's file name.</param>
    /// <param name="header">An ordinary header.</param>
    /// <param name="channels">The wanted signals of the header and their places in the result; the other signals' files are opened only where
    /// the header gives no length.</param>
    /// <param name="options">What to read.</param>
    public SegmentReader(
        RecordFolder folder,
        string name,
        WfdbHeader header,
        IReadOnlyDictionary<WfdbSignal, int> channels,
        WfdbReadOptions options
    )
    {
        this.header = header;
        this.options = options;
        this.channels = channels;
        headerPath = folder.PathOf(name);
        bool isDeclared = header.Length is > 0;
        try
        {
            foreach (var file in header.Signals.Where(signal => signal.Format != 0).GroupBy(signal => signal.FileName))
            {
                if (!isDeclared || file.Any(channels.ContainsKey))
                {
                    files.Add(new SignalFile(folder, name, [.. file]));
                }
            }
            Length = FitLength(isDeclared);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Number of frames: the header's, or what the files hold.</summary>
    public long Length { get; }

    /// <summary>Reads a range of frames.</summary>
    /// <param name="from">First frame.</param>
    /// <param name="to">The frame after the last, at most <see cref="Length"/>.</param>
    /// <param name="position">Its place in the result, in frames.</param>
    /// <param name="target">The result.</param>
    public void Read(long from, long to, long position, SampleTarget target)
    {
        bool isWhole = from == 0 && to == Length && Length == header.Length;
        foreach (SignalFile file in files)
        {
            SignalAssembler?[] wanted =
            [
                .. file.Signals.Select(signal =>
                    channels.TryGetValue(signal, out int channel)
                        ? new SignalAssembler(
                            signal,
                            channel,
                            from,
                            to,
                            position,
                            options.Frames == WfdbFrames.Smoothed,
                            target
                        )
                        : null
                ),
            ];
            if (to <= from || wanted.All(assembler => assembler is null))
            {
                continue;
            }
            // A skewed signal's frames lie behind the others'; beyond the record's end they are missing.
            long skew = wanted.Max(assembler => assembler?.Signal.Skew ?? 0);
            file.Read(from, Math.Min(Length, to + skew), wanted);
            if (isWhole && options.VerifyChecksums)
            {
                Array.ForEach(wanted, Verify);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => files.ForEach(file => file.Dispose());

    private long FitLength(bool isDeclared)
    {
        SignalFile? shortest = files.MinBy(file => file.Frames);
        long held = shortest?.Frames ?? header.Length ?? 0;
        if (!isDeclared || held >= header.Length)
        {
            return isDeclared ? header.Length!.Value : held;
        }
        return options.AllowTruncated
            ? held
            : throw new GspFormatException(
                shortest!.Path,
                -1,
                "samples",
                FormattableString.Invariant(
                    $"the file is truncated: it holds {held} whole frames, its header {headerPath} promises {header.Length} (AllowTruncated, or --damaged on the command line, reads what is there)"
                )
            );
    }

    private void Verify(SignalAssembler? assembler)
    {
        if (assembler?.Signal.Checksum is int checksum && (ushort)checksum != assembler.Checksum)
        {
            throw new GspFormatException(
                headerPath,
                -1,
                "checksum",
                FormattableString.Invariant(
                    $"signal '{assembler.Signal.Description}' adds up to {(short)assembler.Checksum}, the header says {(short)checksum}; the samples are damaged or the header is of another file (VerifyChecksums = false, or --damaged on the command line, reads them all the same)"
                )
            );
        }
    }
}
