using System.Numerics;
using Gsp.Random;

namespace Gsp.Networks.Tests.Networks;

/// <summary>The residual block of CSDI for one feature: Tashiro, Song, Song and Ermon, "CSDI", NeurIPS 2021.</summary>
/// <remarks>Sequences are [batch, length, channels], so that convolutions of length 1 are linear maps of the last axis.</remarks>
internal sealed class CsdiBlock<T> : Module<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int channels;
    private readonly Linear<T> step;
    private readonly Linear<T> side;
    private readonly Linear<T> middle;
    private readonly Linear<T> output;
    private readonly TransformerEncoderLayer<T> time;

    public CsdiBlock(
        Workspace<T> workspace,
        int channels,
        int heads,
        int sideChannels,
        int stepWidth,
        RandomStream random,
        double dropout = 0
    )
        : base(workspace)
    {
        this.channels = channels;
        var options = new TransformerEncoderOptions
        {
            FeedForward = 64,
            Dropout = dropout,
            Gelu = true,
        };
        step = Part("diffusion_projection", new Linear<T>(workspace, stepWidth, channels, random.Split("step")));
        side = Part("cond_projection", new Linear<T>(workspace, sideChannels, 2 * channels, random.Split("side")));
        middle = Part("mid_projection", new Linear<T>(workspace, channels, 2 * channels, random.Split("middle")));
        output = Part("output_projection", new Linear<T>(workspace, channels, 2 * channels, random.Split("output")));
        time = Part(
            "time_layer.layers.0",
            new TransformerEncoderLayer<T>(workspace, channels, heads, random.Split("time"), options)
        );
    }

    /// <summary>The next sequence, and what goes past the blocks behind.</summary>
    public (Tensor<T> Next, Tensor<T> Skip) Forward(Tensor<T> x, Tensor<T> sideInformation, Tensor<T> stepEmbedding)
    {
        Tensor<T> both = Run(() =>
        {
            Tensor<T> y = time.Forward(x + step.Forward(stepEmbedding).Unsqueeze(1));
            y = middle.Forward(y) + side.Forward(sideInformation);
            y = y.Slice(-1, 0, channels).Sigmoid() * y.Slice(-1, channels, channels).Tanh();
            return output.Forward(y);
        });
        Tensor<T> next = (1 / Math.Sqrt(2)) * (x + both.Slice(-1, 0, channels));
        return (next, both.Slice(-1, channels, channels));
    }
}

/// <summary>CSDI for one feature: predicts the noise of a noisy sequence from what was observed.</summary>
internal sealed class CsdiNetwork<T> : Module<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int timeWidth;
    private readonly int stepWidth;
    private readonly Embedding<T> feature;
    private readonly Linear<T> step1;
    private readonly Linear<T> step2;
    private readonly Linear<T> input;
    private readonly Linear<T> output1;
    private readonly Linear<T> output2;
    private readonly CsdiBlock<T>[] blocks;

    public CsdiNetwork(
        Workspace<T> workspace,
        int channels,
        int heads,
        int layers,
        int timeWidth,
        int featureWidth,
        int stepWidth,
        RandomStream random
    )
        : base(workspace)
    {
        this.timeWidth = timeWidth;
        this.stepWidth = stepWidth;
        feature = Part("embed_layer", new Embedding<T>(workspace, 1, featureWidth, random.Split("feature")));
        step1 = Map("diffusion_embedding.projection1", stepWidth, stepWidth);
        step2 = Map("diffusion_embedding.projection2", stepWidth, stepWidth);
        input = Map("input_projection", 2, channels);
        output1 = Map("output_projection1", channels, channels);
        output2 = Map("output_projection2", channels, 1);
        int sideChannels = timeWidth + featureWidth + 1;
        blocks =
        [
            .. Enumerable
                .Range(0, layers)
                .Select(i =>
                    Part(
                        $"diffmodel.residual_layers.{i}",
                        new CsdiBlock<T>(workspace, channels, heads, sideChannels, stepWidth, random.Split(i))
                    )
                ),
        ];

        Linear<T> Map(string name, int inputs, int outputs) =>
            Part($"diffmodel.{name}", new Linear<T>(workspace, inputs, outputs, random.Split(name)));
    }

    /// <summary>The predicted noise, [batch, length].</summary>
    /// <param name="observed">Values where the mask is 1, [batch, length].</param>
    /// <param name="noisy">The noisy sequence, [batch, length].</param>
    /// <param name="mask">1 where the sequence is given, [batch, length].</param>
    /// <param name="steps">The diffusion step of each sequence, from 0.</param>
    public Tensor<T> Forward(Tensor<T> observed, Tensor<T> noisy, Tensor<T> mask, IReadOnlyList<int> steps) =>
        Run(() =>
        {
            Tensor<T> hidden = mask.Affine(-1, 1);
            Tensor<T> x = input.Forward(Channel(mask * observed, 0, 2) + Channel(hidden * noisy, 1, 2)).Relu();
            Tensor<T> step = step2.Forward(step1.Forward(StepEmbedding(steps)).Silu()).Silu();
            Tensor<T> side = Side(mask);
            Tensor<T>? skips = null;
            foreach (CsdiBlock<T> block in blocks)
            {
                (x, Tensor<T> skip) = block.Forward(x, side, step);
                skips = skips is null ? skip : skips + skip;
            }
            Tensor<T> sum = (1 / Math.Sqrt(blocks.Length)) * skips!;
            return output2.Forward(output1.Forward(sum).Relu()).Squeeze(-1);
        });

    /// <summary>Time embedding, feature embedding and mask side by side, [batch, length, channels].</summary>
    private Tensor<T> Side(Tensor<T> mask)
    {
        int length = mask.Shape[1];
        int width = timeWidth + feature.Weight.Shape[1] + 1;
        double[] places = [.. Enumerable.Range(0, length).Select(s => (double)s)];
        Tensor<T> time = SinusoidalEncoding.Interleaved(Workspace, places, timeWidth);
        Tensor<T> constant = time.MatMul(Selection(timeWidth, 0, width));
        Tensor<T> named = feature.Forward([0]).MatMul(Selection(feature.Weight.Shape[1], timeWidth, width));
        return Channel(mask, width - 1, width) + constant + named;
    }

    /// <summary>A sequence as one channel of several.</summary>
    private Tensor<T> Channel(Tensor<T> x, int channel, int width) =>
        x.Unsqueeze(-1).MatMul(Selection(1, channel, width));

    /// <summary>The matrix that puts columns at a place among others.</summary>
    private Tensor<T> Selection(int columns, int first, int width)
    {
        var values = new double[columns * width];
        for (int i = 0; i < columns; i++)
        {
            values[(i * width) + first + i] = 1;
        }
        return Workspace.FromDoubles(values, [columns, width]);
    }

    /// <summary>sin and cos of t 10^(4 i / (half - 1)).</summary>
    private Tensor<T> StepEmbedding(IReadOnlyList<int> steps)
    {
        int half = stepWidth / 2;
        var values = new double[steps.Count * stepWidth];
        for (int row = 0; row < steps.Count; row++)
        {
            for (int i = 0; i < half; i++)
            {
                double angle = steps[row] * Math.Pow(10, 4.0 * i / (half - 1));
                values[(row * stepWidth) + i] = Math.Sin(angle);
                values[(row * stepWidth) + half + i] = Math.Cos(angle);
            }
        }
        return Workspace.FromDoubles(values, [steps.Count, stepWidth]);
    }
}
