using System.Numerics;
using Gsp.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>x where it is positive, else scale (e^x - 1): Clevert, Unterthiner and Hochreiter, ICLR 2016.</summary>
    /// <remarks>Gradient: g, or g scale e^x where x is not positive.</remarks>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <param name="scale">The limit below zero.</param>
    /// <returns>The result, of the same shape.</returns>
    public static Tensor<T> Elu<T>(this Tensor<T> x, double scale = 1)
        where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Unary("elu", new EluFormula(scale), x);
}

/// <summary>The exponential linear unit.</summary>
internal readonly struct EluFormula(double scale) : IUnaryFormula
{
    static bool IUnaryFormula.SlopeFromOutput => false;

    V IUnaryFormula.Value<T, V, L>(V x)
    {
        V below = VectorMath<T, V, L>.ExpMinusOne(L.Min(x, L.Zero));
        return L.Select(L.LessThan(L.Zero, x), x, L.Multiply(L.Broadcast(T.CreateTruncating(scale)), below));
    }

    V IUnaryFormula.Slope<T, V, L>(V point)
    {
        V below = VectorMath<T, V, L>.Exp(L.Min(point, L.Zero));
        return L.Select(
            L.LessThan(L.Zero, point),
            L.Broadcast(T.One),
            L.Multiply(L.Broadcast(T.CreateTruncating(scale)), below)
        );
    }
}
