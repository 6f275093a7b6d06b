using System.Numerics;
using Gsp.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>The natural logarithm; minus infinity at 0, NaN below. Gradient: g / x.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <returns>The result, of the same shape.</returns>
    public static Tensor<T> Log<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Unary("log", default(LogFormula), x);
}

/// <summary>The natural logarithm; minus infinity at 0, NaN below.</summary>
internal readonly struct LogFormula : IUnaryFormula
{
    static bool IUnaryFormula.SlopeFromOutput => false;

    V IUnaryFormula.Value<T, V, L>(V x) => VectorMath<T, V, L>.Log(x);

    V IUnaryFormula.Slope<T, V, L>(V point) => L.Divide(L.Broadcast(T.One), point);
}
