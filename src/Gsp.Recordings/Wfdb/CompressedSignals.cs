namespace Gsp.Recordings;

/// <summary>Formats 508, 516 and 524: a FLAC stream of 8, 16 or 24 bits, one of its channels a signal. Read forward, one block of it at a time
/// unpacked; the compressed bytes are held.</summary>
internal sealed class CompressedSignals : IDisposable
{
    private readonly FlacBlocks blocks;
    private readonly int perFrame;

    /// <summary>Opens a stream.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="path">Its path.</param>
    /// <param name="signals">The signals in it: as many as channels, all with the same samples a frame.</param>
    public CompressedSignals(Stream stream, string path, IReadOnlyList<WfdbSignal> signals)
    {
        WfdbSignal first = signals[0];
        perFrame = first.SamplesPerFrame;
        if (signals.Any(signal => signal.SamplesPerFrame != perFrame))
        {
            throw new GspFormatException(
                path,
                -1,
                "samples per frame",
                "a FLAC file's signals must all have the same; their channels share one rate"
            );
        }
        long length = stream.Length - first.ByteOffset;
        if (length < 0 || length > Array.MaxLength)
        {
            throw new GspFormatException(
                path,
                stream.Length,
                "size",
                FormattableString.Invariant($"{stream.Length} bytes, the samples are to start at {first.ByteOffset}")
            );
        }
        var bytes = new byte[length];
        stream.Position = first.ByteOffset;
        stream.ReadExactly(bytes);
        blocks = new FlacBlocks(bytes, path);
        if (blocks.Info.Channels != signals.Count)
        {
            throw new GspFormatException(
                path,
                -1,
                "channels",
                FormattableString.Invariant(
                    $"the FLAC stream has {blocks.Info.Channels}, the header puts {signals.Count} signals into it"
                )
            );
        }
        if (blocks.Info.BitsPerSample > WfdbFormat.Bits(first.Format))
        {
            throw new GspFormatException(
                path,
                -1,
                "bits per sample",
                FormattableString.Invariant(
                    $"the FLAC stream has {blocks.Info.BitsPerSample}, format {first.Format} fewer"
                )
            );
        }
        Frames = (blocks.Info.Length > 0 ? blocks.Info.Length : Count()) / perFrame;
    }

    /// <summary>Number of whole frames: what the stream promises, or what it holds where it promises nothing.</summary>
    public long Frames { get; }

    /// <summary>Reads frames; those after the ones read last without unpacking any twice.</summary>
    /// <param name="from">The first frame.</param>
    /// <param name="to">The frame after the last; at most <see cref="Frames"/>.</param>
    /// <param name="wanted">Takes each signal's samples; null where a signal is not wanted.</param>
    public void Read(long from, long to, SignalAssembler?[] wanted)
    {
        (long first, long end) = (from * perFrame, to * perFrame);
        if (first < blocks.First)
        {
            blocks.Restart();
        }
        // Samples gather until they are whole frames: a block of the stream may end inside one.
        int room = checked((int)Math.Min(end - first, Math.Max(1, (1 << 16) / perFrame) * (long)perFrame));
        var gathered = new int[wanted.Length][];
        for (int s = 0; s < wanted.Length; s++)
        {
            gathered[s] = wanted[s] is null ? [] : new int[room];
        }
        int filled = 0;
        for (long at = first; at < end; )
        {
            if (at >= blocks.First + blocks.Size)
            {
                // The promise of samples is checked at the stream's end, so that there is a block, or an error.
                blocks.Next();
                continue;
            }
            int skip = (int)(at - blocks.First);
            int count = (int)Math.Min(Math.Min(blocks.Size - skip, end - at), room - filled);
            for (int s = 0; s < wanted.Length; s++)
            {
                if (wanted[s] is not null)
                {
                    ReadOnlySpan<long> channel = blocks.Channel(s).Slice(skip, count);
                    Span<int> own = gathered[s].AsSpan(filled, count);
                    for (int t = 0; t < count; t++)
                    {
                        own[t] = (int)channel[t];
                    }
                }
            }
            (filled, at) = (filled + count, at + count);
            if (filled == room || at == end)
            {
                for (int s = 0; s < wanted.Length; s++)
                {
                    wanted[s]?.Accept((at - filled) / perFrame, gathered[s].AsSpan(0, filled));
                }
                filled = 0;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => blocks.Dispose();

    private long Count()
    {
        long count = 0;
        while (blocks.Next())
        {
            count += blocks.Size;
        }
        blocks.Restart();
        return count;
    }
}
