using System.Numerics;
using Gsp.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>x / (1 + e^-x), the sigmoid-weighted linear unit (swish).</summary>
    /// <remarks>Gradient: g s (1 + x (1 - s)) with s = 1 / (1 + e^-x).</remarks>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <returns>The result, of the same shape.</returns>
    public static Tensor<T> Silu<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Unary("silu", default(SiluFormula), x);
}

/// <summary>x times its sigmoid.</summary>
internal readonly struct SiluFormula : IUnaryFormula
{
    static bool IUnaryFormula.SlopeFromOutput => false;

    V IUnaryFormula.Value<T, V, L>(V x) => L.Multiply(x, VectorMath<T, V, L>.Sigmoid(x));

    V IUnaryFormula.Slope<T, V, L>(V point)
    {
        V s = VectorMath<T, V, L>.Sigmoid(point);
        V rest = L.Subtract(L.Broadcast(T.One), s);
        return L.Multiply(s, L.MultiplyAdd(point, rest, L.Broadcast(T.One)));
    }
}
