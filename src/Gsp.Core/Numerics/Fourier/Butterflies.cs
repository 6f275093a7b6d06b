using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Gsp.Numerics;

/// <summary>The Stockham stages of small radices, two complex numbers to a vector.</summary>
/// <remarks>Each element sees the operations of complex arithmetic in a fixed order, no fused ones: the same bits on every machine.</remarks>
internal static class Butterflies
{
    private static readonly double Sine60 = Math.Sqrt(0.75);
    private static readonly double Cosine72 = (Math.Sqrt(5) - 1) / 4;
    private static readonly double Cosine144 = -(Math.Sqrt(5) + 1) / 4;
    private static readonly double Sine72 = Math.Sqrt((5 + Math.Sqrt(5)) / 8);
    private static readonly double Sine144 = Math.Sqrt((5 - Math.Sqrt(5)) / 8);

    public static void Two(int m, int stride, Complex[] roots, ReadOnlySpan<Complex> from, Span<Complex> to)
    {
        ref double source = ref First(from);
        ref double target = ref First(to);
        for (int p = 0; p < m; p++)
        {
            Turn w = new(roots[p * stride]);
            for (int q = 0; q < stride; q += 2)
            {
                bool pair = q + 1 < stride;
                Vector256<double> a = Load(ref source, q + stride * p, pair);
                Vector256<double> b = Load(ref source, q + stride * (p + m), pair);
                int place = q + stride * 2 * p;
                Store(a + b, ref target, place, pair);
                Store(w.Times(a - b), ref target, place + stride, pair);
            }
        }
    }

    public static void Three(int m, int stride, Complex[] roots, ReadOnlySpan<Complex> from, Span<Complex> to)
    {
        ref double source = ref First(from);
        ref double target = ref First(to);
        var half = Vector256.Create(0.5);
        var sine = Vector256.Create(Sine60);
        for (int p = 0; p < m; p++)
        {
            Turn w1 = new(roots[p * stride]);
            Turn w2 = new(roots[2 * p * stride]);
            for (int q = 0; q < stride; q += 2)
            {
                bool pair = q + 1 < stride;
                Vector256<double> a = Load(ref source, q + stride * p, pair);
                Vector256<double> b = Load(ref source, q + stride * (p + m), pair);
                Vector256<double> c = Load(ref source, q + stride * (p + 2 * m), pair);
                Vector256<double> sum = b + c;
                Vector256<double> level = a - half * sum;
                Vector256<double> turned = TimesMinusI(sine * (b - c));
                int place = q + stride * 3 * p;
                Store(a + sum, ref target, place, pair);
                Store(w1.Times(level + turned), ref target, place + stride, pair);
                Store(w2.Times(level - turned), ref target, place + 2 * stride, pair);
            }
        }
    }

    public static void Four(int m, int stride, Complex[] roots, ReadOnlySpan<Complex> from, Span<Complex> to)
    {
        ref double source = ref First(from);
        ref double target = ref First(to);
        for (int p = 0; p < m; p++)
        {
            Turn w1 = new(roots[p * stride]);
            Turn w2 = new(roots[2 * p * stride]);
            Turn w3 = new(roots[3 * p * stride]);
            for (int q = 0; q < stride; q += 2)
            {
                bool pair = q + 1 < stride;
                Vector256<double> a = Load(ref source, q + stride * p, pair);
                Vector256<double> b = Load(ref source, q + stride * (p + m), pair);
                Vector256<double> c = Load(ref source, q + stride * (p + 2 * m), pair);
                Vector256<double> d = Load(ref source, q + stride * (p + 3 * m), pair);
                Vector256<double> sum = a + c;
                Vector256<double> difference = a - c;
                Vector256<double> other = b + d;
                Vector256<double> turned = TimesMinusI(b - d);
                int place = q + stride * 4 * p;
                Store(sum + other, ref target, place, pair);
                Store(w1.Times(difference + turned), ref target, place + stride, pair);
                Store(w2.Times(sum - other), ref target, place + 2 * stride, pair);
                Store(w3.Times(difference - turned), ref target, place + 3 * stride, pair);
            }
        }
    }

