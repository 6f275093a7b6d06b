using System.Numerics;
using Gsp.Random;

namespace Gsp.Networks;

/// <summary>A convolution between two of one tap that narrow and widen, with a connection past them: He, Zhang, Ren and Sun, arXiv 1512.03385,
/// figure 5; the stride is in the middle.</summary>
/// <remarks>Parts <c>conv1</c>, <c>bn1</c>, <c>conv2</c>, <c>bn2</c>, <c>conv3</c>, <c>bn3</c>, <c>downsample.0</c>, <c>downsample.1</c>.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class BottleneckBlock<T> : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Conv1d<T> conv1;
    private readonly BatchNorm1d<T> bn1;
    private readonly Conv1d<T> conv2;
    private readonly BatchNorm1d<T> bn2;
    private readonly Conv1d<T> conv3;
    private readonly BatchNorm1d<T> bn3;
    private readonly Sequential<T>? downsample;

    /// <summary>Makes the block.</summary>
    /// <param name="workspace">Where its parameters live.</param>
    /// <param name="inputs">Input channels.</param>
    /// <param name="width">Channels inside; four times as many come out.</param>
    /// <param name="random">Draws the initial values.</param>
    /// <param name="stride">Inputs from one output to the next.</param>
    /// <param name="taps">Taps of the middle convolution, odd.</param>
    public BottleneckBlock(
        Workspace<T> workspace,
        int inputs,
        int width,
        RandomStream random,
        int stride = 1,
        int taps = 3
    )
        : base(workspace)
    {
        ArgumentNullException.ThrowIfNull(random);
        int outputs = checked(width * BottleneckBlock.Expansion);
        conv1 = Part("conv1", Residual.Conv(workspace, inputs, width, 1, 1, random.Split("conv1")));
        bn1 = Part("bn1", new BatchNorm1d<T>(workspace, width));
        conv2 = Part("conv2", Residual.Conv(workspace, width, width, taps, stride, random.Split("conv2")));
        bn2 = Part("bn2", new BatchNorm1d<T>(workspace, width));
        conv3 = Part("conv3", Residual.Conv(workspace, width, outputs, 1, 1, random.Split("conv3")));
        bn3 = Part("bn3", new BatchNorm1d<T>(workspace, outputs));
        if (Residual.Shortcut(workspace, inputs, outputs, stride, random) is { } shortcut)
        {
            downsample = Part("downsample", shortcut);
        }
    }

    /// <inheritdoc/>
    protected override Tensor<T> Compute(Tensor<T> x)
    {
        Tensor<T> inside = bn1.Forward(conv1.Forward(x), null, rectify: true);
        inside = bn2.Forward(conv2.Forward(inside), null, rectify: true);
        return bn3.Forward(conv3.Forward(inside), downsample?.Forward(x) ?? x, rectify: true);
    }
}

/// <summary>Constants of <see cref="BottleneckBlock{T}"/>.</summary>
public static class BottleneckBlock
{
    /// <summary>Output channels for each channel inside.</summary>
    public const int Expansion = 4;
}
