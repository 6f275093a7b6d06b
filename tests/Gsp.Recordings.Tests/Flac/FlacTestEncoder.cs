using System.Buffers.Binary;
using System.Security.Cryptography;
using Gsp.Random;

namespace Gsp.Recordings.Tests;

/// <summary>Encodes samples as FLAC with every choice left to chance: it is to reach every branch of the format, not to be small.</summary>
/// <remarks>Written from RFC 9639 with its own bit writer and its own bitwise checksums.</remarks>
internal sealed class FlacTestEncoder(RandomStream random)
{
    private readonly RandomStream random = random;

    public byte[] Encode(int[][] samples, int depth, int rate, bool variable, bool withDigest)
    {
        int length = samples[0].Length;
        var frames = new List<byte[]>();
        int fixedSize = variable ? 0 : 1 + Below(64);
        for (int start = 0; start < length; )
        {
            int size = Math.Min(length - start, variable ? 1 + Below(80) : fixedSize);
            long number = variable ? start : frames.Count;
            frames.Add(Frame([.. samples.Select(channel => channel[start..(start + size)])], depth, variable, number));
            start += size;
        }
        return
        [
            .. "fLaC"u8,
            .. Block(0, Info(samples, depth, rate, withDigest), last: false),
            .. Block(4, new byte[Below(20)], last: false),
            .. Block(1, new byte[Below(9)], last: true),
            .. frames.SelectMany(frame => frame),
        ];
    }

    /// <summary>One channel of zeros in as few bytes as can be.</summary>
    public static byte[] EncodeConstant(int length, int blockSize)
    {
        var stream = new List<byte>();
        stream.AddRange("fLaC"u8);
        stream.AddRange(Block(0, Info([new int[length]], 16, 500, withDigest: false), last: true));
        for (int start = 0; start < length; start += blockSize)
        {
            stream.AddRange(ConstantFrame(Math.Min(blockSize, length - start), start / blockSize));
        }
        return [.. stream];
    }

    private static byte[] ConstantFrame(int size, int number)
    {
        var bits = new FlacBitWriter();
        bits.Write(0b111111111111100, 15);
        bits.Write(0, 1);
        bits.Write(0b0111_0000, 8);
        bits.Write(0, 8);
        CodedNumber(bits, number);
        bits.Write(size - 1, 16);
        bits.Write(Crc(bits.ToArray(), 0x07, 8), 8);
        bits.Write(0, 8);
        bits.Write(0, 16);
        bits.Write(Crc(bits.ToArray(), 0x8005, 16), 16);
        return bits.ToArray();
    }

    private static byte[] Block(int type, byte[] content, bool last) =>
        [(byte)(type | (last ? 128 : 0)), 0, 0, (byte)content.Length, .. content];

    private static byte[] Info(int[][] samples, int depth, int rate, bool withDigest)
    {
        var bits = new FlacBitWriter();
        bits.Write(16, 16);
        bits.Write(65535, 16);
        bits.Write(0, 48);
        bits.Write(rate, 20);
        bits.Write(samples.Length - 1, 3);
        bits.Write(depth - 1, 5);
        bits.Write(samples[0].Length, 36);
        var raw = new List<byte>();
        byte[] number = new byte[4];
        for (int t = 0; t < samples[0].Length; t++)
        {
            foreach (int[] channel in samples)
            {
                BinaryPrimitives.WriteInt32LittleEndian(number, channel[t]);
                raw.AddRange(number[..((depth + 7) / 8)]);
            }
        }
        byte[] digest = withDigest ? MD5.HashData(raw.ToArray()) : new byte[16];
        return [.. bits.ToArray(), .. digest];
    }

    private byte[] Frame(int[][] channels, int depth, bool variable, long number)
    {
        int size = channels[0].Length;
        int stereo = channels.Length == 2 ? Below(4) : 0;
        var bits = new FlacBitWriter();
        bits.Write(0b111111111111100, 15);
        bits.Write(variable ? 1 : 0, 1);
        int sizeCode =
            size == 192 ? 1
            : size <= 256 && Below(2) == 0 ? 6
            : 7;
        bits.Write(sizeCode, 4);
        bits.Write(0, 4);
        bits.Write(stereo == 0 ? channels.Length - 1 : 7 + stereo, 4);
        int depthCode = Array.IndexOf([0, 8, 12, -1, 16, 20, 24, 32], depth);
        bits.Write(depthCode > 0 && Below(2) == 0 ? depthCode : 0, 3);
        bits.Write(0, 1);
        CodedNumber(bits, number);
        if (sizeCode != 1)
        {
            bits.Write(size - 1, sizeCode == 6 ? 8 : 16);
        }
        bits.Write(Crc(bits.ToArray(), 0x07, 8), 8);
        long[][] coded = [.. channels.Select(channel => Array.ConvertAll(channel, x => (long)x))];
        int side = -1;
        if (stereo > 0)
        {
            long[] difference = [.. coded[0].Zip(coded[1], (l, r) => l - r)];
            (coded, side) = stereo switch
            {
                1 => (new[] { coded[0], difference }, 1),
                2 => (new[] { difference, coded[1] }, 0),
                _ => (new[] { [.. coded[0].Zip(coded[1], (l, r) => (l + r) >> 1)], difference }, 1),
            };
        }
        for (int c = 0; c < coded.Length; c++)
        {
            Subframe(bits, coded[c], depth + (c == side ? 1 : 0));
        }
        bits.Align();
        bits.Write(Crc(bits.ToArray(), 0x8005, 16), 16);
        return bits.ToArray();
    }

