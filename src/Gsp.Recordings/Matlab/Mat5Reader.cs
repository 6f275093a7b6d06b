using System.IO.Compression;
using System.Text;

namespace Gsp.Recordings;

/// <summary>Reads MAT-files of version 5: a header of 128 bytes and one data element a variable, often compressed.</summary>
internal sealed class Mat5Reader(byte[] bytes, MatReadOptions options, string path)
{
    private const int HeaderSize = 128;
    private const int DescriptionSize = 116;
    private const int TagSize = 8;

    // Deflate cannot expand further than this, so that a larger claim is a lie and is refused before allocating.
    private const int LargestExpansion = 1032;

    private long allowance = options.MaximumDecompressedBytes;

    public MatFileContents Read()
    {
        if (bytes.Length < HeaderSize)
        {
            throw new GspFormatException(
                path,
                bytes.Length,
                "header",
                $"the file ends inside the header of {HeaderSize} bytes: truncated, or not a MAT-file"
            );
        }
        bool bigEndian = bytes.AsSpan(126, 2).SequenceEqual("MI"u8);
        int version = bigEndian ? (bytes[124] << 8) | bytes[125] : (bytes[125] << 8) | bytes[124];
        if ((!bigEndian && !bytes.AsSpan(126, 2).SequenceEqual("IM"u8)) || version != 0x0100)
        {
            throw new GspFormatException(
                path,
                124,
                "header",
                "version and byte order are not those of a MAT-file of version 5: this is another kind of file"
            );
        }
        var variables = new List<MatArray>();
        var elements = new Mat5Elements(bytes.AsSpan(HeaderSize), bigEndian, path, HeaderSize, inflated: false);
        while (!elements.AtEnd)
        {
            int start = bytes.Length - elements.Left;
            ReadOnlySpan<byte> content = elements.Next("variable", out MatStorage type);
            Mat5Elements inner;
            if (type == MatStorage.Compressed)
            {
                inner = new Mat5Elements(
                    Inflate(start + TagSize, content.Length),
                    bigEndian,
                    path,
                    start,
                    inflated: true
                );
                content = inner.Next("compressed variable", out type);
                inner = inner.Inside(content);
            }
            else
            {
                inner = elements.Inside(content);
            }
            if (type != MatStorage.Matrix)
            {
                throw inner.Error("variable", $"an element of type {(int)type} where an array should stand");
            }
            // What has no name belongs to MATLAB's objects, which are not read.
            if (Mat5Array.Read(ref inner, options.IsWanted, 0) is { Name.Length: > 0 } variable)
            {
                variables.Add(variable);
            }
        }
        return new MatFileContents
        {
            Version = 5,
            Description = MatFile.PaddedText(bytes.AsSpan(0, DescriptionSize)),
            Variables = variables,
        };
    }

    private byte[] Inflate(int start, int length)
    {
        try
        {
            using var source = new MemoryStream(bytes, start, length, writable: false);
            using var zlib = new ZLibStream(source, CompressionMode.Decompress);
            byte[] tag = new byte[TagSize];
            int read = zlib.ReadAtLeast(tag, TagSize, throwOnEndOfStream: false);
            bool bigEndian = bytes[126] == (byte)'M';
            long size = bigEndian
                ? System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(tag.AsSpan(4))
                : System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(tag.AsSpan(4));
            size += TagSize;
            if (read < TagSize || size > (length + 1L) * LargestExpansion || size > Array.MaxLength)
            {
                throw Damaged(start, FormattableString.Invariant($"{length} bytes cannot hold the {size} promised"));
            }
            if (size > allowance)
            {
                throw Damaged(
                    start,
                    FormattableString.Invariant(
                        $"{size} bytes decompressed exceed what is left of the {options.MaximumDecompressedBytes} allowed"
                    )
                );
            }
            allowance -= size;
            byte[] content = new byte[size];
            tag.CopyTo(content, 0);
            read = zlib.ReadAtLeast(content.AsSpan(TagSize), (int)size - TagSize, throwOnEndOfStream: false);
            // Reading to the end makes the stream check its sum.
            return read == size - TagSize && zlib.ReadByte() < 0
                ? content
                : throw Damaged(start, "the compressed variable is not as long as it says (damaged)");
        }
        // The stream over memory reads without fail, so that its error too means damaged data (such as a preset dictionary).
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new GspFormatException(path, start, "compressed variable", "the compressed data are damaged", e);
        }
    }

    private GspFormatException Damaged(long offset, string reason) => new(path, offset, "compressed variable", reason);
}
