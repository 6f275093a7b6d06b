using System.Numerics;

namespace Gsp.Networks;

/// <summary>A state-space layer with a way around it: LayerNorm(S4(u) + u) over the channels of [batch, H, time].</summary>
/// <remarks>The S4Layer of SSSD (Lopez Alcaraz and Strodthoff 2022) with post-normalisation. Parts and parameters: <c>s4_layer</c>,
/// <c>norm_layer.weight</c> and <c>norm_layer.bias</c> [H].</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class S4Block<T> : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly double epsilon;

    /// <summary>Makes the block.</summary>
    /// <param name="layer">An <see cref="S4{T}"/> or <see cref="S4D{T}"/> layer.</param>
    /// <param name="epsilon">Added to the variance, greater than zero.</param>
    public S4Block(StateSpaceLayer<T> layer, double epsilon = 1e-5)
        : base(NotNull(layer).Workspace)
    {
        Layer = Part("s4_layer", layer);
        this.epsilon = Require.Positive(epsilon);
        NormWeight = Parameter("norm_layer.weight", Initialisation.Constant<T>(layer.Channels, 1), [layer.Channels]);
        NormBias = Parameter("norm_layer.bias", Initialisation.Constant<T>(layer.Channels, 0), [layer.Channels]);
    }

    /// <summary>The state-space layer.</summary>
    public StateSpaceLayer<T> Layer { get; }

    /// <summary>Factors of the normalisation, [H].</summary>
    public Tensor<T> NormWeight { get; }

    /// <summary>Offsets of the normalisation, [H].</summary>
    public Tensor<T> NormBias { get; }

    /// <inheritdoc/>
    protected override Tensor<T> Compute(Tensor<T> x) =>
        (Layer.Forward(x) + x).ChannelNorm(NormWeight, NormBias, epsilon);

    private static StateSpaceLayer<T> NotNull(StateSpaceLayer<T> layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return layer;
    }
}
