using System.Buffers.Binary;
using System.Numerics;

namespace Gsp.Recordings;

/// <summary>Reads a FLAC stream bit by bit, the most significant bit of each byte first (RFC 9639, section 5).</summary>
internal ref struct FlacBits
{
    private readonly ReadOnlySpan<byte> data;
    private readonly string path;

    // In bits, so that one number says where the reader stands.
    private long position;

    public FlacBits(ReadOnlySpan<byte> data, int start, string path)
    {
        this.data = data;
        this.path = path;
        position = 8L * start;
    }

    /// <summary>The byte that holds the next bit.</summary>
    public readonly int Byte => (int)(position >> 3);

    /// <summary>Whether every bit has been read.</summary>
    public readonly bool AtEnd => position >= 8L * data.Length;

    /// <summary>The next bits as a number without sign.</summary>
    /// <param name="count">From 0 to 56.</param>
    /// <param name="field">What is read, for the error at the end of the data.</param>
    public ulong Unsigned(int count, string field)
    {
        if (position + count > 8L * data.Length)
        {
            throw Error(field, "the stream ends here (truncated?)");
        }
        ulong value = count == 0 ? 0 : Window() >> (64 - count);
        position += count;
        return value;
    }

    /// <summary>The next bits as a number in two's complement.</summary>
    /// <param name="count">From 0 to 56.</param>
    /// <param name="field">What is read.</param>
    public long Signed(int count, string field)
    {
        ulong value = Unsigned(count, field);
        return count == 0 ? 0 : (long)(value << (64 - count)) >> (64 - count);
    }

    /// <summary>The number of zero bits before the next one bit, which is read too.</summary>
    /// <param name="most">The largest number that makes sense here.</param>
    /// <param name="field">What is read.</param>
    public int Unary(uint most, string field)
    {
        long zeros = 0;
        while (true)
        {
            int valid = 64 - (int)(position & 7);
            int run = Math.Min(BitOperations.LeadingZeroCount(Window()), valid);
            zeros += run;
            position += run;
            if (position >= 8L * data.Length)
            {
                throw Error(field, "the stream ends here (truncated?)");
            }
            if (zeros > most)
            {
                throw Error(field, "a run of zero bits is longer than any sample can need (damaged)");
            }
            if (run < valid)
            {
                position++;
                return (int)zeros;
            }
        }
    }

    /// <summary>Goes on to the next byte; the bits left out must be zero.</summary>
    public void Align()
    {
        int left = (int)(-position & 7);
        if (Unsigned(left, "padding") != 0)
        {
            throw Error("padding", "the bits that fill the frame's last byte are not zero");
        }
    }

    /// <summary>The error at the present place.</summary>
    public readonly GspFormatException Error(string field, string reason) => new(path, Byte, $"FLAC {field}", reason);

    /// <summary>At least 57 of the next bits, from the highest; zeros after the end.</summary>
    private readonly ulong Window()
    {
        int at = Byte;
        if (at + 8 <= data.Length)
        {
            return BinaryPrimitives.ReadUInt64BigEndian(data[at..]) << (int)(position & 7);
        }
        ulong window = 0;
        for (int k = 0; k < 8; k++)
        {
            window = (window << 8) | (at + k < data.Length ? data[at + k] : 0u);
        }
        return window << (int)(position & 7);
    }
}
