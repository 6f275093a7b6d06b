using System.Text;

namespace Gsp.Random;

/// <summary>A stream of random numbers that is a value of its seed and its name alone.</summary>
/// <remarks>
/// Streams are split by name or index, never shared: <c>stream.Split("noise").Split(3)</c> is the same stream on every machine and for
/// every thread count, and drawing from one stream never moves another. Built on <see cref="Philox"/>: the key and the upper half of
/// the counter name the stream, the lower half counts its blocks (2^64 blocks of two 64-bit words).
/// Every draw takes a fixed number of words unless its method says otherwise. Not thread-safe: give each thread a split.
/// </remarks>
public sealed partial class RandomStream
{
    private readonly ulong key;
    private readonly ulong id;
    private ulong position;
    private ulong cachedBlock;
    private ulong cachedEven;
    private ulong cachedOdd;
    private bool cached;

    private RandomStream(ulong key, ulong id, ulong position) =>
        (this.key, this.id, this.position) = (key, id, position);

    /// <summary>The root stream of a seed.</summary>
    /// <param name="seed">Any 64-bit number; every one is as good as another.</param>
    public RandomStream(ulong seed)
        : this(seed, 0, 0) { }

    /// <summary>The number of 64-bit words drawn so far; set it to jump.</summary>
    public ulong Position
    {
        get => position;
        set => position = value;
    }

    /// <summary>A new stream, independent of this one and of every other name.</summary>
    /// <param name="name">What the numbers are for, for instance <c>noise</c>.</param>
    /// <returns>The stream at its start; it depends on this stream's identity, not on its position.</returns>
    public RandomStream Split(string name)
    {
        ulong hash = 14695981039346656037; // FNV-1a, 64 bits: stable across machines, unlike string.GetHashCode
        foreach (byte b in Encoding.UTF8.GetBytes(name))
        {
            hash = unchecked((hash ^ b) * 1099511628211);
        }
        return Child(hash, 1);
    }

    /// <summary>A new stream, independent of this one and of every other index.</summary>
    /// <param name="index">For instance the number of a record, draw or thread-independent block.</param>
    /// <returns>The stream at its start.</returns>
    public RandomStream Split(long index) => Child(unchecked((ulong)index), 2);

    /// <summary>The next 64 random bits. One word.</summary>
    /// <returns>A uniform 64-bit number.</returns>
    public ulong NextUInt64()
    {
        ulong block = position >> 1;
        if (!cached || block != cachedBlock)
        {
            (cachedEven, cachedOdd) = Block(block);
            cachedBlock = block;
            cached = true;
        }
        return (position++ & 1) == 0 ? cachedEven : cachedOdd;
    }

    /// <summary>Fills a buffer with random bits: the same words as repeated <see cref="NextUInt64"/>. One word each.</summary>
    /// <param name="words">Receives the words.</param>
    public void FillUInt64(Span<ulong> words)
    {
        int i = 0;
        if (words.Length > 0 && (position & 1) == 1)
        {
            words[i++] = NextUInt64();
        }
        for (; i + 1 < words.Length; i += 2, position += 2)
        {
            (words[i], words[i + 1]) = Block(position >> 1);
        }
        if (i < words.Length)
        {
            words[i] = NextUInt64();
        }
    }

    /// <summary>Saves identity and position.</summary>
    /// <param name="snapshot">Receives the state.</param>
    /// <param name="name">The prefix of the entries.</param>
    public void Save(Snapshot snapshot, string name) =>
        snapshot.PutBits($"{name}.key", key).PutBits($"{name}.id", id).PutBits($"{name}.position", position);

    /// <summary>The stream that was saved, at the position it had.</summary>
    /// <param name="snapshot">A snapshot with the state.</param>
    /// <param name="name">The prefix of the entries.</param>
    /// <returns>The stream.</returns>
    public static RandomStream Restore(Snapshot snapshot, string name) =>
        new(snapshot.GetBits($"{name}.key"), snapshot.GetBits($"{name}.id"), snapshot.GetBits($"{name}.position"));

    private (ulong Even, ulong Odd) Block(ulong block)
    {
        (uint a, uint b, uint c, uint d) = Philox.Block(
            (uint)block,
            (uint)(block >> 32),
            (uint)id,
            (uint)(id >> 32),
            (uint)key,
            (uint)(key >> 32)
        );
        return (a | ((ulong)b << 32), c | ((ulong)d << 32));
    }

    /// <summary>Two chained blocks: the first absorbs this stream's identity, the second the child's label and kind of label.</summary>
    private RandomStream Child(ulong label, uint kind)
    {
        (uint a, uint b, _, _) = Philox.Block(
            (uint)id,
            (uint)(id >> 32),
            kind,
            0x53504C54,
            (uint)key,
            (uint)(key >> 32)
        );
        (uint c, uint d, uint e, uint f) = Philox.Block((uint)label, (uint)(label >> 32), kind, 0x4348494C, a, b);
        return new RandomStream(c | ((ulong)d << 32), e | ((ulong)f << 32), 0);
    }
}
