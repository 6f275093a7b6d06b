using System.Numerics;
using Gsp.Random;

namespace Gsp.Networks;

/// <summary>y = x W^T + b over the last axis: inputs [..., in], outputs [..., out].</summary>
/// <remarks>Parameters <c>weight</c> [out, in] and <c>bias</c> [out], drawn uniformly in ±1/√in.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Linear<T> : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Makes the layer.</summary>
    /// <param name="workspace">Where its parameters live.</param>
    /// <param name="inputs">Length of the last axis of its input.</param>
    /// <param name="outputs">Length of the last axis of its output.</param>
    /// <param name="random">Draws the initial values.</param>
    /// <param name="bias">Whether it has a bias.</param>
    public Linear(Workspace<T> workspace, int inputs, int outputs, RandomStream random, bool bias = true)
        : base(workspace)
    {
        Require.Positive(inputs);
        Require.Positive(outputs);
        ArgumentNullException.ThrowIfNull(random);
        Weight = Parameter(
            "weight",
            Initialisation.Default<T>(random.Split("weight"), inputs * outputs, inputs),
            [outputs, inputs]
        );
        Bias = bias
            ? Parameter("bias", Initialisation.Default<T>(random.Split("bias"), outputs, inputs), [outputs])
            : null;
    }

    /// <summary>[out, in].</summary>
    public Tensor<T> Weight { get; }

    /// <summary>[out], or none.</summary>
    public Tensor<T>? Bias { get; }

    /// <inheritdoc/>
    protected override Tensor<T> Compute(Tensor<T> x) => x.Linear(Weight, Bias);
}
