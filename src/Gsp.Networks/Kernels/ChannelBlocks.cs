using System.Numerics;

namespace Gsp.Networks;

/// <summary>The values of one channel of [batch, channel, time], cut into blocks that stay in the nearest cache.</summary>
/// <remarks>A block is a part of a long row, or several short rows that are gathered into one. The cut depends on the shape alone, so sums by blocks
/// have the same bits for any number of threads.</remarks>
internal readonly unsafe struct ChannelBlocks<T>(int batch, int channels, int times, int channel)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The most elements of a block.</summary>
    public const int Capacity = 1024;

    private readonly int together = times >= Capacity / 8 ? 1 : Math.Max(1, Capacity / Math.Max(1, times));
    private readonly int pieces = Math.Max(1, (times + Capacity - 1) / Capacity);

    /// <summary>Number of blocks.</summary>
    public int Count => times == 0 ? 0 : (batch + together - 1) / together * pieces;

    /// <summary>Elements of a block.</summary>
    public int Length(int block) => Samples(block) * Piece(block);

    /// <summary>The elements of a block: where they are when they lie together, else a copy in the scratch.</summary>
    public T* Read(T* data, int block, T* scratch)
    {
        int samples = Samples(block);
        T* from = data + Start(block);
        if (samples == 1)
        {
            return from;
        }
        for (int i = 0; i < samples; i++)
        {
            new ReadOnlySpan<T>(from + (i * Stride), times).CopyTo(new Span<T>(scratch + (i * times), times));
        }
        return scratch;
    }

    /// <summary>Where to compute a block of a result: in its place when its elements lie together, else in the scratch, for <see cref="Write"/>.</summary>
    public T* Place(T* data, int block, T* scratch) => Samples(block) == 1 ? data + Start(block) : scratch;

    /// <summary>Brings a block that was computed in the scratch to its place.</summary>
    public void Write(T* block, T* data, int index)
    {
        T* to = data + Start(index);
        if (block == to)
        {
            return;
        }
        int samples = Samples(index);
        int length = Piece(index);
        for (int i = 0; i < samples; i++)
        {
            new ReadOnlySpan<T>(block + (i * length), length).CopyTo(new Span<T>(to + (i * Stride), length));
        }
    }

    private nint Stride => (nint)channels * times;

    private int Samples(int block) => Math.Min(together, batch - (block / pieces * together));

    private int Piece(int block) => Math.Min(Capacity, times - (block % pieces * Capacity));

    private nint Start(int block) =>
        (block / pieces * together * Stride) + ((nint)channel * times) + (block % pieces * Capacity);
}
