using System.Runtime.CompilerServices;

namespace Gsp.Numerics;

/// <content>The logarithm and what is made of it: x = 2^k (1 + f) with 1 + f between sqrt(1/2) and sqrt 2.</content>
internal static partial class VectorMath<T, V, L>
{
    /// <summary>The natural logarithm: NaN below 0, minus infinity at 0, exact arguments also below the normal range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log(V x)
    {
        V subnormal = L.LessThan(x, Constant(2.2250738585072014e-308, 1.1754943508222875e-38));
        V y = L.Select(subnormal, L.Multiply(x, Constant(18014398509481984.0, 16777216.0)), x);
        V k = L.Subtract(L.Exponent(y), L.And(subnormal, Constant(54, 24)));
        V m = L.Mantissa(y);
        V above = AboveRootTwo(m);
        m = L.Select(above, L.Multiply(m, Constant(0.5)), m);
        V log = LogOfReduced(L.Add(k, L.And(above, Constant(1))), L.Subtract(m, Constant(1)));
        return WhereLogIsFinite(x, log);
    }

    /// <summary>log(1 + x) without the loss of digits near 0: NaN below -1, minus infinity at -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LogOnePlus(V x)
    {
        V u = L.Add(Constant(1), x);
        V m = L.Mantissa(u);
        V above = AboveRootTwo(m);
        V k = L.Add(L.Exponent(u), L.And(above, Constant(1)));
        // f = 2^-k x + (2^-k - 1) has one rounding; of large x nothing is left below the last digit of 1 + x.
        V scale = L.PowerOfTwo(L.Negate(k));
        V f = L.MultiplyAdd(scale, x, L.Subtract(scale, Constant(1)));
        V large = L.Subtract(L.Select(above, L.Multiply(m, Constant(0.5)), m), Constant(1));
        f = L.Select(L.LessThan(u, Constant(1e18, 1e9)), f, large);
        V log = WhereLogIsFinite(u, LogOfReduced(k, f));
        return L.Select(L.Equal(x, L.Zero), x, log);
    }

    /// <summary>log(1 + e^x), max(x, 0) + log(1 + e^(-|x|)); 0 where that is under 2^-126.5 (double: 2^-1022.5).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Softplus(V x)
    {
        V e = ExpOfNegative(L.Negate(L.Abs(x)));
        V above = L.LessThan(Constant(0.41421356237309503), e);
        V f = L.Select(above, L.MultiplyAdd(e, Constant(0.5), Constant(-0.5)), e);
        return L.Add(L.Max(L.Zero, x), LogOfReduced(L.And(above, Constant(1)), f));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V AboveRootTwo(V m) => L.LessThan(Constant(1.4142135623730951), m);

    /// <summary>k log 2 + log(1 + f) by s = f / (2 + f): log(1 + f) = log((1 + s) / (1 - s)) = f - s (f - s^2 R(s^2)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogOfReduced(V k, V f)
    {
        V s = L.Divide(f, L.Add(Constant(2), f));
        V z = L.Multiply(s, s);
        V g = L.Subtract(f, L.Multiply(z, LogTail(z)));
        V low = L.MultiplyAdd(L.Negate(s), g, L.Multiply(k, Constant(2.3190468138462996e-17, -1.9046542121259336e-09)));
        return L.MultiplyAdd(k, Constant(0.6931471805599453, 0.6931471824645996), L.Add(f, low));
    }

    /// <summary>The logarithm for positive finite x; of 0 minus infinity, of infinity infinity, of all else NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V WhereLogIsFinite(V x, V log)
    {
        V orInfinite = L.Select(L.LessThan(x, Constant(double.PositiveInfinity)), log, x);
        V below = L.Select(L.Equal(x, L.Zero), Constant(double.NegativeInfinity), Constant(double.NaN));
        return L.Select(L.LessThan(L.Zero, x), orInfinite, below);
    }
}
