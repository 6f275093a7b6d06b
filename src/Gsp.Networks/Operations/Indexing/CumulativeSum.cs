using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>Running sums along an axis: y_i = x_0 + ... + x_i. Gradient: the running sums of g from the end.</summary>
    /// <remarks>Terms are added one after another, so the rounding error grows with the length of the axis.</remarks>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Any shape with at least one axis.</param>
    /// <param name="axis">The axis, from 0 or from -1 backwards.</param>
    /// <returns>The sums, of the same shape.</returns>
    public static Tensor<T> CumulativeSum<T>(this Tensor<T> x, int axis = -1)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        IDevice<T> device = Checked(x).Workspace.Device;
        Tensor<T> source = ThreeAxes(x, axis, notEmpty: false);
        Tensor<T> y = x.Workspace.Empty(source.Shape);
        device.CumulativeSum(source, y, reverse: false, accumulate: false);
        return Tape.Record(
            "cumulative sum",
            y.Reshape(x.Shape.Lengths),
            [x],
            [],
            gradient =>
            {
                Tensor<T> target = x.GradientBuffer(out bool accumulate);
                Tensor<T> g = gradient.Contiguous().Reshape(y.Shape.Lengths);
                device.CumulativeSum(g, target.Reshape(y.Shape.Lengths), reverse: true, accumulate);
            }
        );
    }
}
