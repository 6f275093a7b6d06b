using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>The sum over the axes that a smaller shape was stretched along: the transpose of <see cref="Tensor{T}.Expand"/>.</summary>
    internal static Tensor<T> SumTo<T>(this Tensor<T> x, Shape shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (x.Shape.Equals(shape))
        {
            return x;
        }
        Tensor<T> sums = x.Workspace.Empty(shape);
        x.Workspace.Device.Sum(x, Aligned(sums, x.Shape.Count), T.One, accumulate: false);
        return sums;
    }

    /// <summary>Adds factor g to a tensor's gradient, summed over the axes that the tensor was stretched along.</summary>
    internal static void AccumulateSum<T>(this Tensor<T> x, Tensor<T> gradient, T? factor = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!x.NeedsGradient)
        {
            return;
        }
        if (x.Shape.Equals(gradient.Shape) && factor is null)
        {
            x.Accumulate(gradient);
            return;
        }
        Tensor<T> target = x.GradientBuffer(out bool accumulate);
        x.Workspace.Device.Sum(gradient, Aligned(target, gradient.Shape.Count), factor ?? T.One, accumulate);
    }

    /// <summary>A contiguous tensor with axes of length 1 in front.</summary>
    private static Tensor<T> Aligned<T>(Tensor<T> tensor, int axes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var lengths = new int[axes];
        Array.Fill(lengths, 1);
        tensor.Shape.Lengths.CopyTo(lengths.AsSpan(axes - tensor.Shape.Count));
        Shape shape = Shape.Of(lengths);
        return new Tensor<T>(tensor.Workspace, tensor.Storage, tensor.Offset, shape, shape.RowMajorStrides());
    }
}
