namespace Gsp.Recordings;

/// <summary>Collects decoded blocks and bounds what they may cost.</summary>
/// <remarks>A stream's promised length is not trusted: where its bytes could not hold it without prediction, the arrays grow as samples
/// really come.</remarks>
internal sealed class FlacSamples
{
    private readonly FlacStreamInfo info;
    private readonly string path;
    private readonly long maximum;
    private readonly int[][] samples;

    public FlacSamples(FlacStreamInfo info, int bytes, string path, long maximumSamples)
    {
        this.info = info;
        this.path = path;
        maximum = Math.Min(maximumSamples / info.Channels, Array.MaxLength);
        if (info.Length > maximum)
        {
            throw TooMany(info.FirstFrame, info.Length);
        }
        long capacity = Math.Min(info.Length, bytes / info.Channels);
        samples = [.. Enumerable.Range(0, info.Channels).Select(_ => new int[capacity])];
    }

    /// <summary>Samples of each channel so far.</summary>
    public int Length { get; private set; }

    /// <summary>Checks that a block may follow, before it is decoded.</summary>
    /// <param name="offset">Where the block's frame begins.</param>
    /// <param name="size">Samples of each channel.</param>
    public void RequireRoom(int offset, int size)
    {
        if (Length + (long)size > maximum)
        {
            throw TooMany(offset, Length + (long)size);
        }
        if (info.Length > 0 && Length + (long)size > info.Length)
        {
            throw new GspFormatException(
                path,
                offset,
                "FLAC length",
                $"a frame holds samples beyond the {info.Length} that the stream promises"
            );
        }
    }

    /// <summary>Appends a block.</summary>
    /// <param name="block">The channels one after another.</param>
    /// <param name="size">Samples of each channel.</param>
    public void Add(ReadOnlySpan<long> block, int size)
    {
        for (int c = 0; c < samples.Length; c++)
        {
            if (samples[c].Length < Length + size)
            {
                long most = info.Length > 0 ? info.Length : maximum;
                Array.Resize(
                    ref samples[c],
                    (int)Math.Min(most, Math.Max(2L * samples[c].Length, Length + (long)size))
                );
            }
            Span<int> target = samples[c].AsSpan(Length, size);
            ReadOnlySpan<long> source = block.Slice(c * size, size);
            for (int t = 0; t < size; t++)
            {
                target[t] = (int)source[t];
            }
        }
        Length += size;
    }

    /// <summary>What was collected.</summary>
    public FlacAudio ToAudio()
    {
        for (int c = 0; c < samples.Length; c++)
        {
            Array.Resize(ref samples[c], Length);
        }
        return new FlacAudio
        {
            Channels = info.Channels,
            BitsPerSample = info.BitsPerSample,
            Rate = info.Rate,
            Length = Length,
            Samples = samples,
        };
    }

    private GspFormatException TooMany(long offset, long length) =>
        new(
            path,
            offset,
            "FLAC length",
            $"{info.Channels} channels of {length} samples exceed the {maximum} a channel that may be decoded"
        );
}
