namespace Gsp.Networks;

public partial interface IDevice<T>
{
    /// <summary>Normalises the channels of each sample to mean 0 and variance 1, then scales and shifts each channel.</summary>
    /// <param name="source">[batch, channel, time], contiguous.</param>
    /// <param name="weight">Factors, [channel].</param>
    /// <param name="bias">Offsets, [channel].</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="target">[batch, channel, time].</param>
    /// <param name="moments">Receives the means and 1/√(variance + epsilon), [batch, 2, time].</param>
    void ChannelNorm(
        Tensor<T> source,
        Tensor<T> weight,
        Tensor<T> bias,
        T epsilon,
        Tensor<T> target,
        Tensor<T> moments
    );

    /// <summary>The gradients of <see cref="ChannelNorm"/>.</summary>
    /// <param name="source">[batch, channel, time], contiguous.</param>
    /// <param name="weight">Factors, [channel].</param>
    /// <param name="moments">What the forward pass gave.</param>
    /// <param name="gradient">The gradient of the output, contiguous.</param>
    /// <param name="target">Receives the gradient of the source.</param>
    /// <param name="weightTarget">The gradient of the factors is added to this, or null.</param>
    /// <param name="biasTarget">The gradient of the offsets is added to this, or null.</param>
    void ChannelNormSlope(
        Tensor<T> source,
        Tensor<T> weight,
        Tensor<T> moments,
        Tensor<T> gradient,
        Tensor<T> target,
        Tensor<T>? weightTarget,
        Tensor<T>? biasTarget
    );
}
