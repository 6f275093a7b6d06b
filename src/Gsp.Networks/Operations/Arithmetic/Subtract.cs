using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>a - b, element by element. Gradients: g and -g, summed over stretched axes.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A shape that broadcasts with it.</param>
    /// <returns>The difference, of the common shape.</returns>
    public static Tensor<T> Subtract<T>(this Tensor<T> a, Tensor<T> b)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Tape.Record(
            "subtract",
            Elementwise.Zip(default(Subtraction), a, b),
            [a, b],
            [],
            gradient =>
            {
                a.AccumulateSum(gradient);
                b.AccumulateSum(gradient, -T.One);
            }
        );
}

/// <summary>a - b.</summary>
internal readonly struct Subtraction : IBinaryFormula
{
    V IBinaryFormula.Value<T, V, L>(V a, V b) => L.Subtract(a, b);
}
