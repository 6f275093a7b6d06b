using System.Numerics;
using Gsp.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>x (1 + tanh(√(2/π) (x + 0.044715 x^3))) / 2, the approximation of <see cref="Gelu"/>: Hendrycks and Gimpel, arXiv 1606.08415.</summary>
    /// <remarks>Gradient: g ((1 + t) / 2 + x (1 - t^2) √(2/π) (1 + 0.134145 x^2) / 2) with the tangent t.</remarks>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <returns>The result, of the same shape.</returns>
    public static Tensor<T> GeluTanh<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Unary("gelu (tanh)", default(GeluTanhFormula), x);
}

/// <summary>The Gaussian error linear unit by a hyperbolic tangent.</summary>
internal readonly struct GeluTanhFormula : IUnaryFormula
{
    private const double Scale = 0.7978845608028654; // sqrt(2/pi)
    private const double Cubic = 0.044715;

    static bool IUnaryFormula.SlopeFromOutput => false;

    V IUnaryFormula.Value<T, V, L>(V x)
    {
        V half = L.Multiply(L.Broadcast(T.CreateTruncating(0.5)), x);
        return L.MultiplyAdd(half, Tangent<T, V, L>(x), half);
    }

    V IUnaryFormula.Slope<T, V, L>(V point)
    {
        V t = Tangent<T, V, L>(point);
        V rest = L.MultiplyAdd(L.Negate(t), t, L.Broadcast(T.One));
        V inner = L.MultiplyAdd(
            L.Broadcast(T.CreateTruncating(3 * Cubic * Scale)),
            L.Multiply(point, point),
            L.Broadcast(T.CreateTruncating(Scale))
        );
        V half = L.Broadcast(T.CreateTruncating(0.5));
        V slope = L.MultiplyAdd(L.Multiply(point, rest), inner, L.Add(L.Broadcast(T.One), t));
        return L.Multiply(half, slope);
    }

    private static V Tangent<T, V, L>(V x)
        where T : unmanaged, IFloatingPointIeee754<T>
        where V : struct
        where L : struct, IMathLanes<T, V>
    {
        V factor = L.MultiplyAdd(
            L.Broadcast(T.CreateTruncating(Cubic * Scale)),
            L.Multiply(x, x),
            L.Broadcast(T.CreateTruncating(Scale))
        );
        return VectorMath<T, V, L>.Tanh(L.Multiply(factor, x));
    }
}
