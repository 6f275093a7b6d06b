using System.Security.Cryptography;

namespace Gsp.Recordings;

/// <summary>Decodes FLAC, the lossless code of audio in which some databases keep their signals, from its specification, RFC 9639.</summary>
/// <remarks>
/// All of the format's streamable parts: 1 to 8 channels of 4 to 32 bits, blocks of fixed and of variable size, constant, verbatim, fixed
/// and linear predictors, wasted bits, both Rice codes with their escapes, all stereo transforms. Every checksum is verified: of each
/// frame's head, of each frame, and the digest of all samples where the stream has one. Not read: Ogg containers.
/// Stateless; thread-safe. Cost: one pass.
/// </remarks>
internal static class FlacDecoder
{
    private const int TagSize = 128;

    /// <summary>Decodes a whole stream.</summary>
    /// <param name="data">The stream's bytes.</param>
    /// <param name="path">The name to give in errors.</param>
    /// <param name="maximumSamples">The most samples that all channels together may hold: a run of equal samples costs a few bytes, so a
    /// small file can hold very many.</param>
    /// <returns>The samples, as they were encoded.</returns>
    /// <exception cref="GspFormatException">Not FLAC, damaged, truncated, or more samples than <paramref name="maximumSamples"/>.</exception>
    public static FlacAudio Decode(ReadOnlySpan<byte> data, string path, long maximumSamples)
    {
        FlacStreamInfo info = FlacStreamInfo.Read(data, path);
        var sink = new FlacSamples(info, data.Length, path, maximumSamples);
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        var bits = new FlacBits(data, info.FirstFrame, path);
        var order = new FlacFrameOrder();
        long[] block = [];
        byte[] raw = [];
        while (!bits.AtEnd && !(info.Length > 0 && sink.Length >= info.Length))
        {
            int start = bits.Byte;
            FlacFrameHeader header = FlacFrameHeader.Read(ref bits, data);
            RequireSame(ref bits, header, info);
            order.Check(ref bits, header, sink.Length);
            sink.RequireRoom(start, header.BlockSize);
            int count = header.BlockSize * info.Channels;
            if (block.Length < count)
            {
                block = new long[count];
                raw = new byte[count * BytesPerSample(info)];
            }
            ReadFrame(ref bits, header, info, block.AsSpan(0, count));
            bits.Align();
            ushort expected = FlacChecksum.Crc16(data[start..bits.Byte]);
            if ((ushort)bits.Unsigned(16, "frame checksum") != expected)
            {
                throw bits.Error("frame checksum", "the checksum does not match: the frame is damaged");
            }
            sink.Add(block.AsSpan(0, count), header.BlockSize);
            if (info.HasMd5)
            {
                digest.AppendData(Interleave(block, header.BlockSize, info, raw));
            }
        }
        RequireWhole(ref bits, data, info, sink.Length);
        if (info.HasMd5 && !digest.GetCurrentHash().AsSpan().SequenceEqual(info.Md5))
        {
            throw bits.Error("digest", "the MD5 digest of the decoded samples is not the one that the stream states");
        }
        return sink.ToAudio();
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
