using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>x where it is positive, else slope x. Gradient: g, or slope g where x is not positive.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <param name="slope">The slope below zero.</param>
    /// <returns>The result, of the same shape.</returns>
    public static Tensor<T> LeakyRelu<T>(this Tensor<T> x, double slope = 0.01)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Elementwise.Unary("leaky relu", new LeakyReluFormula(slope), x);
}

/// <summary>Leaky ReLU.</summary>
internal readonly struct LeakyReluFormula(double slope) : IUnaryFormula
{
    static bool IUnaryFormula.SlopeFromOutput => false;

    V IUnaryFormula.Value<T, V, L>(V x) =>
        L.Select(L.LessThan(L.Zero, x), x, L.Multiply(L.Broadcast(T.CreateTruncating(slope)), x));

    V IUnaryFormula.Slope<T, V, L>(V point) =>
        L.Select(L.LessThan(L.Zero, point), L.Broadcast(T.One), L.Broadcast(T.CreateTruncating(slope)));
}
