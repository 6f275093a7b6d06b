using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gsp.Numerics;

/// <summary>Two complex numbers of one transform, as they lie in memory: real, imaginary, real, imaginary.</summary>
internal readonly unsafe struct ComplexPair(Vector256<double> value) : IComplexVector<ComplexPair, double>
{
    private readonly Vector256<double> value = value;

    public static int Scalars => 2;

    public static int Elements => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexPair Load(double* place, bool whole) =>
        new(whole ? Vector256.Load(place) : Vector128.Load(place).ToVector256());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ComplexPair value, double* place, bool whole)
    {
        if (whole)
        {
            value.value.Store(place);
        }
        else
        {
            value.value.GetLower().Store(place);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Turn<ComplexPair> Spread(double* factor) =>
        new(
            new ComplexPair(Vector256.Create(factor[0])),
            new ComplexPair(Vector256.Create(factor[1]) ^ Vector256.Create(-0.0, 0.0, -0.0, 0.0))
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Turn<ComplexPair> Each(double* factors, bool whole)
    {
        Vector256<double> both = Load(factors, whole).value;
        return new Turn<ComplexPair>(
            new ComplexPair(Vector256.Shuffle(both, Vector256.Create(0L, 0, 2, 2))),
            new ComplexPair(
                Vector256.Shuffle(both, Vector256.Create(1L, 1, 3, 3)) ^ Vector256.Create(-0.0, 0.0, -0.0, 0.0)
            )
        );
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexPair operator +(ComplexPair a, ComplexPair b) => new(a.value + b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexPair operator -(ComplexPair a, ComplexPair b) => new(a.value - b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexPair operator *(ComplexPair a, double factor) => new(a.value * Vector256.Create(factor));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexPair operator *(ComplexPair a, Turn<ComplexPair> factor) =>
        new(a.value * factor.First.value + Exchanged(a) * factor.Second.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexPair TimesMinusI(ComplexPair a) => new(Exchanged(a) ^ Vector256.Create(0.0, -0.0, 0.0, -0.0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexPair Conjugate(ComplexPair a) => new(a.value ^ Vector256.Create(0.0, -0.0, 0.0, -0.0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexPair RealPart(ComplexPair a) => new(a.value & Vector256.Create(-1L, 0, -1, 0).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Exchanged(ComplexPair a) =>
        Vector256.Shuffle(a.value, Vector256.Create(1L, 0, 3, 2));
}
