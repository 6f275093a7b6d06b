using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>|x|. Gradient: g sign(x), 0 at 0.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <returns>The result, of the same shape.</returns>
    public static Tensor<T> Abs<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Unary("abs", default(AbsFormula), x);
}

/// <summary>|x|.</summary>
internal readonly struct AbsFormula : IUnaryFormula
{
    static bool IUnaryFormula.SlopeFromOutput => false;

    V IUnaryFormula.Value<T, V, L>(V x) => L.Abs(x);

    V IUnaryFormula.Slope<T, V, L>(V point) =>
        L.Select(
            L.LessThan(L.Zero, point),
            L.Broadcast(T.One),
            L.Select(L.LessThan(point, L.Zero), L.Broadcast(T.CreateTruncating(-1)), L.Zero)
        );
}
