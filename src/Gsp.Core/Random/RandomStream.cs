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
    public ulong NextUInt64() => Word(position++);

    /// <summary>A uniform number in [0, 1), a multiple of 2^-53. One word.</summary>
    /// <returns>The number.</returns>
    public double NextUniform() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A uniform number in the open interval (0, 1): an odd multiple of 2^-54, so that a logarithm of it is finite. One word.</summary>
    /// <returns>The number.</returns>
    public double NextOpenUniform() => ((NextUInt64() >> 11) + 0.5) * (1.0 / (1UL << 53));

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

    private ulong Word(ulong index)
    {
        ulong block = index >> 1;
        (uint a, uint b, uint c, uint d) = Philox.Block(
            (uint)block,
            (uint)(block >> 32),
            (uint)id,
            (uint)(id >> 32),
            (uint)key,
            (uint)(key >> 32)
        );
        return (index & 1) == 0 ? a | ((ulong)b << 32) : c | ((ulong)d << 32);
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
