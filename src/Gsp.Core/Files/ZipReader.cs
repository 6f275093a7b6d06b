using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Gsp.Files;

/// <summary>Reads the members of a ZIP archive held in memory: stored and deflated, without encryption, below 2 GiB.</summary>
/// <remarks>Own code rather than the runtime's, because every field is checked against the bytes that are there, sizes are capped before
/// allocating, checksums are verified, and every error names its byte offset.</remarks>
internal sealed class ZipReader
{
    private const uint EndSignature = 0x06054b50;
    private const uint CentralSignature = 0x02014b50;
    private const uint LocalSignature = 0x04034b50;
    private const int EndSize = 22;
    private const int CentralSize = 46;
    private const int LocalSize = 30;

    // Deflate cannot expand further than this, so that a larger claim is a lie and is refused before allocating.
    private const int LargestExpansion = 1032;

    private readonly byte[] bytes;
    private readonly string path;

    public ZipReader(byte[] bytes, string path)
    {
        this.bytes = bytes;
        this.path = path;
        Entries = ReadDirectory();
    }

    /// <summary>The members in the order of the directory.</summary>
    public IReadOnlyList<ZipEntry> Entries { get; }

    /// <summary>The content of a member, checksum verified.</summary>
    /// <param name="entry">The member.</param>
    /// <param name="cap">The most bytes to decompress.</param>
    public byte[] Extract(ZipEntry entry, long cap)
    {
        if (entry.Size > cap)
        {
            throw Error(entry.DataOffset, entry.Name, $"{entry.Size} bytes decompressed exceed the cap of {cap}");
        }
        ReadOnlySpan<byte> raw = bytes.AsSpan(entry.DataOffset, entry.Compressed);
        byte[] content = entry.Method == 0 ? raw.ToArray() : Inflate(entry);
        return Crc32.Of(content) == entry.Crc
            ? content
            : throw Error(entry.DataOffset, entry.Name, "the checksum does not match: the content is damaged");
    }

    private byte[] Inflate(ZipEntry entry)
    {
        var content = new byte[entry.Size];
        try
        {
            using var deflate = new DeflateStream(
                new MemoryStream(bytes, entry.DataOffset, entry.Compressed, writable: false),
                CompressionMode.Decompress
            );
            int read = deflate.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            if (read < content.Length || deflate.ReadByte() >= 0)
            {
                throw Error(
                    entry.DataOffset,
                    entry.Name,
                    $"the content is not the {entry.Size} bytes that the directory promises"
                );
            }
        }
        catch (InvalidDataException e)
        {
            throw Error(entry.DataOffset, entry.Name, "the compressed content is damaged", e);
        }
        return content;
    }

    private List<ZipEntry> ReadDirectory()
    {
        int end = FindEnd();
        int count = U16(end + 10);
        if (U16(end + 4) != 0 || U16(end + 6) != 0 || U16(end + 8) != count)
        {
            throw Error(end, "directory", "archives in several parts are not read");
        }
        long size = U32(end + 12);
        long start = U32(end + 16);
        if (start + size != end)
        {
            throw Error(
                end,
                "directory",
                "it does not end where the end record starts (damaged, or larger than 2 GiB)"
            );
        }
        if ((long)count * CentralSize > size)
        {
            throw Error(end, "directory", $"{count} members do not fit into its {size} bytes");
        }
        var entries = new List<ZipEntry>(count);
        int at = (int)start;
        for (int k = 0; k < count; k++)
        {
            entries.Add(ReadEntry(ref at, end, (int)start));
        }
        if (entries.Sum(entry => (long)entry.Compressed) > start)
        {
            throw Error((int)start, "directory", "members share the same bytes");
        }
        return at == end ? entries : throw Error(at, "directory", "bytes follow the last member");
    }

    private ZipEntry ReadEntry(ref int at, int end, int directory)
    {
        if (at + CentralSize > end || U32(at) != CentralSignature)
        {
            throw Error(at, "directory", "no member record where one is expected");
        }
        int flags = U16(at + 8);
        int method = U16(at + 10);
        uint crc = U32(at + 16);
        long compressed = U32(at + 20);
        long size = U32(at + 24);
        int nameLength = U16(at + 28);
        int next = at + CentralSize + nameLength + U16(at + 30) + U16(at + 32);
        long local = U32(at + 42);
        if (next > end)
        {
            throw Error(at, "directory", "a member record runs over the end");
        }
        string name = Encoding.UTF8.GetString(bytes, at + CentralSize, nameLength);
        if ((flags & 1) != 0)
        {
            throw Error(at, name, "the member is encrypted");
        }
        if (method is not (0 or 8))
        {
            throw Error(at, name, $"compression method {method}; stored and deflated members are read");
        }
        if (local + LocalSize > directory || U32((int)local) != LocalSignature)
        {
            throw Error(at, name, "its local record is not where the directory says");
        }
        long data = local + LocalSize + U16((int)local + 26) + U16((int)local + 28);
        if (data + compressed > directory)
        {
            throw Error(at, name, "its content runs over the directory");
        }
        bool possible = method == 0 ? size == compressed : size <= (compressed + 1) * LargestExpansion;
        if (!possible || size > Array.MaxLength)
        {
            throw Error(at, name, $"{compressed} bytes cannot hold the {size} bytes promised");
        }
        at = next;
        return new ZipEntry(name, method, crc, (int)compressed, (int)size, (int)data);
    }

    private int FindEnd()
    {
        // The end record is followed by a comment of at most 65535 bytes whose length it states.
        for (int at = bytes.Length - EndSize; at >= Math.Max(0, bytes.Length - EndSize - ushort.MaxValue); at--)
        {
            if (U32(at) == EndSignature && at + EndSize + U16(at + 20) == bytes.Length)
            {
                return at;
            }
        }
        throw Error(bytes.Length, "end record", "this is not a ZIP archive, or it is truncated");
    }

    private ushort U16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));

    private uint U32(int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));

    private GspFormatException Error(long offset, string field, string reason, Exception? inner = null) =>
        new(path, offset, field, reason, inner);
}
