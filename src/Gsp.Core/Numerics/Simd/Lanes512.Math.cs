using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Gsp.Numerics;

/// <summary>Formulas' operations on vectors of 512 bits.</summary>
internal readonly unsafe partial struct Lanes512<T> : IMathLanes<T, Vector512<T>>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(T* target, Vector512<T> value, int count)
    {
        if (count >= Vector512<T>.Count)
        {
            value.Store(target);
        }
        else if (!Avx512F.IsSupported)
        {
            Lanes256<T>.StoreFirst(target, value.GetLower(), count);
            Lanes256<T>.StoreFirst(target + Vector256<T>.Count, value.GetUpper(), count - Vector256<T>.Count);
        }
        else if (typeof(T) == typeof(double))
        {
            Vector512<double> mask = Vector512.LessThan(Vector512<double>.Indices, Vector512.Create((double)count));
            Avx512F.MaskStore((double*)target, mask, value.AsDouble());
        }
        else
        {
            Vector512<float> mask = Vector512.LessThan(Vector512<float>.Indices, Vector512.Create((float)count));
            Avx512F.MaskStore((float*)target, mask, value.AsSingle());
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Subtract(Vector512<T> a, Vector512<T> b) => a - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Divide(Vector512<T> a, Vector512<T> b) => a / b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Negate(Vector512<T> a) => a ^ Vector512.Create(-T.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Abs(Vector512<T> a) => Vector512.Abs(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Sqrt(Vector512<T> a) => Vector512.Sqrt(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Min(Vector512<T> a, Vector512<T> b) =>
        // The instruction's own rule for NaN.
        !Avx512F.IsSupported ? Select(LessThan(a, b), a, b)
        : typeof(T) == typeof(double) ? Avx512F.Min(a.AsDouble(), b.AsDouble()).As<double, T>()
        : Avx512F.Min(a.AsSingle(), b.AsSingle()).As<float, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Max(Vector512<T> a, Vector512<T> b) =>
        // The instruction's own rule for NaN.
        !Avx512F.IsSupported ? Select(LessThan(b, a), a, b)
        : typeof(T) == typeof(double) ? Avx512F.Max(a.AsDouble(), b.AsDouble()).As<double, T>()
        : Avx512F.Max(a.AsSingle(), b.AsSingle()).As<float, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> LessThan(Vector512<T> a, Vector512<T> b) => Vector512.LessThan(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Equal(Vector512<T> a, Vector512<T> b) => Vector512.Equals(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Select(Vector512<T> mask, Vector512<T> a, Vector512<T> b) =>
        Vector512.ConditionalSelect(mask, a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> And(Vector512<T> a, Vector512<T> b) => a & b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Or(Vector512<T> a, Vector512<T> b) => a | b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Xor(Vector512<T> a, Vector512<T> b) => a ^ b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Round(Vector512<T> a) =>
        typeof(T) == typeof(double)
            ? Vector512.Round(a.AsDouble()).As<double, T>()
            : Vector512.Round(a.AsSingle()).As<float, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> PowerOfTwo(Vector512<T> k) =>
        // Added to 1.5 2^52 (1.5 2^23), k plus the bias of exponents stands in the lowest bits, from where it goes to the exponent's.
        typeof(T) == typeof(double)
            ? Vector512
                .ShiftLeft((k.AsDouble() + Vector512.Create(6755399441055744.0 + 1023)).AsInt64(), 52)
                .As<long, T>()
            : Vector512.ShiftLeft((k.AsSingle() + Vector512.Create(12582912f + 127)).AsInt32(), 23).As<int, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Exponent(Vector512<T> a)
    {
        // The exponent's bits, put below the point of 2^52 (2^23), read as that number plus the exponent.
        if (typeof(T) == typeof(double))
        {
            Vector512<long> bits =
                Vector512.ShiftRightLogical(a.AsInt64(), 52) | Vector512.Create(4503599627370496.0).AsInt64();
            return (bits.AsDouble() - Vector512.Create(4503599627370496.0 + 1023)).As<double, T>();
        }
        Vector512<int> bits32 = Vector512.ShiftRightLogical(a.AsInt32(), 23) | Vector512.Create(8388608f).AsInt32();
        return (bits32.AsSingle() - Vector512.Create(8388608f + 127)).As<float, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Mantissa(Vector512<T> a) =>
        typeof(T) == typeof(double)
            ? ((a.AsInt64() & Vector512.Create(0x000FFFFFFFFFFFFF)) | Vector512.Create(1.0).AsInt64()).As<long, T>()
            : ((a.AsInt32() & Vector512.Create(0x007FFFFF)) | Vector512.Create(1f).AsInt32()).As<int, T>();
}
