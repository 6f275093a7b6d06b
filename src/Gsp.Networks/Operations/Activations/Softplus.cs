using System.Numerics;
using Gsp.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>log(1 + e^x), without overflow. Gradient: g / (1 + e^-x).</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <returns>The result, of the same shape.</returns>
    public static Tensor<T> Softplus<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Unary("softplus", default(SoftplusFormula), x);
}

/// <summary>log(1 + e^x), without overflow.</summary>
internal readonly struct SoftplusFormula : IUnaryFormula
{
    static bool IUnaryFormula.SlopeFromOutput => false;

    V IUnaryFormula.Value<T, V, L>(V x) => VectorMath<T, V, L>.Softplus(x);

    V IUnaryFormula.Slope<T, V, L>(V point) => VectorMath<T, V, L>.Sigmoid(point);
}
