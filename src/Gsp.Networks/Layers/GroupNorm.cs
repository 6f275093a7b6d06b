using System.Numerics;

namespace Gsp.Networks;

/// <summary>Normalisation of groups of channels of each sample, [batch, channel, ...].</summary>
/// <remarks>Parameters <c>weight</c> (ones) and <c>bias</c> (zeros), [channel].</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class GroupNorm<T> : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int groups;
    private readonly double epsilon;

    /// <summary>Makes the layer.</summary>
    /// <param name="workspace">Where its parameters live.</param>
    /// <param name="groups">Number of groups; divides the channels.</param>
    /// <param name="channels">Number of channels.</param>
    /// <param name="epsilon">Added to the variance, greater than zero.</param>
    public GroupNorm(Workspace<T> workspace, int groups, int channels, double epsilon = 1e-5)
        : base(workspace)
    {
        Require.Positive(channels);
        this.groups = Require.Positive(groups);
        this.epsilon = Require.Positive(epsilon);
        Weight = Parameter("weight", Initialisation.Constant<T>(channels, 1), [channels]);
        Bias = Parameter("bias", new T[channels], [channels]);
    }

    /// <summary>[channel].</summary>
    public Tensor<T> Weight { get; }

    /// <summary>[channel].</summary>
    public Tensor<T> Bias { get; }

    /// <inheritdoc/>
    protected override Tensor<T> Compute(Tensor<T> x) => x.GroupNorm(groups, Weight, Bias, epsilon);
}
