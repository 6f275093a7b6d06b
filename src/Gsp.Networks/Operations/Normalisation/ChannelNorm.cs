using System.Globalization;
using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>Layer normalisation over the channels of [batch, channel, time]: each sample's channels to mean 0 and variance 1, then times weight plus
    /// bias of the channel.</summary>
    /// <remarks>The same as <see cref="LayerNorm"/> of the transposed signal (Ba, Kiros and Hinton, arXiv 1607.06450, equation 4), without moving it. The
    /// gradients are given there.</remarks>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">[batch, channel, time].</param>
    /// <param name="weight">[channel].</param>
    /// <param name="bias">[channel].</param>
    /// <param name="epsilon">Added to the variance, greater than zero.</param>
    /// <returns>The result, of the same shape.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor<T> ChannelNorm<T>(this Tensor<T> x, Tensor<T> weight, Tensor<T> bias, double epsilon = 1e-5)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentNullException.ThrowIfNull(bias);
        Require.That(
            x.Shape.Count == 3 && x.Elements > 0,
            $"normalising channels needs signals [batch, channel, time], none of them 0; got {x.Shape}",
            nameof(x)
        );
        foreach (Tensor<T> parameter in (Tensor<T>[])[weight, bias])
        {
            Require.That(
                parameter.Shape.Count == 1 && parameter.Shape[0] == x.Shape[1],
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"normalising the channels of {x.Shape} needs weight and bias of shape [{x.Shape[1]}]; got {parameter.Shape}"
                ),
                nameof(weight)
            );
        }
        Workspace<T> workspace = x.Workspace;
        Tensor<T> source = x.Detach().Contiguous();
        Tensor<T> y = workspace.Empty(x.Shape);
        Tensor<T> moments = workspace.Empty([x.Shape[0], 2, x.Shape[2]]);
        T addend = T.CreateTruncating(Require.Positive(epsilon));
        workspace.Device.ChannelNorm(source, weight, bias, addend, y, moments);
        return Tape.Record(
            "channel norm",
            y,
            [x, weight, bias],
            [source, moments, weight],
            gradient =>
            {
                Tensor<T> target = workspace.Empty(x.Shape);
                workspace.Device.ChannelNormSlope(
                    source,
                    weight,
                    moments,
                    gradient.Contiguous(),
                    target,
                    weight.AddingBuffer(),
                    bias.AddingBuffer()
                );
                x.Accumulate(target);
            }
        );
    }
}
