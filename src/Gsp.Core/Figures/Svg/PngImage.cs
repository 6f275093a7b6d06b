using System.Buffers.Binary;

namespace Gsp.Figures;

/// <summary>Writes true-colour PNG files whose bytes depend on the pixels alone.</summary>
/// <remarks>
/// The platform's own compressor may give other bytes in another version, so this one is ours: fixed Huffman codes and one kind of match,
/// a repetition of the pixel before (PNG, ISO/IEC 15948; zlib, RFC 1950; deflate, RFC 1951). Filter "up" turns equal rows into zeros.
/// </remarks>
internal static class PngImage
{
    private static readonly uint[] CrcTable = MakeCrcTable();

    /// <summary>A PNG of <paramref name="height"/> rows of <paramref name="width"/> pixels.</summary>
    public static byte[] Write(Rgb[] pixels, int width, int height)
    {
        Require.SameLength(pixels.Length, width * height, nameof(pixels));
        using MemoryStream file = new();
        file.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "IDAT"u8, Deflate.Zlib(Filtered(pixels, width, height), stride: 3));
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static byte[] Filtered(Rgb[] pixels, int width, int height)
    {
        byte[] raw = new byte[height * (1 + (3 * width))];
        int at = 0;
        for (int row = 0; row < height; row++)
        {
            raw[at++] = 2;
            for (int column = 0; column < width; column++)
            {
                Rgb here = pixels[(row * width) + column];
                Rgb above = row == 0 ? default : pixels[((row - 1) * width) + column];
                raw[at++] = (byte)(here.Red - above.Red);
                raw[at++] = (byte)(here.Green - above.Green);
                raw[at++] = (byte)(here.Blue - above.Blue);
            }
        }
        return raw;
    }

    private static void Chunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(data, Crc(type, uint.MaxValue)));
        file.Write(number);
    }

    private static uint Crc(ReadOnlySpan<byte> data, uint crc)
    {
        foreach (byte b in data)
        {
            crc = CrcTable[(crc ^ b) & 0xFF] ^ (crc >> 8);
        }
        return crc;
    }

    private static uint[] MakeCrcTable()
    {
        uint[] table = new uint[256];
        for (uint n = 0; n < 256; n++)
        {
            uint c = n;
            for (int bit = 0; bit < 8; bit++)
            {
                c = (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1;
            }
            table[n] = c;
        }
        return table;
    }
}
