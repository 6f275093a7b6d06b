using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>e^x over its sum along an axis, without overflow. Gradient: y (g - Σ g y).</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Any shape with at least one axis.</param>
    /// <param name="axis">The axis whose values add up to 1, from 0 or from -1 backwards.</param>
    /// <returns>The shares, of the same shape.</returns>
    public static Tensor<T> Softmax<T>(this Tensor<T> x, int axis = -1)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        AlongLast(x, axis, last => SoftmaxRows(last, logarithm: false));

    /// <summary>x minus the logarithm of the sum of e^x along an axis. Gradient: g - e^y Σ g.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Any shape with at least one axis.</param>
    /// <param name="axis">The axis, from 0 or from -1 backwards.</param>
    /// <returns>The logarithms of the shares, of the same shape.</returns>
    public static Tensor<T> LogSoftmax<T>(this Tensor<T> x, int axis = -1)
        where T : unmanaged, IFloatingPointIeee754<T> => AlongLast(x, axis, last => SoftmaxRows(last, logarithm: true));

    private static Tensor<T> SoftmaxRows<T>(Tensor<T> x, bool logarithm)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        IDevice<T> device = x.Workspace.Device;
        int n = x.Shape[-1];
        Tensor<T> y = x.Workspace.Empty(x.Shape);
        Tensor<T> rows = y.Reshape(-1, n);
        if (y.Elements > 0)
        {
            device.Softmax(x.Detach().Contiguous().Reshape(-1, n), rows, logarithm);
        }
        return Tape.Record(
            logarithm ? "log-softmax" : "softmax",
            y,
            [x],
            [y],
            gradient =>
            {
                Tensor<T> target = x.GradientBuffer(out bool accumulate);
                Tensor<T> g = gradient.Contiguous().Reshape(-1, n);
                device.SoftmaxSlope(rows, g, target.Reshape(-1, n), logarithm, accumulate);
            }
        );
    }

    /// <summary>Applies an operation on the last axis to any axis.</summary>
    private static Tensor<T> AlongLast<T>(Tensor<T> x, int axis, Func<Tensor<T>, Tensor<T>> operation)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        axis = Checked(x).Shape.Axis(axis);
        return axis == x.Shape.Count - 1 ? operation(x) : operation(x.Transpose(axis, -1)).Transpose(axis, -1);
    }
}
