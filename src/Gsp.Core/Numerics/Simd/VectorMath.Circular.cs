using System.Runtime.CompilerServices;

namespace Gsp.Numerics;

/// <content>Sine and cosine: |x| = h pi + r with |r| up to pi / 2, by pi in three parts (Cody and Waite 1980, section 8).</content>
/// <remarks>Within the errors stated for |x| up to 10^5; far beyond, the sign and then every digit is lost. Infinity gives NaN.</remarks>
internal static partial class VectorMath<T, V, L>
{
    /// <summary>The sine of x radians, |x| up to 10^5.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sin(V x)
    {
        V a = L.Abs(x);
        V k = L.Round(L.Multiply(a, Constant(0.3183098861837907)));
        V s = L.Multiply(SinOfRemainder(a, k), SignOfParity(k));
        return L.Xor(s, L.And(x, Constant(-0.0)));
    }

    /// <summary>The cosine of x radians, |x| up to 10^5.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Cos(V x)
    {
        // cos |x| = -(-1)^k sin r with |x| = (k + 1/2) pi + r.
        V a = L.Abs(x);
        V k = L.Round(L.MultiplyAdd(a, Constant(0.3183098861837907), Constant(-0.5)));
        V s = SinOfRemainder(a, L.Add(k, Constant(0.5)));
        return L.Multiply(L.Negate(s), SignOfParity(k));
    }

    /// <summary>sin(a - h pi). The first fused operation is exact: h pi has no digit below those of a number under 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V SinOfRemainder(V a, V h)
    {
        V r = L.MultiplyAdd(h, Constant(-3.141592653589793, -3.1415927410125732), a);
        r = L.MultiplyAdd(h, Constant(-1.2246467991473532e-16, 8.742277657347586e-08), r);
        r = L.MultiplyAdd(h, Constant(2.9947698097183397e-33, 3.4302490200117637e-15), r);
        V z = L.Multiply(r, r);
        return L.MultiplyAdd(L.Multiply(r, z), SinTail(z), r);
    }

    /// <summary>(-1)^k.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V SignOfParity(V k)
    {
        V odd = L.MultiplyAdd(Constant(-2), L.Round(L.Multiply(k, Constant(0.5))), k);
        return L.MultiplyAdd(L.Multiply(Constant(-2), odd), odd, Constant(1));
    }
}
