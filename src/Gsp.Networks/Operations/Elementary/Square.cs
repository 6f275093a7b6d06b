using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>x^2. Gradient: 2 g x.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <returns>The result, of the same shape.</returns>
    public static Tensor<T> Square<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Unary("square", default(SquareFormula), x);
}

/// <summary>x^2.</summary>
internal readonly struct SquareFormula : IUnaryFormula
{
    static bool IUnaryFormula.SlopeFromOutput => false;

    V IUnaryFormula.Value<T, V, L>(V x) => L.Multiply(x, x);

    V IUnaryFormula.Slope<T, V, L>(V point) => L.Add(point, point);
}
