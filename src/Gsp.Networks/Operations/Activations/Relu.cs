using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>max(x, 0). Gradient: g where x is greater than 0, else 0.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <returns>The result, of the same shape.</returns>
    public static Tensor<T> Relu<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Unary("relu", default(ReluFormula), x);
}

/// <summary>max(x, 0); NaN stays.</summary>
internal readonly struct ReluFormula : IUnaryFormula
{
    static bool IUnaryFormula.SlopeFromOutput => true;

    V IUnaryFormula.Value<T, V, L>(V x) => L.Select(L.LessThan(x, L.Zero), L.Zero, x);

    V IUnaryFormula.Slope<T, V, L>(V point) => L.Select(L.LessThan(L.Zero, point), L.Broadcast(T.One), L.Zero);
}
