using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>x where it is positive, else slope x, with a trained slope for each channel: He, Zhang, Ren and Sun, ICCV 2015.</summary>
    /// <remarks>Gradients: g or slope g for x, and Σ g x over the elements of the channel that are not positive for its slope.</remarks>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Any shape with the channel axis.</param>
    /// <param name="slope">[channels], or [1] for one slope throughout.</param>
    /// <param name="axis">The channel axis, from 0 or from -1 backwards: 1 for [batch, channel, time].</param>
    /// <returns>The result, of the same shape.</returns>
    /// <exception cref="ArgumentException">The number of slopes is neither 1 nor that of the channels.</exception>
    public static Tensor<T> PRelu<T>(this Tensor<T> x, Tensor<T> slope, int axis = 1)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(slope);
        Shape shape = Checked(x).Shape;
        bool single = slope.Elements == 1;
        axis = single ? 0 : shape.Axis(axis);
        Require.That(
            slope.Shape.Count == 1 && (single || slope.Shape[0] == shape[axis]),
            $"slopes for axis {axis} of {shape} are as many as its channels, or one; got {slope.Shape}",
            nameof(slope)
        );
        var lengths = new int[single ? 1 : shape.Count - axis];
        Array.Fill(lengths, 1);
        lengths[0] = slope.Elements;
        Tensor<T> factor = slope.Detach().Contiguous().Reshape(lengths);
        Tensor<T> y = Elementwise.Zip(default(PReluFormula), x, factor);
        return Tape.Record(
            "prelu",
            y,
            [x, slope],
            [x, factor],
            gradient =>
            {
                if (x.NeedsGradient)
                {
                    Tensor<T> slopes = Elementwise.Zip(default(PReluSlope), x, factor);
                    x.Accumulate(Elementwise.Zip(default(Product), gradient, slopes));
                }
                if (slope.NeedsGradient)
                {
                    Tensor<T> below = Elementwise.Zip(default(NegativePart), gradient, x);
                    Shape kept = Shape.Broadcast(factor.Shape, [.. Enumerable.Repeat(1, shape.Count)]);
                    Tensor<T> target = slope.GradientBuffer(out bool accumulate);
                    x.Workspace.Device.Sum(below, target.Reshape(kept.Lengths), T.One, accumulate);
                }
            }
        );
    }
}

/// <summary>x where it is positive, else slope x.</summary>
internal readonly struct PReluFormula : IBinaryFormula
{
    V IBinaryFormula.Value<T, V, L>(V x, V slope) => L.Select(L.LessThan(L.Zero, x), x, L.Multiply(slope, x));
}

/// <summary>1 where x is positive, else the slope.</summary>
internal readonly struct PReluSlope : IBinaryFormula
{
    V IBinaryFormula.Value<T, V, L>(V x, V slope) => L.Select(L.LessThan(L.Zero, x), L.Broadcast(T.One), slope);
}

/// <summary>g x where x is not positive, else 0.</summary>
internal readonly struct NegativePart : IBinaryFormula
{
    V IBinaryFormula.Value<T, V, L>(V g, V x) => L.Select(L.LessThan(L.Zero, x), L.Zero, L.Multiply(g, x));
}
