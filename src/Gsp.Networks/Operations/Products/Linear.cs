using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>y = x W^T + b over the last axis. Gradients: g W, g^T x, and g summed over all other axes.</summary>
    /// <remarks>Cost: 2 in out operations for each row.</remarks>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">[..., in].</param>
    /// <param name="weight">[out, in].</param>
    /// <param name="bias">[out], or none.</param>
    /// <returns>[..., out].</returns>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    public static Tensor<T> Linear<T>(this Tensor<T> x, Tensor<T> weight, Tensor<T>? bias = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(weight);
        Require.That(
            weight.Shape.Count == 2 && x.Shape.Count >= 1 && x.Shape[-1] == weight.Shape[1],
            $"a linear map with weights [out, in] = {weight.Shape} needs inputs [..., in]; got {x.Shape}",
            nameof(x)
        );
        Require.That(
            bias is null || (bias.Shape.Count == 1 && bias.Shape[0] == weight.Shape[0]),
            $"a linear map with weights [out, in] = {weight.Shape} needs a bias [out]; got {bias?.Shape}",
            nameof(bias)
        );
        int inputs = weight.Shape[1];
        int outputs = weight.Shape[0];
        Shape own = x.Shape;
        Tensor<T> rows = x.Detach().Reshape(-1, inputs);
        IDevice<T> device = x.Workspace.Device;
        Tensor<T> y = x.Workspace.Empty([rows.Shape[0], outputs]);
        if (bias is not null)
        {
            device.Copy(bias.Detach().Expand(y.Shape), y);
        }
        device.MatMul(rows, weight.Detach().Transpose(0, 1), y, T.One, accumulate: bias is not null);
        return Tape.Record(
            "linear",
            y.Reshape([.. own.Lengths[..^1], outputs]),
            bias is null ? [x, weight] : [x, weight, bias],
            [rows, weight],
            gradient =>
            {
                Tensor<T> g = gradient.Reshape(-1, outputs);
                if (x.NeedsGradient)
                {
                    Tensor<T> target = x.GradientBuffer(out bool accumulate);
                    device.MatMul(g, weight.Detach(), target.Reshape(-1, inputs), T.One, accumulate);
                }
                AccumulateProduct(weight, g.Transpose(0, 1), rows);
                bias?.AccumulateSum(g);
            }
        );
    }
}
