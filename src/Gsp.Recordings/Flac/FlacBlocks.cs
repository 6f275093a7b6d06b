using System.Security.Cryptography;

namespace Gsp.Recordings;

/// <summary>Goes through a FLAC stream block by block, forward, and verifies every checksum: what <see cref="FlacDecoder"/> collects, and what is
/// read in pieces without holding more than one block.</summary>
/// <remarks>The digest of all samples is compared when the last block is decoded.</remarks>
internal sealed class FlacBlocks : IDisposable
{
    private const int TagSize = 128;

    private readonly byte[] data;
    private readonly string path;
    private readonly FlacStreamInfo info;
    private readonly IncrementalHash digest = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
    private FlacFrameOrder order = new();
    private long[] block = [];
    private byte[] raw = [];
    private int next;
    private long decoded;
    private bool ended;

    /// <summary>Reads what stands before the first block.</summary>
    /// <param name="data">The whole stream.</param>
    /// <param name="path">The name to give in errors.</param>
    /// <exception cref="GspFormatException">Not FLAC.</exception>
    public FlacBlocks(byte[] data, string path)
    {
        this.data = data;
        this.path = path;
        info = FlacStreamInfo.Read(data, path);
        next = info.FirstFrame;
    }

    /// <summary>What the stream says about itself.</summary>
    public FlacStreamInfo Info => info;

    /// <summary>Where the present block's frame begins.</summary>
    public int Offset { get; private set; }

    /// <summary>The present block's first sample, from 0.</summary>
    public long First { get; private set; }

    /// <summary>Samples of each channel in the present block; 0 before the first.</summary>
    public int Size { get; private set; }

    /// <summary>The present block's channels, one after another.</summary>
    public ReadOnlySpan<long> Samples => block.AsSpan(0, Size * info.Channels);

    /// <summary>The present block's samples of one channel.</summary>
    public ReadOnlySpan<long> Channel(int channel) => block.AsSpan(channel * Size, Size);

    /// <summary>Decodes the next block.</summary>
    /// <returns>False where there is none.</returns>
    /// <exception cref="GspFormatException">Damaged, truncated, or other samples than the stream promises.</exception>
    public bool Next()
    {
        if (ended)
        {
            return false;
        }
        var bits = new FlacBits(data, next, path);
        bool more = !IsAtEnd(ref bits);
        if (more)
        {
            Decode(ref bits);
        }
        if (IsAtEnd(ref bits))
        {
            ended = true;
            RequireWhole(ref bits, data, info, decoded);
            if (info.HasMd5 && !digest.GetHashAndReset().AsSpan().SequenceEqual(info.Md5))
            {
                throw bits.Error(
                    "digest",
                    "the MD5 digest of the decoded samples is not the one that the stream states"
                );
            }
        }
        return more;
    }

    /// <summary>Goes back to the first block.</summary>
    public void Restart()
    {
        (next, decoded, ended, First, Size) = (info.FirstFrame, 0, false, 0, 0);
        order = new FlacFrameOrder();
        digest.GetHashAndReset();
    }

    /// <inheritdoc/>
    public void Dispose() => digest.Dispose();

    private bool IsAtEnd(ref FlacBits bits) => bits.AtEnd || (info.Length > 0 && decoded >= info.Length);

    private void Decode(ref FlacBits bits)
    {
        int start = bits.Byte;
        FlacFrameHeader header = FlacFrameHeader.Read(ref bits, data);
        RequireSame(ref bits, header, info);
        order.Check(ref bits, header, decoded);
        if (info.Length > 0 && decoded + header.BlockSize > info.Length)
        {
            throw new GspFormatException(
                path,
                start,
                "FLAC length",
                $"a frame holds samples beyond the {info.Length} that the stream promises"
            );
        }
        int count = header.BlockSize * info.Channels;
        if (block.Length < count)
        {
            block = new long[count];
            raw = new byte[count * BytesPerSample(info)];
        }
        ReadFrame(ref bits, header, info, block.AsSpan(0, count));
        bits.Align();
        ushort expected = FlacChecksum.Crc16(data.AsSpan(start, bits.Byte - start));
        if ((ushort)bits.Unsigned(16, "frame checksum") != expected)
        {
            throw bits.Error("frame checksum", "the checksum does not match: the frame is damaged");
        }
        (Offset, First, Size) = (start, decoded, header.BlockSize);
        decoded += header.BlockSize;
        next = bits.Byte;
        if (info.HasMd5)
        {
            digest.AppendData(Interleave(block, header.BlockSize, info, raw));
        }
    }

