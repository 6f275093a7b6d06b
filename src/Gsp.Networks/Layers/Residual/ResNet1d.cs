using System.Globalization;
using System.Numerics;
using Gsp.Random;

namespace Gsp.Networks;

/// <summary>A residual network over time: [batch, channel, time] to the last map [batch, features, frames], or to [batch, outputs] with a head.</summary>
/// <remarks>
/// He, Zhang, Ren and Sun, arXiv 1512.03385, with one spatial axis. Parts <c>conv1</c>, <c>bn1</c>, <c>layer1.0</c>, ..., <c>fc</c>. Every padding keeps outputs centred
/// on inputs, so frame j of a trunk with total stride s is centred on sample s j.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class ResNet1d<T> : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Conv1d<T> conv1;
    private readonly BatchNorm1d<T> bn1;
    private readonly List<Sequential<T>> stages = [];
    private readonly Linear<T>? fc;

    /// <summary>Makes the network.</summary>
    /// <param name="workspace">Where its parameters live.</param>
    /// <param name="options">Its shape.</param>
    /// <param name="random">Draws the initial values.</param>
    public ResNet1d(Workspace<T> workspace, ResNet1dOptions options, RandomStream random)
        : base(workspace)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        Options = options;
        int channels = options.Width;
        conv1 = Part(
            "conv1",
            Residual.Conv(
                workspace,
                options.Inputs,
                channels,
                options.StemTaps,
                options.StemStride,
                random.Split("conv1")
            )
        );
        bn1 = Part("bn1", new BatchNorm1d<T>(workspace, channels));
        for (int stage = 0; stage < options.Blocks.Count; stage++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"layer{stage + 1}");
            RandomStream stream = random.Split(name);
            int width = checked(options.Width << stage);
            var blocks = new Layer<T>[options.Blocks[stage]];
            for (int i = 0; i < blocks.Length; i++)
            {
                int stride = stage > 0 && i == 0 ? 2 : 1;
                blocks[i] = options.Bottleneck
                    ? new BottleneckBlock<T>(workspace, channels, width, stream.Split(i), stride, options.Taps)
                    : new BasicBlock<T>(workspace, channels, width, stream.Split(i), stride, options.Taps);
                channels = options.Bottleneck ? width * BottleneckBlock.Expansion : width;
            }
            stages.Add(Part(name, new Sequential<T>(blocks)));
        }
        if (options.Outputs is { } outputs)
        {
            fc = Part("fc", new Linear<T>(workspace, channels, outputs, random.Split("fc")));
        }
    }

    /// <summary>Its shape.</summary>
    public ResNet1dOptions Options { get; }

    /// <summary>Computes the last map alone.</summary>
    /// <param name="x">[batch, channel, time].</param>
    /// <returns>[batch, features, frames].</returns>
    public Tensor<T> Features(Tensor<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Run(() => Trunk(x));
    }

    /// <inheritdoc/>
    protected override Tensor<T> Compute(Tensor<T> x)
    {
        Tensor<T> map = Trunk(x);
        return fc is null ? map : fc.Forward(map.AdaptiveAveragePool1d(1).Reshape(map.Shape[0], map.Shape[1]));
    }

    private Tensor<T> Trunk(Tensor<T> x)
    {
        Tensor<T> map = bn1.Forward(conv1.Forward(x), null, rectify: true);
        map = Options.StemPooling ? map.MaxPool1d(3, 2, 1) : map;
        foreach (Sequential<T> stage in stages)
        {
            map = stage.Forward(map);
        }
        return map;
    }
}
