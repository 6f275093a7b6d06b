using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Gsp;

/// <summary>The order of bytes in numbers of files.</summary>
internal static class ByteOrder
{
    /// <summary>Between little endian, least significant byte first, and the machine's order.</summary>
    public static void LittleEndian(Span<byte> bytes, int size)
    {
        if (!BitConverter.IsLittleEndian)
        {
            Reverse(bytes, size);
        }
    }

    /// <summary>Turns the bytes of every number around.</summary>
    /// <param name="bytes">Numbers one after another.</param>
    /// <param name="size">Bytes of a number: 1, 2, 4 or 8.</param>
    public static void Reverse(Span<byte> bytes, int size)
    {
        switch (size)
        {
            case 2:
                Span<ushort> twos = MemoryMarshal.Cast<byte, ushort>(bytes);
                BinaryPrimitives.ReverseEndianness(twos, twos);
                break;
            case 4:
                Span<uint> fours = MemoryMarshal.Cast<byte, uint>(bytes);
                BinaryPrimitives.ReverseEndianness(fours, fours);
                break;
            case 8:
                Span<ulong> eights = MemoryMarshal.Cast<byte, ulong>(bytes);
                BinaryPrimitives.ReverseEndianness(eights, eights);
                break;
            default:
                break;
        }
    }
}