    public static void Five(int m, int stride, Complex[] roots, ReadOnlySpan<Complex> from, Span<Complex> to)
    {
        ref double source = ref First(from);
        ref double target = ref First(to);
        (Vector256<double> c1, Vector256<double> c2) = (Vector256.Create(Cosine72), Vector256.Create(Cosine144));
        (Vector256<double> s1, Vector256<double> s2) = (Vector256.Create(Sine72), Vector256.Create(Sine144));
        for (int p = 0; p < m; p++)
        {
            Turn w1 = new(roots[p * stride]);
            Turn w2 = new(roots[2 * p * stride]);
            Turn w3 = new(roots[3 * p * stride]);
            Turn w4 = new(roots[4 * p * stride]);
            for (int q = 0; q < stride; q += 2)
            {
                bool pair = q + 1 < stride;
                Vector256<double> a = Load(ref source, q + stride * p, pair);
                Vector256<double> b = Load(ref source, q + stride * (p + m), pair);
                Vector256<double> c = Load(ref source, q + stride * (p + 2 * m), pair);
                Vector256<double> d = Load(ref source, q + stride * (p + 3 * m), pair);
                Vector256<double> e = Load(ref source, q + stride * (p + 4 * m), pair);
                (Vector256<double> outer, Vector256<double> inner) = (b + e, c + d);
                (Vector256<double> left, Vector256<double> right) = (b - e, c - d);
                Vector256<double> first = a + c1 * outer + c2 * inner;
                Vector256<double> second = a + c2 * outer + c1 * inner;
                Vector256<double> firstTurned = TimesMinusI(s1 * left + s2 * right);
                Vector256<double> secondTurned = TimesMinusI(s2 * left - s1 * right);
                int place = q + stride * 5 * p;
                Store(a + outer + inner, ref target, place, pair);
                Store(w1.Times(first + firstTurned), ref target, place + stride, pair);
                Store(w2.Times(second + secondTurned), ref target, place + 2 * stride, pair);
                Store(w3.Times(second - secondTurned), ref target, place + 3 * stride, pair);
                Store(w4.Times(first - firstTurned), ref target, place + 4 * stride, pair);
            }
        }
    }

    private static ref double First(ReadOnlySpan<Complex> values) =>
        ref MemoryMarshal.GetReference(MemoryMarshal.Cast<Complex, double>(values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Load(ref double values, int index, bool pair) =>
        pair
            ? Vector256.LoadUnsafe(ref values, (nuint)(2 * (long)index))
            : Vector128.LoadUnsafe(ref values, (nuint)(2 * (long)index)).ToVector256();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<double> value, ref double values, int index, bool pair)
    {
        if (pair)
        {
            value.StoreUnsafe(ref values, (nuint)(2 * (long)index));
        }
        else
        {
            value.GetLower().StoreUnsafe(ref values, (nuint)(2 * (long)index));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> TimesMinusI(Vector256<double> value) =>
        Vector256.Shuffle(value, Vector256.Create(1L, 0, 3, 2)) ^ Vector256.Create(0.0, -0.0, 0.0, -0.0);

    /// <summary>A complex factor, spread so that a product is two multiplications and an addition.</summary>
    private readonly struct Turn(Complex w)
    {
        private readonly Vector256<double> real = Vector256.Create(w.Real);
        private readonly Vector256<double> imaginary = Vector256.Create(
            -w.Imaginary,
            w.Imaginary,
            -w.Imaginary,
            w.Imaginary
        );

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<double> Times(Vector256<double> value) =>
            value * real + Vector256.Shuffle(value, Vector256.Create(1L, 0, 3, 2)) * imaginary;
    }
}
