using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gsp.Recordings;

/// <summary>How numbers are stored in a MAT-file of version 5; the values are the file's own.</summary>
internal enum MatStorage
{
    Int8 = 1,
    UInt8 = 2,
    Int16 = 3,
    UInt16 = 4,
    Int32 = 5,
    UInt32 = 6,
    Single = 7,
    Double = 9,
    Int64 = 12,
    UInt64 = 13,
    Matrix = 14,
    Compressed = 15,
    Utf8 = 16,
    Utf16 = 17,
    Utf32 = 18,
}

/// <summary>Turns stored numbers into arrays of another number type: files store numbers as narrowly as their values allow.</summary>
internal static class MatNumbers
{
    /// <summary>Bytes of a stored number; 0 where none is stored.</summary>
    public static int Size(MatStorage storage) =>
        storage switch
        {
            MatStorage.Int8 or MatStorage.UInt8 or MatStorage.Utf8 => 1,
            MatStorage.Int16 or MatStorage.UInt16 or MatStorage.Utf16 => 2,
            MatStorage.Int32 or MatStorage.UInt32 or MatStorage.Single or MatStorage.Utf32 => 4,
            MatStorage.Double or MatStorage.Int64 or MatStorage.UInt64 => 8,
            _ => 0,
        };

    /// <summary>The numbers in the .NET type of a kind; values that it cannot hold become its nearest.</summary>
    /// <param name="bytes">Whole stored numbers.</param>
    /// <param name="storage">How they are stored; not text, not a matrix.</param>
    /// <param name="kind">A numeric kind, or logical.</param>
    /// <param name="swap">Whether the file's byte order is not the machine's.</param>
    public static Array Read(ReadOnlySpan<byte> bytes, MatStorage storage, MatKind kind, bool swap) =>
        storage switch
        {
            MatStorage.Int8 => To<sbyte>(bytes, kind, false),
            MatStorage.UInt8 => To<byte>(bytes, kind, false),
            MatStorage.Int16 => To<short>(bytes, kind, swap),
            MatStorage.UInt16 => To<ushort>(bytes, kind, swap),
            MatStorage.Int32 => To<int>(bytes, kind, swap),
            MatStorage.UInt32 => To<uint>(bytes, kind, swap),
            MatStorage.Single => To<float>(bytes, kind, swap),
            MatStorage.Double => To<double>(bytes, kind, swap),
            MatStorage.Int64 => To<long>(bytes, kind, swap),
            MatStorage.UInt64 => To<ulong>(bytes, kind, swap),
            _ => throw new ArgumentOutOfRangeException(nameof(storage), storage, "not a number"),
        };

    /// <summary>Any numeric or logical array as doubles.</summary>
    public static double[] ToDoubles(Array elements)
    {
        // By exact type: the runtime lets an array of unsigned integers pass for one of signed ones.
        Type type = elements.GetType();
        return type == typeof(double[]) ? (double[])elements
            : type == typeof(float[]) ? Doubles<float>(elements)
            : type == typeof(sbyte[]) ? Doubles<sbyte>(elements)
            : type == typeof(byte[]) ? Doubles<byte>(elements)
            : type == typeof(short[]) ? Doubles<short>(elements)
            : type == typeof(ushort[]) ? Doubles<ushort>(elements)
            : type == typeof(int[]) ? Doubles<int>(elements)
            : type == typeof(uint[]) ? Doubles<uint>(elements)
            : type == typeof(long[]) ? Doubles<long>(elements)
            : type == typeof(ulong[]) ? Doubles<ulong>(elements)
            : type == typeof(bool[]) ? Array.ConvertAll((bool[])elements, value => value ? 1.0 : 0.0)
            : throw new ArgumentException($"{type} holds no numbers", nameof(elements));
    }

    private static double[] Doubles<T>(Array elements)
        where T : unmanaged, INumber<T> => Convert<T, double>((T[])elements);

    private static Array To<TFrom>(ReadOnlySpan<byte> bytes, MatKind kind, bool swap)
        where TFrom : unmanaged, INumber<TFrom>
    {
        ReadOnlySpan<TFrom> numbers = MemoryMarshal.Cast<byte, TFrom>(
            swap ? Swapped(bytes, Unsafe.SizeOf<TFrom>()) : bytes
        );
        return kind switch
        {
            MatKind.Double => Convert<TFrom, double>(numbers),
            MatKind.Single => Convert<TFrom, float>(numbers),
            MatKind.Int8 => Convert<TFrom, sbyte>(numbers),
            MatKind.UInt8 => Convert<TFrom, byte>(numbers),
            MatKind.Int16 => Convert<TFrom, short>(numbers),
            MatKind.UInt16 => Convert<TFrom, ushort>(numbers),
            MatKind.Int32 => Convert<TFrom, int>(numbers),
            MatKind.UInt32 => Convert<TFrom, uint>(numbers),
            MatKind.Int64 => Convert<TFrom, long>(numbers),
            MatKind.UInt64 => Convert<TFrom, ulong>(numbers),
            MatKind.Logical => Truths(numbers),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a number"),
        };
    }

    private static TTo[] Convert<TFrom, TTo>(ReadOnlySpan<TFrom> numbers)
        where TFrom : unmanaged, INumber<TFrom>
        where TTo : unmanaged, INumber<TTo>
    {
        if (typeof(TFrom) == typeof(TTo))
        {
            return MemoryMarshal.Cast<TFrom, TTo>(numbers).ToArray();
        }
        var converted = new TTo[numbers.Length];
        for (int k = 0; k < converted.Length; k++)
        {
            converted[k] = TTo.CreateSaturating(numbers[k]);
        }
        return converted;
    }

    private static bool[] Truths<TFrom>(ReadOnlySpan<TFrom> numbers)
        where TFrom : unmanaged, INumber<TFrom>
    {
        var truths = new bool[numbers.Length];
        for (int k = 0; k < truths.Length; k++)
        {
            truths[k] = numbers[k] != TFrom.Zero;
        }
        return truths;
    }

    private static byte[] Swapped(ReadOnlySpan<byte> bytes, int size)
    {
        byte[] copy = bytes.ToArray();
        switch (size)
        {
            case 2:
                Span<ushort> twos = MemoryMarshal.Cast<byte, ushort>(copy.AsSpan());
                BinaryPrimitives.ReverseEndianness(twos, twos);
                break;
            case 4:
                Span<uint> fours = MemoryMarshal.Cast<byte, uint>(copy.AsSpan());
                BinaryPrimitives.ReverseEndianness(fours, fours);
                break;
            default:
                Span<ulong> eights = MemoryMarshal.Cast<byte, ulong>(copy.AsSpan());
                BinaryPrimitives.ReverseEndianness(eights, eights);
                break;
        }
        return copy;
    }
}
