using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>The sum over all elements. Gradient: g everywhere.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <returns>A scalar.</returns>
    public static Tensor<T> Sum<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => SumOfAll(x, 1);

    /// <summary>The mean over all elements. Gradient: g / n everywhere.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Any shape with elements.</param>
    /// <returns>A scalar.</returns>
    public static Tensor<T> Mean<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => SumOfAll(x, 1.0 / Checked(x).Elements);

    /// <summary>The sum over some axes, which stay with length 1. Gradient: g, stretched.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">The axes, from 0 or from -1 backwards.</param>
    /// <returns>The sums.</returns>
    public static Tensor<T> Sum<T>(this Tensor<T> x, params ReadOnlySpan<int> axes)
        where T : unmanaged, IFloatingPointIeee754<T> => Sum(x, 1, axes);

    /// <summary>The mean over some axes, which stay with length 1. Gradient: g / n, stretched.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">The axes, from 0 or from -1 backwards.</param>
    /// <returns>The means.</returns>
    public static Tensor<T> Mean<T>(this Tensor<T> x, params ReadOnlySpan<int> axes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int terms = 1;
        foreach (int axis in axes)
        {
            terms *= Checked(x).Shape[axis];
        }
        return Sum(x, 1.0 / terms, axes);
    }

    private static Tensor<T> SumOfAll<T>(Tensor<T> x, double factor)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<int> axes = stackalloc int[Checked(x).Shape.Count];
        for (int axis = 0; axis < axes.Length; axis++)
        {
            axes[axis] = axis;
        }
        return Sum(x, factor, axes).Reshape();
    }

    private static Tensor<T> Sum<T>(Tensor<T> x, double factor, ReadOnlySpan<int> axes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<int> lengths = stackalloc int[Checked(x).Shape.Count];
        x.Shape.Lengths.CopyTo(lengths);
        foreach (int axis in axes)
        {
            lengths[x.Shape.Axis(axis)] = 1;
        }
        var shape = Shape.Of(lengths);
        T scale = T.CreateTruncating(factor);
        Tensor<T> y = x.Workspace.Empty(shape);
        x.Workspace.Device.Sum(x, y, scale, accumulate: false);
        return Tape.Record(
            "sum",
            y,
            [x],
            [],
            gradient =>
            {
                Tensor<T> scaled = factor == 1 ? gradient : gradient.Affine(factor);
                x.Accumulate(scaled.Expand(x.Shape));
            }
        );
    }

    private static Tensor<T> Checked<T>(Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        return x;
    }
}
