namespace Gsp.Recordings;

/// <summary>The two checksums of FLAC frames (RFC 9639, sections 9.1.8 and 9.3): no reflection, initial value zero.</summary>
internal static class FlacChecksum
{
    private static readonly byte[] Table8 = [.. Enumerable.Range(0, 256).Select(i => (byte)Entry(i << 8, 0x0700))];

    // Entry shifts a 16-bit register; the 8-bit sum is its upper half.
    private static readonly ushort[] Table16 = [.. Enumerable.Range(0, 256).Select(i => (ushort)Entry(i << 8, 0x8005))];

    /// <summary>The sum of a frame's header: x^8 + x^2 + x + 1.</summary>
    public static byte Crc8(ReadOnlySpan<byte> bytes)
    {
        byte crc = 0;
        foreach (byte b in bytes)
        {
            crc = Table8[crc ^ b];
        }
        return crc;
    }

    /// <summary>The sum of a whole frame: x^16 + x^15 + x^2 + 1.</summary>
    public static ushort Crc16(ReadOnlySpan<byte> bytes)
    {
        ushort crc = 0;
        foreach (byte b in bytes)
        {
            crc = (ushort)((crc << 8) ^ Table16[(crc >> 8) ^ b]);
        }
        return crc;
    }

    private static int Entry(int register, int polynomial)
    {
        for (int bit = 0; bit < 8; bit++)
        {
            register = (register & 0x8000) != 0 ? (register << 1) ^ polynomial : register << 1;
        }
        return polynomial == 0x0700 ? (register >> 8) & 0xFF : register & 0xFFFF;
    }
}
