namespace Gsp.Networks;

public partial interface IDevice<T>
{
    /// <summary>Softmax of each row: e^(x_i - max) / Σ, or x_i - max - log Σ.</summary>
    /// <param name="source">[rows, n], contiguous.</param>
    /// <param name="target">[rows, n].</param>
    /// <param name="logarithm">Whether the logarithm is wanted.</param>
    void Softmax(Tensor<T> source, Tensor<T> target, bool logarithm);

    /// <summary>The gradient of a softmax: y (g - g·y), or of its logarithm: g - e^y Σ g.</summary>
    /// <param name="output">What the softmax gave, [rows, n], contiguous.</param>
    /// <param name="gradient">The gradient of the output, contiguous.</param>
    /// <param name="target">[rows, n].</param>
    /// <param name="logarithm">Whether the output is the logarithm.</param>
    /// <param name="accumulate">Whether to add to the target.</param>
    void SoftmaxSlope(Tensor<T> output, Tensor<T> gradient, Tensor<T> target, bool logarithm, bool accumulate);

    /// <summary>Normalises each row to mean 0 and variance 1 (over n), then scales and shifts its elements.</summary>
    /// <param name="source">[rows, n], contiguous.</param>
    /// <param name="weight">Factors, [n], or none.</param>
    /// <param name="bias">Offsets, [n], or none.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="target">[rows, n].</param>
    /// <param name="moments">Receives the mean and 1/√(variance + epsilon) of each row, [rows, 2].</param>
    void LayerNorm(
        Tensor<T> source,
        Tensor<T>? weight,
        Tensor<T>? bias,
        T epsilon,
        Tensor<T> target,
        Tensor<T> moments
    );

    /// <summary>The gradients of <see cref="LayerNorm"/>.</summary>
    /// <param name="source">[rows, n], contiguous.</param>
    /// <param name="weight">Factors, [n], or none.</param>
    /// <param name="moments">What the forward pass gave.</param>
    /// <param name="gradient">The gradient of the output, contiguous.</param>
    /// <param name="target">Receives the gradient of the source, or null.</param>
    /// <param name="accumulate">Whether to add to the target.</param>
    /// <param name="weightTarget">The gradient of the factors is added to this, or null.</param>
    /// <param name="biasTarget">The gradient of the offsets is added to this, or null.</param>
    void LayerNormSlope(
        Tensor<T> source,
        Tensor<T>? weight,
        Tensor<T> moments,
        Tensor<T> gradient,
        Tensor<T>? target,
        bool accumulate,
        Tensor<T>? weightTarget,
        Tensor<T>? biasTarget
    );
}
