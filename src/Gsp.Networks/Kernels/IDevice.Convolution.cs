namespace Gsp.Networks;

public partial interface IDevice<T>
{
    /// <summary>target = convolution of the source over time, or that much more.</summary>
    /// <param name="source">[batch, in, time], contiguous.</param>
    /// <param name="weight">[out, in / groups, taps], contiguous.</param>
    /// <param name="options">Stride, padding, dilation and groups.</param>
    /// <param name="target">[batch, out, outputs].</param>
    /// <param name="accumulate">Whether to add to the target.</param>
    void Convolve(Tensor<T> source, Tensor<T> weight, ConvolutionOptions options, Tensor<T> target, bool accumulate);

    /// <summary>The gradient of the source of <see cref="Convolve"/>.</summary>
    /// <param name="gradient">The gradient of the output, [batch, out, outputs], contiguous.</param>
    /// <param name="weight">[out, in / groups, taps], contiguous.</param>
    /// <param name="options">Stride, padding, dilation and groups.</param>
    /// <param name="target">[batch, in, time].</param>
    /// <param name="accumulate">Whether to add to the target.</param>
    void ConvolveInputSlope(
        Tensor<T> gradient,
        Tensor<T> weight,
        ConvolutionOptions options,
        Tensor<T> target,
        bool accumulate
    );

    /// <summary>The gradient of the weight of <see cref="Convolve"/>.</summary>
    /// <param name="source">[batch, in, time], contiguous.</param>
    /// <param name="gradient">The gradient of the output, [batch, out, outputs], contiguous.</param>
    /// <param name="options">Stride, padding, dilation and groups.</param>
    /// <param name="target">[out, in / groups, taps].</param>
    /// <param name="accumulate">Whether to add to the target.</param>
    void ConvolveWeightSlope(
        Tensor<T> source,
        Tensor<T> gradient,
        ConvolutionOptions options,
        Tensor<T> target,
        bool accumulate
    );
}
