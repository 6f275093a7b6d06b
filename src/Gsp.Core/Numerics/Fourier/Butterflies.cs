using System.Numerics;
using System.Runtime.CompilerServices;

namespace Gsp.Numerics;

/// <summary>The Stockham stages: for a block of r m elements at a stride s, the output (p, k) is w^(pk s) times coefficient k of the r
/// inputs p, p + m, p + 2m, ...; sorted as it goes, so no bit reversal is needed.</summary>
/// <remarks>Roots are complex numbers in a row, w^j at 2 j; the stride given for them counts numbers, not pairs.</remarks>
/// <typeparam name="TVector">The layout.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
internal static unsafe class Butterflies<TVector, T>
    where TVector : unmanaged, IComplexVector<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly T Half = T.CreateTruncating(0.5);
    private static readonly T Sine60 = T.CreateTruncating(0.86602540378443864676);
    private static readonly T Cosine72 = T.CreateTruncating(0.30901699437494742410);
    private static readonly T Cosine144 = T.CreateTruncating(-0.80901699437494742410);
    private static readonly T Sine72 = T.CreateTruncating(0.95105651629515357212);
    private static readonly T Sine144 = T.CreateTruncating(0.58778525229247312917);

    public static void Two(int m, int stride, T* roots, nint rootStride, T* from, T* to)
    {
        nint row = (nint)stride * TVector.Scalars;
        for (int p = 0; p < m; p++)
        {
            Turn<TVector> w = TVector.Spread(roots + p * rootStride);
            T* source = from + p * row;
            T* target = to + 2 * p * row;
            for (int q = 0; q < stride; q += TVector.Elements)
            {
                bool whole = Whole(q, stride);
                TVector a = TVector.Load(source, whole);
                TVector b = TVector.Load(source + m * row, whole);
                TVector.Store(a + b, target, whole);
                TVector.Store((a - b) * w, target + row, whole);
                source += Step;
                target += Step;
            }
        }
    }

    public static void Three(int m, int stride, T* roots, nint rootStride, T* from, T* to)
    {
        nint row = (nint)stride * TVector.Scalars;
        for (int p = 0; p < m; p++)
        {
            Turn<TVector> w1 = TVector.Spread(roots + p * rootStride);
            Turn<TVector> w2 = TVector.Spread(roots + 2 * p * rootStride);
            T* source = from + p * row;
            T* target = to + 3 * p * row;
            for (int q = 0; q < stride; q += TVector.Elements)
            {
                bool whole = Whole(q, stride);
                TVector a = TVector.Load(source, whole);
                TVector b = TVector.Load(source + m * row, whole);
                TVector c = TVector.Load(source + 2 * m * row, whole);
                TVector sum = b + c;
                TVector level = a - sum * Half;
                TVector turned = TVector.TimesMinusI((b - c) * Sine60);
                TVector.Store(a + sum, target, whole);
                TVector.Store((level + turned) * w1, target + row, whole);
                TVector.Store((level - turned) * w2, target + 2 * row, whole);
                source += Step;
                target += Step;
            }
        }
    }

    public static void Four(int m, int stride, T* roots, nint rootStride, T* from, T* to)
    {
        nint row = (nint)stride * TVector.Scalars;
        for (int p = 0; p < m; p++)
        {
            Turn<TVector> w1 = TVector.Spread(roots + p * rootStride);
            Turn<TVector> w2 = TVector.Spread(roots + 2 * p * rootStride);
            Turn<TVector> w3 = TVector.Spread(roots + 3 * p * rootStride);
            T* source = from + p * row;
            T* target = to + 4 * p * row;
            for (int q = 0; q < stride; q += TVector.Elements)
            {
                bool whole = Whole(q, stride);
                TVector a = TVector.Load(source, whole);
                TVector b = TVector.Load(source + m * row, whole);
                TVector c = TVector.Load(source + 2 * m * row, whole);
                TVector d = TVector.Load(source + 3 * m * row, whole);
                TVector sum = a + c;
                TVector difference = a - c;
                TVector other = b + d;
                TVector turned = TVector.TimesMinusI(b - d);
                TVector.Store(sum + other, target, whole);
                TVector.Store((difference + turned) * w1, target + row, whole);
                TVector.Store((sum - other) * w2, target + 2 * row, whole);
                TVector.Store((difference - turned) * w3, target + 3 * row, whole);
                source += Step;
                target += Step;
            }
        }
    }

    public static void Five(int m, int stride, T* roots, nint rootStride, T* from, T* to)
    {
        nint row = (nint)stride * TVector.Scalars;
        for (int p = 0; p < m; p++)
        {
            Turn<TVector> w1 = TVector.Spread(roots + p * rootStride);
            Turn<TVector> w2 = TVector.Spread(roots + 2 * p * rootStride);
            Turn<TVector> w3 = TVector.Spread(roots + 3 * p * rootStride);
            Turn<TVector> w4 = TVector.Spread(roots + 4 * p * rootStride);
            T* source = from + p * row;
            T* target = to + 5 * p * row;
            for (int q = 0; q < stride; q += TVector.Elements)
            {
                bool whole = Whole(q, stride);
                TVector a = TVector.Load(source, whole);
                TVector b = TVector.Load(source + m * row, whole);
                TVector c = TVector.Load(source + 2 * m * row, whole);
                TVector d = TVector.Load(source + 3 * m * row, whole);
                TVector e = TVector.Load(source + 4 * m * row, whole);
                (TVector outer, TVector inner) = (b + e, c + d);
                (TVector left, TVector right) = (b - e, c - d);
                TVector first = a + outer * Cosine72 + inner * Cosine144;
                TVector second = a + outer * Cosine144 + inner * Cosine72;
                TVector firstTurned = TVector.TimesMinusI(left * Sine72 + right * Sine144);
                TVector secondTurned = TVector.TimesMinusI(left * Sine144 - right * Sine72);
                TVector.Store(a + outer + inner, target, whole);
                TVector.Store((first + firstTurned) * w1, target + row, whole);
                TVector.Store((second + secondTurned) * w2, target + 2 * row, whole);
                TVector.Store((second - secondTurned) * w3, target + 3 * row, whole);
                TVector.Store((first - firstTurned) * w4, target + 4 * row, whole);
                source += Step;
                target += Step;
            }
        }
    }

    /// <summary>Any odd radix r: inputs j and r - j are paired to a sum and a difference, whose factors are real, and give the outputs k
    /// and r - k together: (r - 1)^2 real factors where the definition has as many complex ones. The table is that of
    /// <see cref="RootsOfUnity.OddTable{T}"/>.</summary>
    public static void Odd(int radix, T* table, int m, int stride, T* roots, nint rootStride, T* from, T* to)
    {
        nint row = (nint)stride * TVector.Scalars;
        int half = radix / 2;
        TVector* sums = stackalloc TVector[half];
        TVector* differences = stackalloc TVector[half];
        for (int p = 0; p < m; p++)
        {
            T* source = from + p * row;
            T* target = to + radix * p * row;
            for (int q = 0; q < stride; q += TVector.Elements)
            {
                bool whole = Whole(q, stride);
                TVector first = TVector.Load(source, whole);
                TVector total = first;
                for (int j = 1; j <= half; j++)
                {
                    TVector a = TVector.Load(source + j * m * row, whole);
                    TVector b = TVector.Load(source + (radix - j) * m * row, whole);
                    sums[j - 1] = a + b;
                    differences[j - 1] = a - b;
                    total += a + b;
                }
                TVector.Store(total, target, whole);
                T* numbers = table;
                for (int k = 1; k <= half; k++)
                {
                    TVector level = first + sums[0] * numbers[0];
                    TVector turned = differences[0] * numbers[1];
                    numbers += 2;
                    for (int j = 1; j < half; j++)
                    {
                        level += sums[j] * numbers[0];
                        turned += differences[j] * numbers[1];
                        numbers += 2;
                    }
                    turned = TVector.TimesMinusI(turned);
                    Turn<TVector> up = TVector.Spread(roots + k * p * rootStride);
                    Turn<TVector> down = TVector.Spread(roots + (radix - k) * p * rootStride);
                    TVector.Store((level + turned) * up, target + k * row, whole);
                    TVector.Store((level - turned) * down, target + (radix - k) * row, whole);
                }
                source += Step;
                target += Step;
            }
        }
    }

    private static int Step => TVector.Scalars * TVector.Elements;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Whole(int q, int stride) => TVector.Elements == 1 || q + TVector.Elements <= stride;
}
