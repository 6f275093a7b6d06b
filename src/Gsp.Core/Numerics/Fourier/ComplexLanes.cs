using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gsp.Numerics;

/// <summary>One complex number of each of several transforms side by side: a vector of real parts, then one of imaginary parts.</summary>
/// <remarks>Lanes never mix, so a transform's bits do not depend on its neighbours nor on how many there are.</remarks>
internal readonly unsafe struct ComplexLanes<T>(Vector256<T> real, Vector256<T> imaginary)
    : IComplexVector<ComplexLanes<T>, T>
    where T : unmanaged
{
    private readonly Vector256<T> real = real;
    private readonly Vector256<T> imaginary = imaginary;

    public static int Scalars => 2 * Vector256<T>.Count;

    public static int Elements => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes<T> Load(T* place, bool whole) =>
        new(Vector256.Load(place), Vector256.Load(place + Vector256<T>.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ComplexLanes<T> value, T* place, bool whole)
    {
        value.real.Store(place);
        value.imaginary.Store(place + Vector256<T>.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Turn<ComplexLanes<T>> Spread(T* factor) =>
        new(new ComplexLanes<T>(Vector256.Create(factor[0]), Vector256.Create(factor[1])));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Turn<ComplexLanes<T>> Each(T* factors, bool whole) => Spread(factors);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes<T> operator +(ComplexLanes<T> a, ComplexLanes<T> b) =>
        new(a.real + b.real, a.imaginary + b.imaginary);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes<T> operator -(ComplexLanes<T> a, ComplexLanes<T> b) =>
        new(a.real - b.real, a.imaginary - b.imaginary);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes<T> operator *(ComplexLanes<T> a, T factor) =>
        new(a.real * Vector256.Create(factor), a.imaginary * Vector256.Create(factor));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes<T> operator *(ComplexLanes<T> a, Turn<ComplexLanes<T>> factor) =>
        new(
            a.real * factor.First.real - a.imaginary * factor.First.imaginary,
            a.imaginary * factor.First.real + a.real * factor.First.imaginary
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes<T> TimesMinusI(ComplexLanes<T> a) => new(a.imaginary, -a.real);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes<T> Conjugate(ComplexLanes<T> a) => new(a.real, -a.imaginary);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes<T> RealPart(ComplexLanes<T> a) => new(a.real, Vector256<T>.Zero);
}
