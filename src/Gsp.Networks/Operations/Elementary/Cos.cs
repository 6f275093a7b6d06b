using System.Numerics;
using Gsp.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>The cosine of radians. Gradient: -g sin x.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <returns>The result, of the same shape.</returns>
    public static Tensor<T> Cos<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Unary("cos", default(CosFormula), x);
}

/// <summary>The cosine of radians.</summary>
internal readonly struct CosFormula : IUnaryFormula
{
    static bool IUnaryFormula.SlopeFromOutput => false;

    V IUnaryFormula.Value<T, V, L>(V x) => VectorMath<T, V, L>.Cos(x);

    V IUnaryFormula.Slope<T, V, L>(V point) => L.Negate(VectorMath<T, V, L>.Sin(point));
}
