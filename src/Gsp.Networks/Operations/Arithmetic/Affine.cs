using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>factor x + offset, with constant factor and offset. Gradient: factor g.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <param name="factor">The factor.</param>
    /// <param name="offset">What is added.</param>
    /// <returns>The result, of the same shape.</returns>
    public static Tensor<T> Affine<T>(this Tensor<T> x, double factor, double offset = 0)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Elementwise.Unary("affine", new AffineFormula(factor, offset), x);
}

/// <summary>a x + b.</summary>
internal readonly struct AffineFormula(double factor, double offset) : IUnaryFormula
{
    static bool IUnaryFormula.SlopeFromOutput => true;

    V IUnaryFormula.Value<T, V, L>(V x) =>
        L.MultiplyAdd(L.Broadcast(T.CreateTruncating(factor)), x, L.Broadcast(T.CreateTruncating(offset)));

    V IUnaryFormula.Slope<T, V, L>(V point) => L.Broadcast(T.CreateTruncating(factor));
}
