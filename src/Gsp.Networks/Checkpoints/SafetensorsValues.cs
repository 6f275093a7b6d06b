using System.Numerics;
using System.Runtime.InteropServices;

namespace Gsp.Networks;

/// <summary>Turns stored little-endian elements into numbers and numbers into stored elements.</summary>
internal static class SafetensorsValues
{
    /// <summary>Bytes that are converted at a time: a multiple of every element's size.</summary>
    public const int PieceLength = 1 << 16;

    /// <summary>The stored type with the same values as a type of the language; null where there is none.</summary>
    public static SafetensorsDtype? DtypeOf<T>() =>
        typeof(T) == typeof(double) ? SafetensorsDtype.F64
        : typeof(T) == typeof(float) ? SafetensorsDtype.F32
        : typeof(T) == typeof(Half) ? SafetensorsDtype.F16
        : typeof(T) == typeof(long) ? SafetensorsDtype.I64
        : typeof(T) == typeof(int) ? SafetensorsDtype.I32
        : typeof(T) == typeof(short) ? SafetensorsDtype.I16
        : typeof(T) == typeof(sbyte) ? SafetensorsDtype.I8
        : typeof(T) == typeof(byte) ? SafetensorsDtype.U8
        : typeof(T) == typeof(bool) ? SafetensorsDtype.Bool
        : null;

    /// <summary>Whether every value of a stored type is a value of the target: false where rounding may be needed, null where the type is
    /// no number of this kind.</summary>
    public static bool? Fits<T>(SafetensorsDtype dtype) =>
        typeof(T) == typeof(float)
            ? dtype.Name switch
            {
                "F32" or "F16" or "BF16" or "I16" or "I8" or "U8" => true,
                "F64" or "I64" or "I32" => false,
                _ => null,
            }
        : typeof(T) == typeof(double)
            ? dtype.Name switch
            {
                "F64" or "F32" or "F16" or "BF16" or "I32" or "I16" or "I8" or "U8" => true,
                "I64" => false,
                _ => null,
            }
        : typeof(T) == typeof(long)
            ? dtype.Name is "I64" or "I32" or "I16" or "I8" or "U8" ? true
                : null
        : null;

    /// <summary>Elements to numbers; a number that the target cannot hold is rounded.</summary>
    /// <param name="dtype">The stored type, one that <see cref="Fits"/> the target or is rounded to it.</param>
    /// <param name="bytes">The stored elements, whose order is changed on big-endian machines.</param>
    /// <param name="target">Receives one number an element.</param>
    public static void Decode<T>(SafetensorsDtype dtype, Span<byte> bytes, Span<T> target)
        where T : INumberBase<T>
    {
        ByteOrder.LittleEndian(bytes, dtype.Bits / 8);
        switch (dtype.Name)
        {
            case "F64":
                Convert<double, T>(bytes, target);
                break;
            case "F32":
                Convert<float, T>(bytes, target);
                break;
            case "F16":
                Convert<Half, T>(bytes, target);
                break;
            case "BF16":
                ReadOnlySpan<ushort> upper = MemoryMarshal.Cast<byte, ushort>(bytes);
                for (int i = 0; i < target.Length; i++)
                {
                    target[i] = T.CreateTruncating(ReducedFloats.FromBFloat16(upper[i]));
                }
                break;
            case "I64":
                Convert<long, T>(bytes, target);
                break;
            case "I32":
                Convert<int, T>(bytes, target);
                break;
            case "I16":
                Convert<short, T>(bytes, target);
                break;
            case "I8":
                Convert<sbyte, T>(bytes, target);
                break;
            default:
                Convert<byte, T>(bytes, target);
                break;
        }
    }

    /// <summary>Numbers to elements of a floating-point type, rounded once to the nearest.</summary>
    /// <param name="values">The numbers.</param>
    /// <param name="dtype">F64, F32, F16 or BF16.</param>
    /// <param name="bytes">Receives the elements.</param>
    public static void Encode<T>(ReadOnlySpan<T> values, SafetensorsDtype dtype, Span<byte> bytes)
        where T : unmanaged, INumberBase<T>
    {
        switch (dtype.Name)
        {
            case "F64":
                Convert(values, MemoryMarshal.Cast<byte, double>(bytes));
                break;
            case "F32":
                Convert(values, MemoryMarshal.Cast<byte, float>(bytes));
                break;
            case "F16":
                Convert(values, MemoryMarshal.Cast<byte, Half>(bytes));
                break;
            default:
                Span<ushort> upper = MemoryMarshal.Cast<byte, ushort>(bytes);
                for (int i = 0; i < values.Length; i++)
                {
                    upper[i] = ReducedFloats.ToBFloat16(double.CreateTruncating(values[i]));
                }
                break;
        }
        ByteOrder.LittleEndian(bytes, dtype.Bits / 8);
    }

    private static void Convert<TStored, T>(Span<byte> bytes, Span<T> target)
        where TStored : unmanaged, INumberBase<TStored>
        where T : INumberBase<T> => Convert<TStored, T>(MemoryMarshal.Cast<byte, TStored>(bytes), target);

    private static void Convert<TFrom, TTo>(ReadOnlySpan<TFrom> from, Span<TTo> to)
        where TFrom : INumberBase<TFrom>
        where TTo : INumberBase<TTo>
    {
        for (int i = 0; i < from.Length; i++)
        {
            to[i] = TTo.CreateTruncating(from[i]);
        }
    }
}
