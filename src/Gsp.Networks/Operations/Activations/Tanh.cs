using System.Numerics;
using Gsp.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>The hyperbolic tangent. Gradient: g (1 - y^2).</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <returns>The result, of the same shape.</returns>
    public static Tensor<T> Tanh<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Unary("tanh", default(TanhFormula), x);
}

/// <summary>The hyperbolic tangent.</summary>
internal readonly struct TanhFormula : IUnaryFormula
{
    static bool IUnaryFormula.SlopeFromOutput => true;

    V IUnaryFormula.Value<T, V, L>(V x) => VectorMath<T, V, L>.Tanh(x);

    V IUnaryFormula.Slope<T, V, L>(V point) => L.MultiplyAdd(L.Negate(point), point, L.Broadcast(T.One));
}
