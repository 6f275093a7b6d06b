using System.Numerics;

namespace Gsp.Networks;

/// <summary>Normalisation of the last axis, [..., n].</summary>
/// <remarks>Parameters <c>weight</c> (ones) and <c>bias</c> (zeros), [n].</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class LayerNorm<T> : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly double epsilon;

    /// <summary>Makes the layer.</summary>
    /// <param name="workspace">Where its parameters live.</param>
    /// <param name="length">Length of the last axis.</param>
    /// <param name="epsilon">Added to the variance, greater than zero.</param>
    public LayerNorm(Workspace<T> workspace, int length, double epsilon = 1e-5)
        : base(workspace)
    {
        Require.Positive(length);
        this.epsilon = Require.Positive(epsilon);
        Weight = Parameter("weight", Initialisation.Constant<T>(length, 1), [length]);
        Bias = Parameter("bias", new T[length], [length]);
    }

    /// <summary>[n].</summary>
    public Tensor<T> Weight { get; }

    /// <summary>[n].</summary>
    public Tensor<T> Bias { get; }

    /// <inheritdoc/>
    protected override Tensor<T> Compute(Tensor<T> x) => x.LayerNorm(Weight, Bias, epsilon);
}
