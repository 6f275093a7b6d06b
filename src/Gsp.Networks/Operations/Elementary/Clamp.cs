using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>x brought into [low, high]; NaN stays. Gradient: g inside, 0 outside.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <param name="low">The least value.</param>
    /// <param name="high">The greatest value.</param>
    /// <returns>The result, of the same shape.</returns>
    public static Tensor<T> Clamp<T>(this Tensor<T> x, double low, double high)
        where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Unary("clamp", new ClampFormula(low, high), x);
}

/// <summary>x in [low, high].</summary>
internal readonly struct ClampFormula(double low, double high) : IUnaryFormula
{
    static bool IUnaryFormula.SlopeFromOutput => false;

    V IUnaryFormula.Value<T, V, L>(V x) =>
        L.Select(
            L.LessThan(x, L.Broadcast(T.CreateTruncating(low))),
            L.Broadcast(T.CreateTruncating(low)),
            L.Select(L.LessThan(L.Broadcast(T.CreateTruncating(high)), x), L.Broadcast(T.CreateTruncating(high)), x)
        );

    V IUnaryFormula.Slope<T, V, L>(V point) =>
        L.Select(
            L.Or(
                L.LessThan(point, L.Broadcast(T.CreateTruncating(low))),
                L.LessThan(L.Broadcast(T.CreateTruncating(high)), point)
            ),
            L.Zero,
            L.Broadcast(T.One)
        );
}
