using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Gsp.Numerics;

/// <summary>Formulas' operations on vectors of 128 bits.</summary>
internal readonly unsafe partial struct Lanes128<T> : IMathLanes<T, Vector128<T>>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(T* target, Vector128<T> value, int count)
    {
        for (int i = 0; i < Math.Min(count, Vector128<T>.Count); i++)
        {
            target[i] = value[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Subtract(Vector128<T> a, Vector128<T> b) => a - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Divide(Vector128<T> a, Vector128<T> b) => a / b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Negate(Vector128<T> a) => a ^ Vector128.Create(-T.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Abs(Vector128<T> a) => Vector128.Abs(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Sqrt(Vector128<T> a) => Vector128.Sqrt(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Min(Vector128<T> a, Vector128<T> b) =>
        // The instruction's own rule for NaN.
        !Sse2.IsSupported ? Select(LessThan(a, b), a, b)
        : typeof(T) == typeof(double) ? Sse2.Min(a.AsDouble(), b.AsDouble()).As<double, T>()
        : Sse.Min(a.AsSingle(), b.AsSingle()).As<float, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Max(Vector128<T> a, Vector128<T> b) =>
        // The instruction's own rule for NaN.
        !Sse2.IsSupported ? Select(LessThan(b, a), a, b)
        : typeof(T) == typeof(double) ? Sse2.Max(a.AsDouble(), b.AsDouble()).As<double, T>()
        : Sse.Max(a.AsSingle(), b.AsSingle()).As<float, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> LessThan(Vector128<T> a, Vector128<T> b) => Vector128.LessThan(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Equal(Vector128<T> a, Vector128<T> b) => Vector128.Equals(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Select(Vector128<T> mask, Vector128<T> a, Vector128<T> b) =>
        Vector128.ConditionalSelect(mask, a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> And(Vector128<T> a, Vector128<T> b) => a & b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Or(Vector128<T> a, Vector128<T> b) => a | b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Xor(Vector128<T> a, Vector128<T> b) => a ^ b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Round(Vector128<T> a) =>
        typeof(T) == typeof(double)
            ? Vector128.Round(a.AsDouble()).As<double, T>()
            : Vector128.Round(a.AsSingle()).As<float, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> PowerOfTwo(Vector128<T> k) =>
        // Added to 1.5 2^52 (1.5 2^23), k plus the bias of exponents stands in the lowest bits, from where it goes to the exponent's.
        typeof(T) == typeof(double)
            ? Vector128
                .ShiftLeft((k.AsDouble() + Vector128.Create(6755399441055744.0 + 1023)).AsInt64(), 52)
                .As<long, T>()
            : Vector128.ShiftLeft((k.AsSingle() + Vector128.Create(12582912f + 127)).AsInt32(), 23).As<int, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Exponent(Vector128<T> a)
    {
        // The exponent's bits, put below the point of 2^52 (2^23), read as that number plus the exponent.
        if (typeof(T) == typeof(double))
        {
            Vector128<long> bits =
                Vector128.ShiftRightLogical(a.AsInt64(), 52) | Vector128.Create(4503599627370496.0).AsInt64();
            return (bits.AsDouble() - Vector128.Create(4503599627370496.0 + 1023)).As<double, T>();
        }
        Vector128<int> bits32 = Vector128.ShiftRightLogical(a.AsInt32(), 23) | Vector128.Create(8388608f).AsInt32();
        return (bits32.AsSingle() - Vector128.Create(8388608f + 127)).As<float, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Mantissa(Vector128<T> a) =>
        typeof(T) == typeof(double)
            ? ((a.AsInt64() & Vector128.Create(0x000FFFFFFFFFFFFF)) | Vector128.Create(1.0).AsInt64()).As<long, T>()
            : ((a.AsInt32() & Vector128.Create(0x007FFFFF)) | Vector128.Create(1f).AsInt32()).As<int, T>();
}
