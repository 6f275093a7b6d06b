using System.Buffers.Binary;

namespace Gsp.Recordings;

/// <summary>What stands before the first frame of a FLAC stream (RFC 9639, sections 6 to 8).</summary>
/// <param name="Rate">Samples a second; 0 where the signal has none.</param>
/// <param name="Channels">Number of channels, from 1 to 8.</param>
/// <param name="BitsPerSample">Bits of a sample, from 4 to 32.</param>
/// <param name="Length">Samples of each channel; 0 where the encoder did not know.</param>
/// <param name="Md5">Digest of the samples; 16 zeros where it was not computed.</param>
/// <param name="FirstFrame">Offset of the first frame.</param>
internal sealed record FlacStreamInfo(
    int Rate,
    int Channels,
    int BitsPerSample,
    long Length,
    byte[] Md5,
    int FirstFrame
)
{
    private const int Size = 34;
    private const int HeaderSize = 4;
    private const int ForbiddenType = 127;

    /// <summary>Whether the stream says what its samples' digest is.</summary>
    public bool HasMd5 => Md5.AsSpan().ContainsAnyExcept((byte)0);

    /// <summary>Reads the marker and all metadata blocks; all but the first, STREAMINFO, are skipped.</summary>
    /// <param name="data">The stream, which may begin with an ID3 tag.</param>
    /// <param name="path">The name to give in errors.</param>
    /// <exception cref="GspFormatException">Not FLAC, or a block that runs over the end.</exception>
    public static FlacStreamInfo Read(ReadOnlySpan<byte> data, string path)
    {
        int at = SkipTag(data);
        if (at > data.Length || !data[at..].StartsWith("fLaC"u8))
        {
            throw new GspFormatException(
                path,
                Math.Min(at, data.Length),
                "FLAC marker",
                "the four letters 'fLaC' are not there: this is not a FLAC stream"
            );
        }
        at += 4;
        FlacStreamInfo? info = null;
        bool last = false;
        while (!last)
        {
            if (at + HeaderSize > data.Length)
            {
                throw new GspFormatException(path, data.Length, "FLAC metadata", "the stream ends here (truncated?)");
            }
            last = (data[at] & 0x80) != 0;
            int type = data[at] & 0x7F;
            int size = BinaryPrimitives.ReadInt32BigEndian(data[at..]) & 0xFFFFFF;
            if (type == ForbiddenType || (type == 0) != (info is null))
            {
                throw new GspFormatException(
                    path,
                    at,
                    "FLAC metadata",
                    $"a block of type {type}; the first block is STREAMINFO (0), no other is, and 127 is forbidden"
                );
            }
            if (size > data.Length - at - HeaderSize || (type == 0 && size != Size))
            {
                throw new GspFormatException(
                    path,
                    at,
                    "FLAC metadata",
                    $"a block of type {type} claims {size} bytes; {data.Length - at - HeaderSize} follow and STREAMINFO has {Size}"
                );
            }
            info ??= Parse(data.Slice(at + HeaderSize, Size), at + HeaderSize, path);
            at += HeaderSize + size;
        }
        return info! with { FirstFrame = at };
    }

    private static FlacStreamInfo Parse(ReadOnlySpan<byte> block, int offset, string path)
    {
        // Block sizes (2 x 16 bits) and frame sizes (2 x 24) are hints to decoders that lay out buffers ahead; frames say their own.
        ulong packed = BinaryPrimitives.ReadUInt64BigEndian(block[10..]);
        int rate = (int)(packed >> 44);
        int channels = (int)((packed >> 41) & 7) + 1;
        int bits = (int)((packed >> 36) & 31) + 1;
        long length = (long)(packed & 0xFFFFFFFFF);
        return bits >= 4
            ? new FlacStreamInfo(rate, channels, bits, length, block[18..].ToArray(), 0)
            : throw new GspFormatException(
                path,
                offset + 12,
                "FLAC bits per sample",
                $"{bits} bits; a sample has 4 to 32"
            );
    }

    /// <summary>Where the stream begins after a tag that some programs put before it: three letters, two bytes of version, one of
    /// flags, and a size of four bytes with 7 bits each.</summary>
    private static int SkipTag(ReadOnlySpan<byte> data) =>
        data.Length >= 10 && data.StartsWith("ID3"u8)
            ? 10 + ((data[6] & 0x7F) << 21) + ((data[7] & 0x7F) << 14) + ((data[8] & 0x7F) << 7) + (data[9] & 0x7F)
            : 0;
}
