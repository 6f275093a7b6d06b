namespace Gsp.Networks;

public partial interface IDevice<T>
{
    /// <summary>Mean and biased variance of every channel over batch and time.</summary>
    /// <param name="source">[batch, channel, time], contiguous.</param>
    /// <param name="mean">[channel].</param>
    /// <param name="variance">[channel].</param>
    void ChannelMoments(Tensor<T> source, Tensor<T> mean, Tensor<T> variance);

    /// <summary>target = (source - mean) weight / √(variance + epsilon) + bias for every channel, plus a residual, rectified.</summary>
    /// <param name="source">[batch, channel, time], contiguous.</param>
    /// <param name="mean">[channel].</param>
    /// <param name="variance">[channel].</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="weight">[channel], or none for ones.</param>
    /// <param name="bias">[channel], or none for zeros.</param>
    /// <param name="residual">What is added, contiguous and of the source's shape, or none.</param>
    /// <param name="rectify">Whether negative results become zero.</param>
    /// <param name="target">[batch, channel, time].</param>
    void BatchNorm(
        Tensor<T> source,
        Tensor<T> mean,
        Tensor<T> variance,
        T epsilon,
        Tensor<T>? weight,
        Tensor<T>? bias,
        Tensor<T>? residual,
        bool rectify,
        Tensor<T> target
    );

    /// <summary>The gradients of <see cref="BatchNorm"/>.</summary>
    /// <param name="source">[batch, channel, time], contiguous.</param>
    /// <param name="mean">[channel].</param>
    /// <param name="variance">[channel].</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="weight">[channel], or none for ones.</param>
    /// <param name="rectified">The output where it was rectified, or none.</param>
    /// <param name="gradient">The gradient of the output, contiguous.</param>
    /// <param name="momentsOfSource">Whether mean and variance are those of the source, and change with it.</param>
    /// <param name="target">The gradient of the source; null where none is wanted.</param>
    /// <param name="residualTarget">The gradient of the residual; null where none is wanted.</param>
    /// <param name="weightTarget">The gradient of the weight is added to this, or null.</param>
    /// <param name="biasTarget">The gradient of the bias is added to this, or null.</param>
    void BatchNormSlope(
        Tensor<T> source,
        Tensor<T> mean,
        Tensor<T> variance,
        T epsilon,
        Tensor<T>? weight,
        Tensor<T>? rectified,
        Tensor<T> gradient,
        bool momentsOfSource,
        GradientTarget<T>? target,
        GradientTarget<T>? residualTarget,
        Tensor<T>? weightTarget,
        Tensor<T>? biasTarget
    );
}
