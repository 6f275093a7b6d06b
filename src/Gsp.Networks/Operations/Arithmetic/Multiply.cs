using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>a b, element by element. Gradients: g b and g a, summed over stretched axes.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A shape that broadcasts with it.</param>
    /// <returns>The product, of the common shape.</returns>
    public static Tensor<T> Multiply<T>(this Tensor<T> a, Tensor<T> b)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Tape.Record(
            "multiply",
            Elementwise.Zip(default(Product), a, b),
            [a, b],
            [a, b],
            gradient =>
            {
                if (a.NeedsGradient)
                {
                    a.AccumulateSum(Elementwise.Zip(default(Product), gradient, b));
                }
                if (b.NeedsGradient)
                {
                    b.AccumulateSum(Elementwise.Zip(default(Product), gradient, a));
                }
            }
        );
}

/// <summary>a b.</summary>
internal readonly struct Product : IBinaryFormula
{
    V IBinaryFormula.Value<T, V, L>(V a, V b) => L.Multiply(a, b);
}
