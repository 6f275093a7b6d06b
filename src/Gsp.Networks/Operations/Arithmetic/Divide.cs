using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>a / b, element by element. Gradients: g / b and -g a / b^2, summed over stretched axes.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A shape that broadcasts with it.</param>
    /// <returns>The quotient, of the common shape.</returns>
    public static Tensor<T> Divide<T>(this Tensor<T> a, Tensor<T> b)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Tensor<T> y = Elementwise.Zip(default(Quotient), a, b);
        return Tape.Record(
            "divide",
            y,
            [a, b],
            [b, y],
            gradient =>
            {
                Tensor<T> share = Elementwise.Zip(default(Quotient), gradient, b);
                a.AccumulateSum(share);
                if (b.NeedsGradient)
                {
                    b.AccumulateSum(Elementwise.Zip(default(Product), share, y), -T.One);
                }
            }
        );
    }
}

/// <summary>a / b.</summary>
internal readonly struct Quotient : IBinaryFormula
{
    V IBinaryFormula.Value<T, V, L>(V a, V b) => L.Divide(a, b);
}
