using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Gsp.Recordings;

/// <summary>Turns the bytes of a signal file into digital samples, format by format.</summary>
/// <remarks>Source: the WFDB manual, signal(5).</remarks>
internal static class SampleDecoder
{
    /// <summary>Decodes samples from the start of a group of bytes.</summary>
    /// <param name="format">An amplitude format without compression, or 8, which gives the differences.</param>
    /// <param name="bytes">At least <see cref="WfdbFormat.Bytes"/> of the samples.</param>
    /// <param name="samples">What to fill.</param>
    public static void Decode(int format, ReadOnlySpan<byte> bytes, Span<int> samples)
    {
        switch (format)
        {
            case 8:
                for (int i = 0; i < samples.Length; i++)
                {
                    samples[i] = (sbyte)bytes[i];
                }
                break;
            case 16:
                Words(bytes, samples);
                break;
            case 24:
                for (int i = 0; i < samples.Length; i++)
                {
                    ReadOnlySpan<byte> three = bytes.Slice(3 * i, 3);
                    samples[i] = three[0] | (three[1] << 8) | ((sbyte)three[2] << 16);
                }
                break;
            case 32:
                for (int i = 0; i < samples.Length; i++)
                {
                    samples[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(4 * i)..]);
                }
                break;
            case 61:
                for (int i = 0; i < samples.Length; i++)
                {
                    samples[i] = BinaryPrimitives.ReadInt16BigEndian(bytes[(2 * i)..]);
                }
                break;
            case 80:
                for (int i = 0; i < samples.Length; i++)
                {
                    samples[i] = bytes[i] - 128;
                }
                break;
            case 160:
                for (int i = 0; i < samples.Length; i++)
                {
                    samples[i] = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]) - 32768;
                }
                break;
            case 212:
                Pairs212(bytes, samples);
                break;
            case 310:
                Triples310(bytes, samples);
                break;
            case 311:
                Triples311(bytes, samples);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "not a format of plain samples");
        }
    }

    private static void Words(ReadOnlySpan<byte> bytes, Span<int> samples)
    {
        ReadOnlySpan<short> words = MemoryMarshal.Cast<byte, short>(bytes)[..samples.Length];
        int i = 0;
        if (BitConverter.IsLittleEndian && Vector256.IsHardwareAccelerated)
        {
            ref short from = ref MemoryMarshal.GetReference(words);
            ref int to = ref MemoryMarshal.GetReference(samples);
            for (; i <= samples.Length - 16; i += 16)
            {
                (Vector256<int> low, Vector256<int> high) = Vector256.Widen(Vector256.LoadUnsafe(ref from, (nuint)i));
                low.StoreUnsafe(ref to, (nuint)i);
                high.StoreUnsafe(ref to, (nuint)(i + 8));
            }
        }
        for (; i < samples.Length; i++)
        {
            short word = words[i];
            samples[i] = BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word);
        }
    }

    // Bytes b0 b1 b2: the first sample is b0 with the low half of b1 above it, the second b2 with the high half of b1 above it.
    private static void Pairs212(ReadOnlySpan<byte> bytes, Span<int> samples)
    {
        int pairs = samples.Length / 2;
        for (int i = 0; i < pairs; i++)
        {
            ReadOnlySpan<byte> group = bytes.Slice(3 * i, 3);
            Span<int> pair = samples.Slice(2 * i, 2);
            int middle = group[1];
            pair[0] = ((middle << 28) >> 20) | group[0];
            pair[1] = ((middle << 24) >> 28 << 8) | group[2];
        }
        if ((samples.Length & 1) != 0)
        {
            samples[^1] = ((bytes[3 * pairs + 1] << 28) >> 20) | bytes[3 * pairs];
        }
    }

    // Two 16-bit words: bits 1 to 10 of each are a sample; bits 11 to 15 of the first and of the second are the low and high half of the third.
    private static void Triples310(ReadOnlySpan<byte> bytes, Span<int> samples)
    {
        for (int i = 0, at = 0; i < samples.Length; i += 3, at += 4)
        {
            int first = BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);
            samples[i] = Signed10(first >> 1);
            if (i + 1 < samples.Length)
            {
                int second = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(at + 2)..]);
                samples[i + 1] = Signed10(second >> 1);
                if (i + 2 < samples.Length)
                {
                    samples[i + 2] = Signed10((first >> 11) | ((second >> 11) << 5));
                }
            }
        }
    }

    // One 32-bit word: bits 0 to 9, 10 to 19 and 20 to 29.
    private static void Triples311(ReadOnlySpan<byte> bytes, Span<int> samples)
    {
        for (int i = 0, at = 0; i < samples.Length; i += 3, at += 4)
        {
            int count = Math.Min(3, samples.Length - i);
            int word = 0;
            for (int k = 0; k <= count; k++)
            {
                word |= bytes[at + k] << (8 * k);
            }
            for (int k = 0; k < count; k++)
            {
                samples[i + k] = Signed10(word >> (10 * k));
            }
        }
    }

    private static int Signed10(int value) => (value << 22) >> 22;
}
