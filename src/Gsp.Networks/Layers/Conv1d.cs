using System.Numerics;
using Gsp.Random;

namespace Gsp.Networks;

/// <summary>A convolution over time: inputs [batch, in, time], outputs [batch, out, outputs].</summary>
/// <remarks>Parameters <c>weight</c> [out, in / groups, taps] and <c>bias</c> [out], drawn uniformly in ±1/√(in / groups · taps).</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Conv1d<T> : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Makes the layer.</summary>
    /// <param name="workspace">Where its parameters live.</param>
    /// <param name="inputs">Input channels; a multiple of the groups.</param>
    /// <param name="outputs">Output channels; a multiple of the groups.</param>
    /// <param name="taps">Taps of the kernel.</param>
    /// <param name="random">Draws the initial values.</param>
    /// <param name="options">Stride, padding, dilation and groups.</param>
    /// <param name="bias">Whether it has a bias.</param>
    /// <exception cref="ArgumentException">The groups do not divide the channels.</exception>
    public Conv1d(
        Workspace<T> workspace,
        int inputs,
        int outputs,
        int taps,
        RandomStream random,
        ConvolutionOptions? options = null,
        bool bias = true
    )
        : base(workspace)
    {
        ArgumentNullException.ThrowIfNull(random);
        Options = options ?? ConvolutionOptions.Default;
        Shape shape = WeightShape(inputs, outputs, taps, Options.Groups);
        int fan = shape[1] * taps;
        Weight = Parameter("weight", Initialisation.Default<T>(random.Split("weight"), shape.Elements, fan), shape);
        Bias = bias
            ? Parameter("bias", Initialisation.Default<T>(random.Split("bias"), outputs, fan), [outputs])
            : null;
    }

    /// <summary>Stride, padding, dilation and groups.</summary>
    public ConvolutionOptions Options { get; }

    /// <summary>[out, in / groups, taps].</summary>
    public Tensor<T> Weight { get; }

    /// <summary>[out], or none.</summary>
    public Tensor<T>? Bias { get; }

    /// <inheritdoc/>
    protected override Tensor<T> Compute(Tensor<T> x) => x.Conv1d(Weight, Bias, Options);

    internal static Shape WeightShape(int inputs, int outputs, int taps, int groups)
    {
        Require.Positive(inputs);
        Require.Positive(outputs);
        Require.Positive(taps);
        Require.That(
            inputs % groups == 0 && outputs % groups == 0,
            FormattableString.Invariant($"{groups} groups do not divide {inputs} input and {outputs} output channels"),
            nameof(groups)
        );
        return [outputs, inputs / groups, taps];
    }
}
