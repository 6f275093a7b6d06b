using System.Numerics;

namespace Gsp.Networks;

/// <summary>How a formula becomes an operation: shapes, recording and gradients, once for all formulas.</summary>
internal static class Elementwise
{
    /// <summary>y = f(x); the gradient of x is g f'.</summary>
    public static Tensor<T> Unary<T, F>(string name, F formula, Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
        where F : struct, IUnaryFormula
    {
        ArgumentNullException.ThrowIfNull(x);
        IDevice<T> device = x.Workspace.Device;
        Tensor<T> y = x.Workspace.Empty(x.Shape);
        device.Map(formula, x, y);
        Tensor<T> point = F.SlopeFromOutput ? y : x;
        return Tape.Record(
            name,
            y,
            [x],
            [point],
            gradient =>
            {
                Tensor<T> target = x.GradientBuffer(out bool accumulate);
                device.MapSlope(formula, point, gradient, target, accumulate);
            }
        );
    }

    /// <summary>f(a, b) with broadcasting, not recorded.</summary>
    public static Tensor<T> Zip<T, F>(F formula, Tensor<T> a, Tensor<T> b)
        where T : unmanaged, IFloatingPointIeee754<T>
        where F : struct, IBinaryFormula
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        Tensor<T> y = a.Workspace.Empty(Shape.Broadcast(a.Shape, b.Shape));
        a.Workspace.Device.Zip(formula, a, b, y);
        return y;
    }
}
