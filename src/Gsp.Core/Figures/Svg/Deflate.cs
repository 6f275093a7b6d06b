namespace Gsp.Figures;

/// <summary>A small compressor with bytes of its own: one deflate block of fixed Huffman codes with repetitions at one distance.</summary>
internal static class Deflate
{
    private const int LongestMatch = 258;
    private const int ShortestMatch = 3;

    /// <summary>zlib data of <paramref name="raw"/>; repetitions are looked for <paramref name="stride"/> bytes back (1 to 4).</summary>
    public static byte[] Zlib(ReadOnlySpan<byte> raw, int stride)
    {
        Require.InRange(stride, 1, 4);
        BitWriter bits = new();
        bits.Bytes(0x78, 0x01);
        bits.Bits(0b011, 3); // last block, fixed codes
        int at = 0;
        while (at < raw.Length)
        {
            int length = 0;
            while (
                at >= stride
                && length < LongestMatch
                && at + length < raw.Length
                && raw[at + length] == raw[at + length - stride]
            )
            {
                length++;
            }
            if (length >= ShortestMatch)
            {
                Length(bits, length);
                bits.Huffman((uint)(stride - 1), 5);
                at += length;
            }
            else
            {
                Literal(bits, raw[at++]);
            }
        }
        Literal(bits, 256);
        byte[] packed = bits.Finish();
        uint sum = Adler(raw);
        return [.. packed, (byte)(sum >> 24), (byte)(sum >> 16), (byte)(sum >> 8), (byte)sum];
    }

    // RFC 1951, section 3.2.6: the fixed code of a literal or length symbol.
    private static void Literal(BitWriter bits, int symbol)
    {
        switch (symbol)
        {
            case < 144:
                bits.Huffman((uint)(0x30 + symbol), 8);
                break;
            case < 256:
                bits.Huffman((uint)(0x190 + symbol - 144), 9);
                break;
            case < 280:
                bits.Huffman((uint)(symbol - 256), 7);
                break;
            default:
                bits.Huffman((uint)(0xC0 + symbol - 280), 8);
                break;
        }
    }

    // RFC 1951, section 3.2.5: lengths 3-10 have a symbol each, then groups of four symbols with one more extra bit a group.
    private static void Length(BitWriter bits, int length)
    {
        if (length == LongestMatch)
        {
            Literal(bits, 285);
            return;
        }
        int offset = length - ShortestMatch;
        if (offset < 8)
        {
            Literal(bits, 257 + offset);
            return;
        }
        int extra = 1;
        while (offset >= 8 << extra)
        {
            extra++;
        }
        int within = offset - (4 << extra);
        Literal(bits, 261 + (4 * extra) + (within >> extra));
        bits.Bits((uint)(within & ((1 << extra) - 1)), extra);
    }

    private static uint Adler(ReadOnlySpan<byte> data)
    {
        (uint a, uint b) = (1, 0);
        foreach (byte value in data)
        {
            a = (a + value) % 65521;
            b = (b + a) % 65521;
        }
        return (b << 16) | a;
    }

    private sealed class BitWriter
    {
        private readonly List<byte> bytes = [];
        private uint held;
        private int count;

        public void Bytes(params ReadOnlySpan<byte> values) => bytes.AddRange(values);

        /// <summary>Bits with the lowest first.</summary>
        public void Bits(uint value, int length)
        {
            held |= value << count;
            count += length;
            while (count >= 8)
            {
                bytes.Add((byte)held);
                held >>= 8;
                count -= 8;
            }
        }

        /// <summary>A Huffman code: its highest bit first.</summary>
        public void Huffman(uint code, int length)
        {
            uint turned = 0;
            for (int i = 0; i < length; i++)
            {
                turned |= ((code >> i) & 1) << (length - 1 - i);
            }
            Bits(turned, length);
        }

        public byte[] Finish()
        {
            if (count > 0)
            {
                bytes.Add((byte)held);
            }
            return [.. bytes];
        }
    }
}