    private static void ReadFrame(ref FlacBits bits, FlacFrameHeader header, FlacStreamInfo info, Span<long> block)
    {
        int size = header.BlockSize;
        int side = header.Stereo switch
        {
            FlacStereo.Independent => -1,
            FlacStereo.SideRight => 0,
            _ => 1,
        };
        for (int c = 0; c < info.Channels; c++)
        {
            FlacSubframe.Read(ref bits, info.BitsPerSample + (c == side ? 1 : 0), block.Slice(c * size, size));
        }
        if (header.Stereo == FlacStereo.Independent)
        {
            return;
        }
        Separate(header.Stereo, block[..size], block[size..]);
        FlacSubframe.RequireDepth(ref bits, block, info.BitsPerSample);
    }

    /// <summary>Makes left and right of what was coded. The mean lost its lowest bit, which is that of the difference.</summary>
    private static void Separate(FlacStereo stereo, Span<long> first, Span<long> second)
    {
        for (int t = 0; t < first.Length; t++)
        {
            (long a, long b) = (first[t], second[t]);
            long doubled = (a << 1) | (b & 1);
            (first[t], second[t]) = stereo switch
            {
                FlacStereo.LeftSide => (a, a - b),
                FlacStereo.SideRight => (a + b, b),
                _ => ((doubled + b) >> 1, (doubled - b) >> 1),
            };
        }
    }

    private static void RequireSame(ref FlacBits bits, FlacFrameHeader header, FlacStreamInfo info)
    {
        bool depth = header.BitsPerSample == 0 || header.BitsPerSample == info.BitsPerSample;
        bool rate = header.Rate == 0 || header.Rate == info.Rate;
        if (!depth || !rate || header.Channels != info.Channels)
        {
            throw bits.Error(
                "frame header",
                $"{header.Channels} channels of {header.BitsPerSample} bits at {header.Rate} Hz; the stream has {info.Channels} of {info.BitsPerSample} at {info.Rate}"
            );
        }
    }

    private static void RequireWhole(ref FlacBits bits, ReadOnlySpan<byte> data, FlacStreamInfo info, long length)
    {
        if (info.Length > 0 && length != info.Length)
        {
            throw bits.Error(
                "length",
                $"{length} samples a channel are there; the stream promises {info.Length} (truncated?)"
            );
        }
        // A tag of another format may follow; it begins with 'TAG' and has 128 bytes.
        ReadOnlySpan<byte> rest = data[Math.Min(bits.Byte, data.Length)..];
        bool tag = rest.Length == TagSize && rest.StartsWith("TAG"u8);
        if (!tag && rest.ContainsAnyExcept((byte)0))
        {
            throw bits.Error("length", $"{rest.Length} bytes follow the last of the {info.Length} samples promised");
        }
    }

    /// <summary>The samples as the digest takes them: little endian, whole bytes, channels in turn (RFC 9639, section 8.2).</summary>
    private static ReadOnlySpan<byte> Interleave(
        ReadOnlySpan<long> block,
        int size,
        FlacStreamInfo info,
        Span<byte> raw
    )
    {
        int bytes = BytesPerSample(info);
        int stride = bytes * info.Channels;
        for (int c = 0; c < info.Channels; c++)
        {
            ReadOnlySpan<long> channel = block.Slice(c * size, size);
            int at = c * bytes;
            foreach (long sample in channel)
            {
                for (int b = 0; b < bytes; b++)
                {
                    raw[at + b] = (byte)(sample >> (8 * b));
                }
                at += stride;
            }
        }
        return raw[..(size * stride)];
    }

    private static int BytesPerSample(FlacStreamInfo info) => (info.BitsPerSample + 7) / 8;
}
