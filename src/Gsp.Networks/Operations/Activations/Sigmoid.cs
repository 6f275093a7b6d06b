using System.Numerics;
using Gsp.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>1 / (1 + e^-x). Gradient: g y (1 - y).</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <returns>The result, of the same shape.</returns>
    public static Tensor<T> Sigmoid<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Unary("sigmoid", default(SigmoidFormula), x);
}

/// <summary>1 / (1 + e^-x).</summary>
internal readonly struct SigmoidFormula : IUnaryFormula
{
    static bool IUnaryFormula.SlopeFromOutput => true;

    V IUnaryFormula.Value<T, V, L>(V x) => VectorMath<T, V, L>.Sigmoid(x);

    V IUnaryFormula.Slope<T, V, L>(V point) => L.Multiply(point, L.Subtract(L.Broadcast(T.One), point));
}
