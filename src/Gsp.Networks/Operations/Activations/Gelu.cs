using System.Numerics;
using Gsp.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>x Φ(x) with the normal distribution function Φ(x) = (1 + erf(x/√2)) / 2: Hendrycks and Gimpel, arXiv 1606.08415.</summary>
    /// <remarks>Gradient: g (Φ(x) + x φ(x)), with the normal density φ.</remarks>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <returns>The result, of the same shape.</returns>
    public static Tensor<T> Gelu<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Unary("gelu", default(GeluFormula), x);
}

/// <summary>The Gaussian error linear unit, exact.</summary>
internal readonly struct GeluFormula : IUnaryFormula
{
    static bool IUnaryFormula.SlopeFromOutput => false;

    V IUnaryFormula.Value<T, V, L>(V x) => L.Multiply(x, Distribution<T, V, L>(x));

    V IUnaryFormula.Slope<T, V, L>(V point)
    {
        V density = L.Multiply(
            L.Broadcast(T.CreateTruncating(0.3989422804014327)),
            VectorMath<T, V, L>.ExpOfNegative(
                L.Multiply(L.Broadcast(T.CreateTruncating(-0.5)), L.Multiply(point, point))
            )
        );
        return L.MultiplyAdd(point, density, Distribution<T, V, L>(point));
    }

    private static V Distribution<T, V, L>(V x)
        where T : unmanaged, IFloatingPointIeee754<T>
        where V : struct
        where L : struct, IMathLanes<T, V>
    {
        V erf = VectorMath<T, V, L>.Erf(L.Multiply(L.Broadcast(T.CreateTruncating(0.7071067811865476)), x));
        return L.MultiplyAdd(L.Broadcast(T.CreateTruncating(0.5)), erf, L.Broadcast(T.CreateTruncating(0.5)));
    }
}
