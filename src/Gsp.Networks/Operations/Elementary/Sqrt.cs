using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>The square root; its slope at 0 is infinite. Gradient: g / (2 y).</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <returns>The result, of the same shape.</returns>
    public static Tensor<T> Sqrt<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Unary("sqrt", default(SqrtFormula), x);
}

/// <summary>The square root; its slope at 0 is infinite.</summary>
internal readonly struct SqrtFormula : IUnaryFormula
{
    static bool IUnaryFormula.SlopeFromOutput => true;

    V IUnaryFormula.Value<T, V, L>(V x) => L.Sqrt(x);

    V IUnaryFormula.Slope<T, V, L>(V point) => L.Divide(L.Broadcast(T.CreateTruncating(0.5)), point);
}
