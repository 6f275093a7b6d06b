using System.Buffers.Binary;

namespace Gsp.Recordings;

/// <summary>Walks over the data elements of a MAT-file of version 5, or of one element that holds others.</summary>
/// <remarks>An element is a tag of 8 bytes, type and size, and that many bytes, filled up to a multiple of 8. Small elements of up to 4
/// bytes share the 8 bytes with a tag of two 16-bit numbers (MAT-File Format, "Data Element Tag").</remarks>
internal ref struct Mat5Elements
{
    private const int TagSize = 8;

    private readonly ReadOnlySpan<byte> data;
    private readonly bool bigEndian;
    private readonly string path;
    private readonly long origin;
    private readonly bool inflated;
    private int position;

    /// <summary>Elements of some bytes.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="bigEndian">The file's byte order.</param>
    /// <param name="path">The name to give in errors.</param>
    /// <param name="origin">Where the bytes lie in the file; that of the compressed element where they were decompressed.</param>
    /// <param name="inflated">Whether they were.</param>
    public Mat5Elements(ReadOnlySpan<byte> data, bool bigEndian, string path, long origin, bool inflated)
    {
        this.data = data;
        this.bigEndian = bigEndian;
        this.path = path;
        this.origin = origin;
        this.inflated = inflated;
    }

    /// <summary>Whether no element follows.</summary>
    public readonly bool AtEnd => position >= data.Length;

    /// <summary>Bytes that are left.</summary>
    public readonly int Left => Math.Max(0, data.Length - position);

    /// <summary>Whether numbers have to be turned round for this machine.</summary>
    public readonly bool Swap => bigEndian == BitConverter.IsLittleEndian;

    /// <summary>The bytes of the next element.</summary>
    /// <param name="field">What it should be, for errors.</param>
    /// <param name="type">Its type.</param>
    public ReadOnlySpan<byte> Next(string field, out MatStorage type)
    {
        if (Left < TagSize)
        {
            throw Error(field, $"the data end here, {Left} bytes into an element's tag (truncated?)");
        }
        uint first = U32(position);
        if (first >> 16 != 0)
        {
            int small = (int)(first >> 16);
            type = (MatStorage)(first & 0xFFFF);
            if (small > 4)
            {
                throw Error(field, $"a small element of {small} bytes; it has at most 4 (damaged)");
            }
            ReadOnlySpan<byte> value = data.Slice(position + 4, small);
            position += TagSize;
            return value;
        }
        type = (MatStorage)first;
        uint size = U32(position + 4);
        if (size > Left - TagSize)
        {
            throw Error(
                field,
                FormattableString.Invariant($"an element claims {size} bytes; {Left - TagSize} are left (truncated?)")
            );
        }
        ReadOnlySpan<byte> bytes = data.Slice(position + TagSize, (int)size);
        // Compressed elements are not filled up; the last element's filling may be missing.
        long filled = type == MatStorage.Compressed ? size : (size + 7L) & ~7L;
        position = (int)Math.Min(data.Length, position + TagSize + filled);
        return bytes;
    }

    /// <summary>The elements inside an element that was just read.</summary>
    public readonly Mat5Elements Inside(ReadOnlySpan<byte> bytes) =>
        new(bytes, bigEndian, path, inflated ? origin : origin + position - ((bytes.Length + 7) & ~7), inflated);

    /// <summary>The next element as 32-bit integers.</summary>
    public int[] Integers(string field)
    {
        ReadOnlySpan<byte> bytes = Next(field, out MatStorage type);
        if (type is not (MatStorage.Int32 or MatStorage.UInt32) || bytes.Length % 4 != 0)
        {
            throw Error(field, $"expected 32-bit integers, found {bytes.Length} bytes of type {(int)type}");
        }
        return (int[])MatNumbers.Read(bytes, MatStorage.Int32, MatKind.Int32, Swap);
    }

    /// <summary>The error at the present place.</summary>
    public readonly GspFormatException Error(string field, string reason) =>
        inflated
            ? new(
                path,
                origin,
                field,
                FormattableString.Invariant($"{reason} (byte {position} of what was decompressed)")
            )
            : new(path, origin + position, field, reason);

    private readonly uint U32(int at) =>
        bigEndian
            ? BinaryPrimitives.ReadUInt32BigEndian(data[at..])
            : BinaryPrimitives.ReadUInt32LittleEndian(data[at..]);
}
