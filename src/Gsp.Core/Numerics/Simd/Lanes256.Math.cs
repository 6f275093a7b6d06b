using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Gsp.Numerics;

/// <summary>Formulas' operations on vectors of 256 bits.</summary>
internal readonly unsafe partial struct Lanes256<T> : IMathLanes<T, Vector256<T>>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(T* target, Vector256<T> value, int count)
    {
        if (count >= Vector256<T>.Count)
        {
            value.Store(target);
        }
        else if (!Avx.IsSupported)
        {
            Lanes128<T>.StoreFirst(target, value.GetLower(), count);
            Lanes128<T>.StoreFirst(target + Vector128<T>.Count, value.GetUpper(), count - Vector128<T>.Count);
        }
        else if (typeof(T) == typeof(double))
        {
            Vector256<double> mask = Vector256.LessThan(Vector256<double>.Indices, Vector256.Create((double)count));
            Avx.MaskStore((double*)target, mask, value.AsDouble());
        }
        else
        {
            Vector256<float> mask = Vector256.LessThan(Vector256<float>.Indices, Vector256.Create((float)count));
            Avx.MaskStore((float*)target, mask, value.AsSingle());
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Subtract(Vector256<T> a, Vector256<T> b) => a - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Divide(Vector256<T> a, Vector256<T> b) => a / b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Negate(Vector256<T> a) => a ^ Vector256.Create(-T.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Abs(Vector256<T> a) => Vector256.Abs(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Sqrt(Vector256<T> a) => Vector256.Sqrt(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Min(Vector256<T> a, Vector256<T> b) =>
        // The instruction's own rule for NaN.
        !Avx.IsSupported ? Select(LessThan(a, b), a, b)
        : typeof(T) == typeof(double) ? Avx.Min(a.AsDouble(), b.AsDouble()).As<double, T>()
        : Avx.Min(a.AsSingle(), b.AsSingle()).As<float, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Max(Vector256<T> a, Vector256<T> b) =>
        // The instruction's own rule for NaN.
        !Avx.IsSupported ? Select(LessThan(b, a), a, b)
        : typeof(T) == typeof(double) ? Avx.Max(a.AsDouble(), b.AsDouble()).As<double, T>()
        : Avx.Max(a.AsSingle(), b.AsSingle()).As<float, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> LessThan(Vector256<T> a, Vector256<T> b) => Vector256.LessThan(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Equal(Vector256<T> a, Vector256<T> b) => Vector256.Equals(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Select(Vector256<T> mask, Vector256<T> a, Vector256<T> b) =>
        Vector256.ConditionalSelect(mask, a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> And(Vector256<T> a, Vector256<T> b) => a & b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Or(Vector256<T> a, Vector256<T> b) => a | b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Xor(Vector256<T> a, Vector256<T> b) => a ^ b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Round(Vector256<T> a) =>
        typeof(T) == typeof(double)
            ? Vector256.Round(a.AsDouble()).As<double, T>()
            : Vector256.Round(a.AsSingle()).As<float, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> PowerOfTwo(Vector256<T> k) =>
        // Added to 1.5 2^52 (1.5 2^23), k plus the bias of exponents stands in the lowest bits, from where it goes to the exponent's.
        typeof(T) == typeof(double)
            ? Vector256
                .ShiftLeft((k.AsDouble() + Vector256.Create(6755399441055744.0 + 1023)).AsInt64(), 52)
                .As<long, T>()
            : Vector256.ShiftLeft((k.AsSingle() + Vector256.Create(12582912f + 127)).AsInt32(), 23).As<int, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Exponent(Vector256<T> a)
    {
        // The exponent's bits, put below the point of 2^52 (2^23), read as that number plus the exponent.
        if (typeof(T) == typeof(double))
        {
            Vector256<long> bits =
                Vector256.ShiftRightLogical(a.AsInt64(), 52) | Vector256.Create(4503599627370496.0).AsInt64();
            return (bits.AsDouble() - Vector256.Create(4503599627370496.0 + 1023)).As<double, T>();
        }
        Vector256<int> bits32 = Vector256.ShiftRightLogical(a.AsInt32(), 23) | Vector256.Create(8388608f).AsInt32();
        return (bits32.AsSingle() - Vector256.Create(8388608f + 127)).As<float, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Mantissa(Vector256<T> a) =>
        typeof(T) == typeof(double)
            ? ((a.AsInt64() & Vector256.Create(0x000FFFFFFFFFFFFF)) | Vector256.Create(1.0).AsInt64()).As<long, T>()
            : ((a.AsInt32() & Vector256.Create(0x007FFFFF)) | Vector256.Create(1f).AsInt32()).As<int, T>();
}
