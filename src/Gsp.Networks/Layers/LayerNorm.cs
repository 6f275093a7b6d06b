using System.Numerics;

namespace Gsp.Networks;

/// <summary>Normalises the last axis to mean 0 and variance 1, then scales and shifts it: <see cref="Operations.LayerNorm"/>.</summary>
/// <remarks>Parameters <c>weight</c> [n] of ones and <c>bias</c> [n] of zeros.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class LayerNorm<T> : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly double epsilon;

    /// <summary>Makes the layer.</summary>
    /// <param name="workspace">Where its parameters live.</param>
    /// <param name="width">Length of the last axis.</param>
    /// <param name="epsilon">Added to the variance, greater than zero.</param>
    public LayerNorm(Workspace<T> workspace, int width, double epsilon = 1e-5)
        : base(workspace)
    {
        this.epsilon = Require.Positive(epsilon);
        Weight = Parameter("weight", Initialisation.Constant<T>(Require.Positive(width), 1), [width]);
        Bias = Parameter("bias", Initialisation.Constant<T>(width, 0), [width]);
    }

    /// <summary>Factors, [n].</summary>
    public Tensor<T> Weight { get; }

    /// <summary>Offsets, [n].</summary>
    public Tensor<T> Bias { get; }

    /// <inheritdoc/>
    protected override Tensor<T> Compute(Tensor<T> x) => x.LayerNorm(Weight, Bias, epsilon);
}
