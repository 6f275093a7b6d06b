using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>y = W x + b over the channels of [batch, channel, time]: a linear map of each sample's channels. Gradients: W^T g, Sum g x^T, Sum g.</summary>
    /// <remarks>The same as <see cref="Linear{T}(Tensor{T}, Tensor{T}, Tensor{T})"/> on the transposed signal, without moving it. Cost: 2 in out operations
    /// for each sample.</remarks>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">[batch, in, time].</param>
    /// <param name="weight">[out, in].</param>
    /// <param name="bias">[out, 1], or none.</param>
    /// <returns>[batch, out, time].</returns>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    public static Tensor<T> ChannelLinear<T>(this Tensor<T> x, Tensor<T> weight, Tensor<T>? bias = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(weight);
        Require.That(
            weight.Shape.Count == 2 && x.Shape.Count == 3 && x.Shape[1] == weight.Shape[1],
            $"a linear map of channels with weights [out, in] = {weight.Shape} needs inputs [batch, in, time]; got {x.Shape}",
            nameof(x)
        );
        Require.That(
            bias is null || (bias.Shape.Count == 2 && bias.Shape[0] == weight.Shape[0] && bias.Shape[1] == 1),
            $"a linear map of channels with weights [out, in] = {weight.Shape} needs a bias [out, 1]; got {bias?.Shape}",
            nameof(bias)
        );
        Workspace<T> workspace = x.Workspace;
        IDevice<T> device = workspace.Device;
        int batch = x.Shape[0];
        Tensor<T> source = x.Detach();
        Tensor<T> matrix = weight.Detach();
        Tensor<T> y = workspace.Empty([batch, weight.Shape[0], x.Shape[2]]);
        if (bias is not null)
        {
            device.Copy(bias.Detach().Expand(y.Shape), y);
        }
        device.MatMul(
            matrix.Expand([batch, weight.Shape[0], weight.Shape[1]]),
            source,
            y,
            T.One,
            accumulate: bias is not null
        );
        return Tape.Record(
            "linear map of channels",
            y,
            bias is null ? [x, weight] : [x, weight, bias],
            [source, matrix],
            gradient =>
            {
                if (x.NeedsGradient)
                {
                    Tensor<T> target = x.GradientBuffer(out bool accumulate);
                    Tensor<T> transposed = matrix.Transpose(0, 1).Expand([batch, weight.Shape[1], weight.Shape[0]]);
                    device.MatMul(transposed, gradient, target, T.One, accumulate);
                }
                for (int b = 0; b < batch && weight.NeedsGradient; b++)
                {
                    Tensor<T> target = weight.GradientBuffer(out bool accumulate);
                    device.MatMul(
                        gradient.Select(0, b),
                        source.Select(0, b).Transpose(0, 1),
                        target,
                        T.One,
                        accumulate
                    );
                }
                bias?.AccumulateSum(gradient);
            }
        );
    }
}
