using System.Numerics;

namespace Gsp.Networks;

/// <summary>The operations on tensors, one a file: its forward, its backward, its shape rule and its formula.</summary>
/// <remarks>Operations do not change their inputs. Shapes of element-wise operations broadcast (<see cref="Shape.Broadcast"/>). Wrong shapes are an
/// <see cref="ArgumentException"/>. Cost is one pass over the elements unless said otherwise.</remarks>
public static partial class Operations
{
    /// <summary>a + b, element by element. Gradients: g and g, summed over stretched axes.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A shape that broadcasts with it.</param>
    /// <returns>The sum, of the common shape.</returns>
    public static Tensor<T> Add<T>(this Tensor<T> a, Tensor<T> b)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Tape.Record(
            "add",
            Elementwise.Zip(default(Addition), a, b),
            [a, b],
            [],
            gradient =>
            {
                a.AccumulateSum(gradient);
                b.AccumulateSum(gradient);
            }
        );
}

/// <summary>a + b.</summary>
internal readonly struct Addition : IBinaryFormula
{
    V IBinaryFormula.Value<T, V, L>(V a, V b) => L.Add(a, b);
}
