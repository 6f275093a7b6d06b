using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>a where the mask is not 0, else b. Gradients: g where the mask is not 0, and g where it is, summed over stretched axes.</summary>
    /// <remarks>What is not chosen has no influence, not even as NaN. The mask gets no gradient.</remarks>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="mask">A shape that broadcasts with both.</param>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A shape that broadcasts with it.</param>
    /// <returns>The choice, of the common shape.</returns>
    public static Tensor<T> Where<T>(this Tensor<T> mask, Tensor<T> a, Tensor<T> b)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Shape shape = Shape.Broadcast(Checked(mask).Shape, Shape.Broadcast(Checked(a).Shape, Checked(b).Shape));
        Tensor<T> chooser = mask.Detach();
        Tensor<T> y = mask.Workspace.Empty(shape);
        mask.Workspace.Device.Choose(chooser, a, b, y);
        return Tape.Record(
            "where",
            y,
            [a, b],
            [chooser],
            gradient =>
            {
                if (a.NeedsGradient)
                {
                    a.AccumulateSum(Elementwise.Zip(default(WhereNotZero), gradient, chooser));
                }
                if (b.NeedsGradient)
                {
                    b.AccumulateSum(Elementwise.Zip(default(WhereZero), gradient, chooser));
                }
            }
        );
    }
}

/// <summary>x where the mask is not 0, else 0.</summary>
internal readonly struct WhereNotZero : IBinaryFormula
{
    V IBinaryFormula.Value<T, V, L>(V x, V mask) => L.Select(L.Equal(mask, L.Zero), L.Zero, x);
}

/// <summary>x where the mask is 0, else 0.</summary>
internal readonly struct WhereZero : IBinaryFormula
{
    V IBinaryFormula.Value<T, V, L>(V x, V mask) => L.Select(L.Equal(mask, L.Zero), x, L.Zero);
}