    private static void CodedNumber(FlacBitWriter bits, long number)
    {
        if (number < 128)
        {
            bits.Write(number, 8);
            return;
        }
        int count = 2;
        while (number >> (5 * count + 1) != 0)
        {
            count++;
        }
        bits.Write(((0xFF00 >> count) & 0xFF) + (number >> (6 * (count - 1))), 8);
        for (int k = count - 2; k >= 0; k--)
        {
            bits.Write(0x80 | ((number >> (6 * k)) & 0x3F), 8);
        }
    }

    private void Subframe(FlacBitWriter bits, long[] block, int depth)
    {
        long all = block.Aggregate(0L, (a, b) => a | b);
        int wasted = all == 0 ? 0 : Math.Min(System.Numerics.BitOperations.TrailingZeroCount(all), depth - 1);
        wasted = wasted > 0 && Below(4) == 0 ? wasted - 1 : wasted;
        block = Array.ConvertAll(block, x => x >> wasted);
        int kept = depth - wasted;
        int kind = block.All(x => x == block[0]) ? Below(4) : 1 + Below(3);
        int order =
            kind == 2 ? Below(Math.Min(4, block.Length) + 1)
            : kind == 3 ? 1 + Below(Math.Min(32, block.Length))
            : 0;
        int precision = 2 + Below(14);
        int shift = Below(16);
        int[] coefficients =
        [
            .. Enumerable.Range(0, order).Select(_ => Below(1 << precision) - (1 << (precision - 1))),
        ];
        if (kind == 2)
        {
            coefficients = order switch
            {
                0 => [],
                1 => [1],
                2 => [2, -1],
                3 => [3, -3, 1],
                _ => [4, -6, 4, -1],
            };
        }
        long[] residual = kind >= 2 ? Residual(block, coefficients, kind == 2 ? 0 : shift) : [];
        if (residual.Any(r => r is > int.MaxValue or <= int.MinValue))
        {
            // The format has no code for residuals of more than 32 bits.
            kind = 1;
        }
        bits.Write(0, 1);
        bits.Write(
            kind switch
            {
                0 => 0,
                1 => 1,
                2 => 8 + order,
                _ => 31 + order,
            },
            6
        );
        bits.Write(wasted > 0 ? 1 : 0, 1);
        if (wasted > 0)
        {
            bits.Unary(wasted - 1);
        }
        foreach (
            long sample in kind == 0 ? block[..1]
            : kind == 1 ? block
            : block[..order]
        )
        {
            bits.Write(sample, kept);
        }
        if (kind == 3)
        {
            bits.Write(precision - 1, 4);
            bits.Write(shift, 5);
            Array.ForEach(coefficients, c => bits.Write(c, precision));
        }
        if (kind >= 2)
        {
            Rice(bits, residual, order, block.Length);
        }
    }

    private static long[] Residual(long[] block, int[] coefficients, int shift)
    {
        int order = coefficients.Length;
        var residual = new long[block.Length - order];
        for (int t = order; t < block.Length; t++)
        {
            long sum = 0;
            for (int k = 0; k < order; k++)
            {
                sum += coefficients[k] * block[t - 1 - k];
            }
            residual[t - order] = block[t] - (sum >> shift);
        }
        return residual;
    }

    private void Rice(FlacBitWriter bits, long[] residual, int order, int size)
    {
        int method = Below(2);
        int partitions = 0;
        while (Below(2) == 0 && size % (2 << partitions) == 0 && size >> (partitions + 1) >= order)
        {
            partitions++;
        }
        bits.Write(method, 2);
        bits.Write(partitions, 4);
        int from = 0;
        for (int p = 0; p < 1 << partitions; p++)
        {
            int to = ((p + 1) * (size >> partitions)) - order;
            Partition(bits, residual[from..to], method == 0 ? 4 : 5);
            from = to;
        }
    }

    private void Partition(FlacBitWriter bits, long[] part, int parameterBits)
    {
        int width =
            part.Length == 0
                ? 0
                : part.Max(r => 65 - System.Numerics.BitOperations.LeadingZeroCount((ulong)(r ^ (r >> 63))));
        width = part.All(r => r == 0) ? 0 : width;
        int escape = (1 << parameterBits) - 1;
        int parameter = Math.Clamp(width - Below(4), 0, escape - 1);
        // Runs of more than a few thousand zeros say nothing new and cost time.
        if (width <= 31 && (Below(4) == 0 || width - parameter > 10))
        {
            bits.Write(escape, parameterBits);
            bits.Write(width, 5);
            Array.ForEach(part, r => bits.Write(r, width));
            return;
        }
        bits.Write(parameter, parameterBits);
        foreach (long r in part)
        {
            long folded = (r << 1) ^ (r >> 63);
            bits.Unary(folded >> parameter);
            bits.Write(folded & ((1L << parameter) - 1), parameter);
        }
    }

    // Long division bit by bit, for independence of the decoder's tables.
    private static int Crc(byte[] bytes, int polynomial, int width)
    {
        int crc = 0;
        foreach (byte b in bytes)
        {
            for (int bit = 7; bit >= 0; bit--)
            {
                int top = ((crc >> (width - 1)) ^ (b >> bit)) & 1;
                crc = ((crc << 1) ^ (top * polynomial)) & ((1 << width) - 1);
            }
        }
        return crc;
    }

    private int Below(int count) => (int)(random.NextUInt64() % (ulong)count);
}
