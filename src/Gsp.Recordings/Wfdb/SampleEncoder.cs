using System.Buffers.Binary;

namespace Gsp.Recordings;

/// <summary>Turns digital samples into the bytes of a signal file; the inverse of <see cref="SampleDecoder"/>.</summary>
internal static class SampleEncoder
{
    /// <summary>Encodes samples that lie in the format's range.</summary>
    /// <param name="format">A format that is written.</param>
    /// <param name="samples">Whole groups, except at the file's end.</param>
    /// <param name="bytes">Exactly <see cref="WfdbFormat.Bytes"/> of the samples.</param>
    public static void Encode(int format, ReadOnlySpan<int> samples, Span<byte> bytes)
    {
        switch (format)
        {
            case 16:
                for (int i = 0; i < samples.Length; i++)
                {
                    BinaryPrimitives.WriteInt16LittleEndian(bytes[(2 * i)..], (short)samples[i]);
                }
                break;
            case 24:
                for (int i = 0; i < samples.Length; i++)
                {
                    Span<byte> three = bytes.Slice(3 * i, 3);
                    three[0] = (byte)samples[i];
                    three[1] = (byte)(samples[i] >> 8);
                    three[2] = (byte)(samples[i] >> 16);
                }
                break;
            case 32:
                for (int i = 0; i < samples.Length; i++)
                {
                    BinaryPrimitives.WriteInt32LittleEndian(bytes[(4 * i)..], samples[i]);
                }
                break;
            case 80:
                for (int i = 0; i < samples.Length; i++)
                {
                    bytes[i] = (byte)(samples[i] + 128);
                }
                break;
            case 212:
                Pairs212(samples, bytes);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "not a format that is written");
        }
    }

    private static void Pairs212(ReadOnlySpan<int> samples, Span<byte> bytes)
    {
        for (int i = 0, at = 0; i < samples.Length; i += 2, at += 3)
        {
            int first = samples[i];
            bytes[at] = (byte)first;
            bytes[at + 1] = (byte)((first >> 8) & 0x0f);
            if (i + 1 < samples.Length)
            {
                int second = samples[i + 1];
                bytes[at + 1] |= (byte)((second >> 4) & 0xf0);
                bytes[at + 2] = (byte)second;
            }
        }
    }
}
