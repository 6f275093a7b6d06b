using System.Numerics;
using Gsp.Random;

namespace Gsp.Networks;

/// <summary>Choices of a <see cref="TransformerEncoderLayer{T}"/>.</summary>
public sealed record TransformerEncoderOptions
{
    private readonly int feedForward = 2048;
    private readonly double dropout = 0.1;
    private readonly double epsilon = 1e-5;

    /// <summary>Channels between the two linear maps; at least 1.</summary>
    public int FeedForward
    {
        get => feedForward;
        init => feedForward = Require.Positive(value);
    }

    /// <summary>The probability of dropping a share of attention, and an element of its result, of the activations and of the second map's result; in
    /// [0, 1).</summary>
    public double Dropout
    {
        get => dropout;
        init => dropout = Require.InRange(value, 0, 1 - 1e-9);
    }

    /// <summary>Added to the variance when normalising, greater than zero.</summary>
    public double Epsilon
    {
        get => epsilon;
        init => epsilon = Require.Positive(value);
    }

    /// <summary>Whether the activation is the exact Gaussian error linear unit; else the rectified linear unit.</summary>
    public bool Gelu { get; init; }

    /// <summary>Whether each part normalises its input; else the sum of input and result is normalised, as published.</summary>
    public bool NormaliseFirst { get; init; }
}

/// <summary>Self-attention and a two-layer perceptron for each step, each with a residual connection and normalisation.</summary>
/// <remarks>
/// Vaswani et al., NIPS 2017, section 3.1. Normalised after: x ← norm(x + f(x)); normalised first: x ← x + f(norm(x)) (Xiong et al., "On layer
/// normalization in the transformer architecture", ICML 2020). Parts <c>self_attn</c>, <c>linear1</c>, <c>linear2</c>, <c>norm1</c> and <c>norm2</c>
/// as in PyTorch, with dropout at the same four places: the shares of attention, its result, the activations and the second map's result.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class TransformerEncoderLayer<T> : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TransformerEncoderOptions options;
    private readonly MultiheadAttention<T> attention;
    private readonly Linear<T> first;
    private readonly Linear<T> second;
    private readonly LayerNorm<T> norm1;
    private readonly LayerNorm<T> norm2;
    private readonly Dropout<T> dropout;
    private readonly Dropout<T> dropout1;
    private readonly Dropout<T> dropout2;

    /// <summary>Makes the layer.</summary>
    /// <param name="workspace">Where its parameters live.</param>
    /// <param name="width">Channels of the sequences.</param>
    /// <param name="heads">Heads; must divide the width.</param>
    /// <param name="random">Draws initial values and dropouts.</param>
    /// <param name="options">Its choices.</param>
    public TransformerEncoderLayer(
        Workspace<T> workspace,
        int width,
        int heads,
        RandomStream random,
        TransformerEncoderOptions? options = null
    )
        : base(workspace)
    {
        ArgumentNullException.ThrowIfNull(random);
        this.options = options ?? new TransformerEncoderOptions();
        int inner = this.options.FeedForward;
        attention = Part(
            "self_attn",
            new MultiheadAttention<T>(workspace, width, heads, random.Split("self_attn"), this.options.Dropout)
        );
        first = Part("linear1", new Linear<T>(workspace, width, inner, random.Split("linear1")));
        dropout = Part("dropout", new Dropout<T>(workspace, this.options.Dropout, random.Split("0")));
        second = Part("linear2", new Linear<T>(workspace, inner, width, random.Split("linear2")));
        norm1 = Part("norm1", new LayerNorm<T>(workspace, width, this.options.Epsilon));
        norm2 = Part("norm2", new LayerNorm<T>(workspace, width, this.options.Epsilon));
        dropout1 = Part("dropout1", new Dropout<T>(workspace, this.options.Dropout, random.Split("1")));
        dropout2 = Part("dropout2", new Dropout<T>(workspace, this.options.Dropout, random.Split("2")));
    }

    /// <summary>Computes the layer with a mask.</summary>
    /// <param name="x">[batch, length, width].</param>
    /// <param name="keyMask">[batch, length], 0 for what counts and -∞ for padding (<see cref="Operations.KeyMask"/>); or none.</param>
    /// <param name="causal">Whether each step sees only itself and those before it.</param>
    /// <returns>[batch, length, width].</returns>
    public Tensor<T> Forward(Tensor<T> x, Tensor<T>? keyMask, bool causal = false)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Run(() => Encode(x, keyMask, causal));
    }

    /// <inheritdoc/>
    protected override Tensor<T> Compute(Tensor<T> x) => Encode(x, null, causal: false);

    private Tensor<T> Encode(Tensor<T> x, Tensor<T>? keyMask, bool causal)
    {
        if (options.NormaliseFirst)
        {
            x += Attend(norm1.Forward(x));
            return x + Perceptron(norm2.Forward(x));
        }
        x = norm1.Forward(x + Attend(x));
        return norm2.Forward(x + Perceptron(x));

        Tensor<T> Attend(Tensor<T> input) => dropout1.Forward(attention.Forward(input, keyMask, causal));
    }

    private Tensor<T> Perceptron(Tensor<T> x)
    {
        Tensor<T> hidden = first.Forward(x);
        hidden = options.Gelu ? hidden.Gelu() : hidden.Relu();
        return dropout2.Forward(second.Forward(dropout.Forward(hidden)));
    }
}
