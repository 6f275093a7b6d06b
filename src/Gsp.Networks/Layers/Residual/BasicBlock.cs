using System.Numerics;
using Gsp.Random;

namespace Gsp.Networks;

/// <summary>Two convolutions with a connection past them: He, Zhang, Ren and Sun, arXiv 1512.03385, figure 2.</summary>
/// <remarks>y = relu(bn2(conv2(relu(bn1(conv1 x)))) + s), where s is x, or bn(conv x) of one tap where stride or channels change. Parts <c>conv1</c>, <c>bn1</c>,
/// <c>conv2</c>, <c>bn2</c>, <c>downsample.0</c>, <c>downsample.1</c>.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class BasicBlock<T> : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Conv1d<T> conv1;
    private readonly BatchNorm1d<T> bn1;
    private readonly Conv1d<T> conv2;
    private readonly BatchNorm1d<T> bn2;
    private readonly Sequential<T>? downsample;

    /// <summary>Makes the block.</summary>
    /// <param name="workspace">Where its parameters live.</param>
    /// <param name="inputs">Input channels.</param>
    /// <param name="outputs">Output channels.</param>
    /// <param name="random">Draws the initial values.</param>
    /// <param name="stride">Inputs from one output to the next.</param>
    /// <param name="taps">Taps of both convolutions, odd.</param>
    public BasicBlock(
        Workspace<T> workspace,
        int inputs,
        int outputs,
        RandomStream random,
        int stride = 1,
        int taps = 3
    )
        : base(workspace)
    {
        ArgumentNullException.ThrowIfNull(random);
        conv1 = Part("conv1", Residual.Conv(workspace, inputs, outputs, taps, stride, random.Split("conv1")));
        bn1 = Part("bn1", new BatchNorm1d<T>(workspace, outputs));
        conv2 = Part("conv2", Residual.Conv(workspace, outputs, outputs, taps, 1, random.Split("conv2")));
        bn2 = Part("bn2", new BatchNorm1d<T>(workspace, outputs));
        if (Residual.Shortcut(workspace, inputs, outputs, stride, random) is { } shortcut)
        {
            downsample = Part("downsample", shortcut);
        }
    }

    /// <inheritdoc/>
    protected override Tensor<T> Compute(Tensor<T> x)
    {
        Tensor<T> inside = bn1.Forward(conv1.Forward(x), null, rectify: true);
        return bn2.Forward(conv2.Forward(inside), downsample?.Forward(x) ?? x, rectify: true);
    }
}
