using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Gsp.Files;

/// <summary>Writes a ZIP archive whose bytes depend on its content alone: no time, no machine.</summary>
internal sealed class ZipWriter
{
    // 1 January 1980, the earliest date that the format can hold.
    private const uint FixedTime = 0x00210000;
    private const ushort Utf8Names = 1 << 11;

    private readonly Stream target;
    private readonly MemoryStream directory = new();
    private long written;
    private int count;

    public ZipWriter(Stream target) => this.target = target;

    /// <summary>Adds a member.</summary>
    public void Add(string name, ReadOnlySpan<byte> content, bool compress)
    {
        byte[] packed = compress ? Deflate(content) : content.ToArray();
        if (packed.Length >= content.Length)
        {
            packed = content.ToArray();
            compress = false;
        }
        byte[] nameBytes = Encoding.UTF8.GetBytes(name);
        Require.That(written + packed.Length < int.MaxValue, "the archive would exceed 2 GiB", nameof(content));
        Span<byte> fields = stackalloc byte[26];
        BinaryPrimitives.WriteUInt16LittleEndian(fields, 20);
        BinaryPrimitives.WriteUInt16LittleEndian(fields[2..], Utf8Names);
        BinaryPrimitives.WriteUInt16LittleEndian(fields[4..], (ushort)(compress ? 8 : 0));
        BinaryPrimitives.WriteUInt32LittleEndian(fields[6..], FixedTime);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[10..], Crc32.Of(content));
        BinaryPrimitives.WriteInt32LittleEndian(fields[14..], packed.Length);
        BinaryPrimitives.WriteInt32LittleEndian(fields[18..], content.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(fields[22..], checked((ushort)nameBytes.Length));

        directory.Write("PK\u0001\u0002"u8);
        directory.Write([20, 0]);
        directory.Write(fields);
        Span<byte> tail = stackalloc byte[14];
        BinaryPrimitives.WriteUInt32LittleEndian(tail[10..], (uint)written);
        directory.Write(tail);
        directory.Write(nameBytes);

        Put("PK\u0003\u0004"u8);
        Put(fields);
        Put(nameBytes);
        Put(packed);
        count++;
    }

    /// <summary>Writes the directory and the end record.</summary>
    public void Finish()
    {
        long start = written;
        Put(directory.ToArray());
        Span<byte> end = stackalloc byte[22];
        "PK\u0005\u0006"u8.CopyTo(end);
        BinaryPrimitives.WriteUInt16LittleEndian(end[8..], checked((ushort)count));
        BinaryPrimitives.WriteUInt16LittleEndian(end[10..], checked((ushort)count));
        BinaryPrimitives.WriteUInt32LittleEndian(end[12..], (uint)directory.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(end[16..], (uint)start);
        Put(end);
    }

    private void Put(ReadOnlySpan<byte> part)
    {
        target.Write(part);
        written += part.Length;
    }

    private static byte[] Deflate(ReadOnlySpan<byte> content)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(content);
        }
        return packed.ToArray();
    }
}
