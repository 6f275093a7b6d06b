using System.Runtime.CompilerServices;

namespace Gsp.Numerics;

/// <content>The error function.</content>
internal static partial class VectorMath<T, V, L>
{
    /// <summary>erf x = 2 / sqrt(pi) times the integral of e^(-t^2) from 0 to x.</summary>
    /// <remarks>Up to |x| = 1 an odd polynomial; beyond, 1 - e^(-q(x)) with a polynomial q = -log(1 - erf x), until it rounds to 1.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Erf(V x)
    {
        V a = L.Abs(x);
        V near = L.MultiplyAdd(a, ErfTail(L.Multiply(a, a)), a);
        V far = ExpOfNegative(L.Negate(ErfcExponent(L.Min(Constant(6, 4), a))));
        V magnitude = L.Select(L.LessThan(a, Constant(1)), near, L.Subtract(Constant(1), far));
        return WithSign(magnitude, x);
    }
}
