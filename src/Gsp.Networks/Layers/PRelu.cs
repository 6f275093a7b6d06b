using System.Numerics;

namespace Gsp.Networks;

/// <summary>x where it is positive, else a trained slope times x: <see cref="Operations.PRelu"/>.</summary>
/// <remarks>Parameter <c>weight</c> [channels] or [1], 0.25 at first.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class PRelu<T> : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int axis;

    /// <summary>Makes the layer.</summary>
    /// <param name="workspace">Where its parameter lives.</param>
    /// <param name="channels">Number of slopes: that of the channels, or 1 for one slope throughout.</param>
    /// <param name="axis">The channel axis, from 0 or from -1 backwards.</param>
    public PRelu(Workspace<T> workspace, int channels = 1, int axis = 1)
        : base(workspace)
    {
        Require.Positive(channels);
        this.axis = axis;
        Weight = Parameter("weight", Initialisation.Constant<T>(channels, 0.25), [channels]);
    }

    /// <summary>The slopes.</summary>
    public Tensor<T> Weight { get; }

    /// <inheritdoc/>
    protected override Tensor<T> Compute(Tensor<T> x) => x.PRelu(Weight, axis);
}
