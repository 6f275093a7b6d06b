using System.Globalization;
using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>The convolution (cross-correlation, as the field says it) over time:
    /// y_bot = bias_o + Σ_c Σ_j w_ocj x_b,c,(t s + j d - p), for stride s, dilation d and p zeros in front.</summary>
    /// <remarks>Gradients: of x the transposed convolution Σ_o Σ_j w_ocj g_bot over the (t, j) that saw it; of w the correlation Σ_b Σ_t g_bot x;
    /// of the bias Σ_b Σ_t g_bot. Cost: 2 batch out T (in / groups) taps operations; no unfolded copy of x is made.</remarks>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">[batch, in, time].</param>
    /// <param name="weight">[out, in / groups, taps].</param>
    /// <param name="bias">[out], or none.</param>
    /// <param name="options">Stride, padding, dilation and groups.</param>
    /// <returns>[batch, out, outputs], see <see cref="ConvolutionOptions.OutputLength"/>.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit, or the kernel is longer than the padded input.</exception>
    public static Tensor<T> Conv1d<T>(
        this Tensor<T> x,
        Tensor<T> weight,
        Tensor<T>? bias = null,
        ConvolutionOptions? options = null
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(weight);
        options ??= ConvolutionOptions.Default;
        CheckConvolution(x.Shape, weight.Shape, bias?.Shape, options.Groups);
        Workspace<T> workspace = x.Workspace;
        IDevice<T> device = workspace.Device;
        int outputs = weight.Shape[0];
        Tensor<T> source = x.Detach().Contiguous();
        Tensor<T> kernel = weight.Detach().Contiguous();
        Tensor<T> y = workspace.Empty([x.Shape[0], outputs, options.OutputLength(x.Shape[2], weight.Shape[2])]);
        if (bias is not null)
        {
            device.Copy(bias.Detach().Reshape(outputs, 1).Expand(y.Shape), y);
        }
        device.Convolve(source, kernel, options, y, accumulate: bias is not null);
        return Tape.Record(
            "conv1d",
            y,
            bias is null ? [x, weight] : [x, weight, bias],
            [source, kernel],
            gradient =>
            {
                Tensor<T> g = gradient.Contiguous();
                if (x.NeedsGradient)
                {
                    Tensor<T> target = x.GradientBuffer(out bool accumulate);
                    device.ConvolveInputSlope(g, kernel, options, target, accumulate);
                }
                if (weight.NeedsGradient)
                {
                    Tensor<T> target = weight.GradientBuffer(out bool accumulate);
                    device.ConvolveWeightSlope(source, g, options, target, accumulate);
                }
                if (bias is { NeedsGradient: true })
                {
                    Tensor<T> target = bias.GradientBuffer(out bool accumulate);
                    device.Sum(g, target.Detach().Reshape(1, outputs, 1), T.One, accumulate);
                }
            }
        );
    }

    private static void CheckConvolution(Shape x, Shape weight, Shape? bias, int groups)
    {
        Require.That(
            x.Count == 3 && weight.Count == 3,
            $"a convolution needs inputs [batch, in, time] and weights [out, in / groups, taps]; got {x} and {weight}",
            nameof(x)
        );
        Require.That(
            x[1] == weight[1] * groups && weight[0] % groups == 0 && weight[2] > 0,
            string.Create(
                CultureInfo.InvariantCulture,
                $"a convolution with weights [out, in / groups, taps] = {weight} and {groups} groups takes {weight[1] * groups} channels and an out that the groups divide; the input is {x}"
            ),
            nameof(weight)
        );
        Require.That(
            bias is null || (bias.Count == 1 && bias[0] == weight[0]),
            $"a convolution with weights [out, in / groups, taps] = {weight} needs a bias [out]; got {bias}",
            nameof(bias)
        );
    }
}
