using System.Numerics;
using Gsp.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>e^x. Gradient: g y.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <returns>The result, of the same shape.</returns>
    public static Tensor<T> Exp<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Unary("exp", default(ExpFormula), x);
}

/// <summary>e^x.</summary>
internal readonly struct ExpFormula : IUnaryFormula
{
    static bool IUnaryFormula.SlopeFromOutput => true;

    V IUnaryFormula.Value<T, V, L>(V x) => VectorMath<T, V, L>.Exp(x);

    V IUnaryFormula.Slope<T, V, L>(V point) => point;
}
