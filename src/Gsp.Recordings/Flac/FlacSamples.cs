namespace Gsp.Recordings;

/// <summary>Collects decoded blocks and bounds what they may cost.</summary>
/// <remarks>A stream's promised length is not trusted: where its bytes could not hold it without prediction, samples are kept in pieces as they
/// really come, and joined at the end, which takes 8 bytes a sample at most.</remarks>
internal sealed class FlacSamples
{
    private const int LargestPiece = 1 << 18;

    private readonly FlacStreamInfo info;
    private readonly string path;
    private readonly long maximum;
    private readonly List<int[][]> pieces = [];
    private int room;

    public FlacSamples(FlacStreamInfo info, int bytes, string path, long maximumSamples)
    {
        this.info = info;
        this.path = path;
        maximum = Math.Min(maximumSamples / info.Channels, Array.MaxLength);
        if (info.Length > maximum)
        {
            throw TooMany(info.FirstFrame, info.Length);
        }
        if (info.Length <= bytes / info.Channels)
        {
            AddPiece((int)info.Length);
        }
    }

    /// <summary>Samples of each channel so far.</summary>
    public int Length { get; private set; }

    /// <summary>Checks that a block may follow.</summary>
    /// <param name="offset">Where the block's frame begins.</param>
    /// <param name="size">Samples of each channel.</param>
    public void RequireRoom(int offset, int size)
    {
        if (Length + (long)size > maximum)
        {
            throw TooMany(offset, Length + (long)size);
        }
    }

    /// <summary>Appends a block.</summary>
    /// <param name="block">The channels one after another.</param>
    /// <param name="size">Samples of each channel.</param>
    public void Add(ReadOnlySpan<long> block, int size)
    {
        for (int done = 0; done < size; )
        {
            if (room == 0)
            {
                AddPiece(Math.Clamp(Length / 8, size, Math.Max(size, LargestPiece)));
            }
            int part = Math.Min(room, size - done);
            for (int c = 0; c < info.Channels; c++)
            {
                int[] piece = pieces[^1][c];
                Span<int> target = piece.AsSpan(piece.Length - room, part);
                ReadOnlySpan<long> source = block.Slice((c * size) + done, part);
                for (int t = 0; t < part; t++)
                {
                    target[t] = (int)source[t];
                }
            }
            room -= part;
            done += part;
        }
        Length += size;
    }

    /// <summary>What was collected.</summary>
    public FlacAudio ToAudio()
    {
        return new FlacAudio
        {
            Channels = info.Channels,
            BitsPerSample = info.BitsPerSample,
            Rate = info.Rate,
            Length = Length,
            Samples = [.. Enumerable.Range(0, info.Channels).Select(Joined)],
        };
    }

    private int[] Joined(int channel)
    {
        if (pieces.Count == 1 && pieces[0][channel].Length == Length)
        {
            return pieces[0][channel];
        }
        var joined = new int[Length];
        int at = 0;
        foreach (int[][] piece in pieces)
        {
            int count = Math.Min(piece[channel].Length, Length - at);
            piece[channel].AsSpan(0, count).CopyTo(joined.AsSpan(at));
            at += count;
        }
        return joined;
    }

    private void AddPiece(int size)
    {
        pieces.Add([.. Enumerable.Range(0, info.Channels).Select(_ => new int[size])]);
        room = size;
    }

    private GspFormatException TooMany(long offset, long length) =>
        new(
            path,
            offset,
            "FLAC length",
            $"{info.Channels} channels of {length} samples exceed the {maximum} a channel that may be decoded"
        );
}
