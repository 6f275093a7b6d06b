using System.Numerics;

namespace Gsp.Networks;

public partial interface IDevice<T>
{
    /// <summary>target_i = Σ_j w_ij v_j with w_i = softmax_j (scale q_i·k_j + bias_j), without ever holding all scores.</summary>
    /// <param name="x">What is attended by what.</param>
    /// <param name="target">[batch, heads, queries, value channels], any strides without overlap; 0 for a query that sees no key.</param>
    /// <param name="logSums">Receives log Σ_j e^score of every query, [batch, heads, queries]; 0 for a query that sees no key.</param>
    void Attention(AttentionInputs<T> x, Tensor<T> target, Tensor<T> logSums);

    /// <summary>The gradients of <see cref="Attention"/>; the scores are computed again.</summary>
    /// <param name="x">What the forward pass was given.</param>
    /// <param name="output">What it gave.</param>
    /// <param name="logSums">The logarithms it gave.</param>
    /// <param name="gradient">The gradient of the output, any strides.</param>
    /// <param name="queries">Where the gradient of the queries goes; null where it is not wanted.</param>
    /// <param name="keys">Where the gradient of the keys goes; null where it is not wanted.</param>
    /// <param name="values">Where the gradient of the values goes; null where it is not wanted.</param>
    void AttentionSlope(
        AttentionInputs<T> x,
        Tensor<T> output,
        Tensor<T> logSums,
        Tensor<T> gradient,
        GradientTarget<T>? queries,
        GradientTarget<T>? keys,
        GradientTarget<T>? values
    );
}

/// <summary>What scaled dot-product attention computes from.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="Queries">[batch, heads, queries, channels], any strides.</param>
/// <param name="Keys">[batch, heads, keys, channels], any strides.</param>
/// <param name="Values">[batch, heads, keys, value channels], any strides.</param>
/// <param name="KeyBias">Added to the scores of each key, [batch, keys], any strides; -∞ removes a key. Or none.</param>
/// <param name="Causal">Whether query i sees keys 0 to i only.</param>
/// <param name="Scale">The factor of the scores.</param>
/// <param name="Dropout">Which shares are dropped, or none.</param>
public sealed record AttentionInputs<T>(
    Tensor<T> Queries,
    Tensor<T> Keys,
    Tensor<T> Values,
    Tensor<T>? KeyBias,
    bool Causal,
    T Scale,
    AttentionDropout<T>? Dropout = null
)
    where T : unmanaged, IFloatingPointIeee754<T>;
