using System.Numerics;
using Gsp.Random;

namespace Gsp.Networks;

/// <summary>A convolution over time whose weights are kept as lengths and directions, w = g v / |v| for each output channel.</summary>
/// <remarks>Parameters <c>bias</c> [out], <c>weight_g</c> [out, 1, 1] and <c>weight_v</c> [out, in / groups, taps]; it starts as the <see cref="Conv1d{T}"/> of the
/// same random stream.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class WeightNormConv1d<T> : Layer<T>
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
    public WeightNormConv1d(
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
        Shape shape = Conv1d<T>.WeightShape(inputs, outputs, taps, Options.Groups);
        int fan = shape[1] * taps;
        T[] v = Initialisation.Default<T>(random.Split("weight"), shape.Elements, fan);
        var lengths = new T[outputs];
        for (int i = 0; i < outputs; i++)
        {
            ReadOnlySpan<T> row = v.AsSpan(i * fan, fan);
            lengths[i] = T.Sqrt(Numerics.Vectors.Dot(row, row));
        }
        Bias = bias
            ? Parameter("bias", Initialisation.Default<T>(random.Split("bias"), outputs, fan), [outputs])
            : null;
        Length = Parameter("weight_g", lengths, [outputs, 1, 1]);
        Direction = Parameter("weight_v", v, shape);
    }

    /// <summary>Stride, padding, dilation and groups.</summary>
    public ConvolutionOptions Options { get; }

    /// <summary>|w| of each output channel, [out, 1, 1].</summary>
    public Tensor<T> Length { get; }

    /// <summary>The direction of each output channel's weights, of any length, [out, in / groups, taps].</summary>
    public Tensor<T> Direction { get; }

    /// <summary>[out], or none.</summary>
    public Tensor<T>? Bias { get; }

    /// <inheritdoc/>
    protected override Tensor<T> Compute(Tensor<T> x) => x.Conv1d(Direction.WeightNorm(Length), Bias, Options);
}
