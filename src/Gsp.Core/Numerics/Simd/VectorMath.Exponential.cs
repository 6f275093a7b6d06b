using System.Runtime.CompilerServices;

namespace Gsp.Numerics;

/// <content>The exponential function and what is made of it: x = k log 2 + r with integer k and |r| up to (log 2) / 2, e^x = 2^k e^r.</content>
internal static partial class VectorMath<T, V, L>
{
    /// <summary>Below this e^x is under 2^-126.5 (float) or 2^-1022.5 (double), and k its least value with a 2^k that an element can hold, 0.</summary>
    private static V Underflow => Constant(-709, -88);

    /// <summary>e^x: infinite above 709.78 (float 88.72), with gradual underflow to 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp(V x)
    {
        x = L.Min(Constant(710, 89), L.Max(Constant(-746, -104.5), x));
        V k = Doublings(x);
        // 2^k in two factors, of which only the second can leave the range of normal numbers: one rounding.
        V half = L.Round(L.Multiply(k, Constant(0.5)));
        V scaled = L.Multiply(ExpOfRemainder(Remainder(x, k)), L.PowerOfTwo(half));
        return L.Multiply(scaled, L.PowerOfTwo(L.Subtract(k, half)));
    }

    /// <summary>e^x for x up to 0 (and beyond, to 88; double: 709), the cheapest; 0 where e^x is under 2^-126.5 (double: 2^-1022.5).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V ExpOfNegative(V x)
    {
        x = L.Max(Underflow, x);
        V k = Doublings(x);
        return L.Multiply(ExpOfRemainder(Remainder(x, k)), L.PowerOfTwo(k));
    }

    /// <summary>e^x - 1 without the loss of digits near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V ExpMinusOne(V x)
    {
        V near = L.LessThan(L.Abs(x), Constant(1e-17, 1e-9));
        V y = L.Min(Constant(710, 89), L.Max(Underflow, x));
        V k = Doublings(y);
        // Half the result and a doubling: 2^k itself overflows before the result does.
        V scale = L.PowerOfTwo(L.Subtract(L.Max(Constant(-1022, -126), k), Constant(1)));
        V half = L.MultiplyAdd(scale, ExpMinusOneOfRemainder(Remainder(y, k)), L.Subtract(scale, Constant(0.5)));
        return L.Select(near, x, L.Add(half, half));
    }

    /// <summary>The hyperbolic tangent.</summary>
    /// <remarks>Up to |x| = 0.55 an odd polynomial; beyond, 1 - 2 e / (1 + e) with e = e^(-2 |x|).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh(V x)
    {
        V a = L.Abs(x);
        V z = L.Multiply(a, a);
        V near = L.MultiplyAdd(L.Multiply(a, z), TanhTail(z), a);
        V e = ExpOfNegative(L.Multiply(Constant(-2), a));
        V far = L.Subtract(Constant(1), L.Divide(L.Add(e, e), L.Add(Constant(1), e)));
        return WithSign(L.Select(L.LessThan(a, Constant(0.55)), near, far), x);
    }

    /// <summary>1 / (1 + e^-x); 0 where that is under 2^-126.5 (double: 2^-1022.5).</summary>
    /// <remarks>With e = e^(-|x|) and q = e / (1 + e): 1 - q, or e - e q for negative x, in which the error of q counts little.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sigmoid(V x)
    {
        V e = ExpOfNegative(L.Negate(L.Abs(x)));
        V q = L.Divide(e, L.Add(Constant(1), e));
        V numerator = L.Select(L.LessThan(x, L.Zero), e, Constant(1));
        return L.MultiplyAdd(L.Negate(numerator), q, numerator);
    }

    /// <summary>The k of x = k log 2 + r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Doublings(V x) => L.Round(L.Multiply(x, Constant(1.4426950408889634)));

    /// <summary>The r of x = k log 2 + r, with log 2 in two parts; the first fused operation is all but exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Remainder(V x, V k)
    {
        V r = L.MultiplyAdd(k, Constant(-0.6931471805599453, -0.6931471824645996), x);
        return L.MultiplyAdd(k, Constant(-2.3190468138462996e-17, 1.9046542121259336e-09), r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ExpOfRemainder(V r) => L.MultiplyAdd(L.MultiplyAdd(ExpTail(r), r, Constant(1)), r, Constant(1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ExpMinusOneOfRemainder(V r) => L.MultiplyAdd(L.Multiply(r, r), ExpTail(r), r);
}
