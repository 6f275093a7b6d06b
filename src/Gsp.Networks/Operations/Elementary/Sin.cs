using System.Numerics;
using Gsp.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>The sine of radians. Gradient: g cos x.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <returns>The result, of the same shape.</returns>
    public static Tensor<T> Sin<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Unary("sin", default(SinFormula), x);
}

/// <summary>The sine of radians.</summary>
internal readonly struct SinFormula : IUnaryFormula
{
    static bool IUnaryFormula.SlopeFromOutput => false;

    V IUnaryFormula.Value<T, V, L>(V x) => VectorMath<T, V, L>.Sin(x);

    V IUnaryFormula.Slope<T, V, L>(V point) => VectorMath<T, V, L>.Cos(point);
}
