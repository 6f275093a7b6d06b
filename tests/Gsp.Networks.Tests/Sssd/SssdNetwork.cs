using System.Globalization;
using System.Numerics;
using Gsp.Random;

namespace Gsp.Networks.Tests;

/// <summary>The noise network of SSSD (Lopez Alcaraz and Strodthoff 2022) with the names of its released weights.</summary>
internal sealed class SssdNetwork<T> : Module<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly SssdOptions options;
    private readonly NormedConvolution<T> start;
    private readonly Linear<T> firstStep;
    private readonly Linear<T> secondStep;
    private readonly SssdBlock<T>[] blocks;
    private readonly NormedConvolution<T> end;
    private readonly Tensor<T> outputWeight;
    private readonly Tensor<T> outputBias;

    public SssdNetwork(Workspace<T> workspace, SssdOptions options, RandomStream random)
        : base(workspace)
    {
        this.options = options;
        start = Part(
            "init_conv",
            new NormedConvolution<T>(workspace, "0.conv.", options.Signals, options.Channels, random.Split("init"))
        );
        firstStep = Part(
            "residual_layer.fc_t1",
            new Linear<T>(workspace, options.Embedding, options.Hidden, random.Split("t1"))
        );
        secondStep = Part(
            "residual_layer.fc_t2",
            new Linear<T>(workspace, options.Hidden, options.Hidden, random.Split("t2"))
        );
        blocks =
        [
            .. Enumerable
                .Range(0, options.Blocks)
                .Select(i =>
                    Part(
                        string.Create(CultureInfo.InvariantCulture, $"residual_layer.residual_blocks.{i}"),
                        new SssdBlock<T>(
                            workspace,
                            options,
                            random.Split(string.Create(CultureInfo.InvariantCulture, $"block{i}"))
                        )
                    )
                ),
        ];
        end = Part(
            "final_conv",
            new NormedConvolution<T>(workspace, "0.conv.", options.Channels, options.Channels, random.Split("end"))
        );
        outputWeight = Parameter(
            "final_conv.2.conv.weight",
            new T[options.Signals * options.Channels],
            [options.Signals, options.Channels, 1]
        );
        outputBias = Parameter("final_conv.2.conv.bias", new T[options.Signals], [options.Signals]);
    }

    /// <summary>The noise in a signal.</summary>
    /// <param name="x">The noisy signal, [batch, signal, time].</param>
    /// <param name="known">[batch, condition, time].</param>
    /// <param name="steps">The diffusion step of each signal of the batch.</param>
    public Tensor<T> Forward(Tensor<T> x, Tensor<T> known, int[] steps) =>
        Run(() =>
        {
            Tensor<T> embedding = secondStep.Forward(firstStep.Forward(Embedding(steps)).Silu()).Silu();
            Tensor<T> h = start.Forward(x).Relu();
            Tensor<T>? sum = null;
            foreach (SssdBlock<T> block in blocks)
            {
                (h, Tensor<T> skip) = block.Forward(h, embedding, known);
                sum = sum is null ? skip : sum + skip;
            }
            Tensor<T> last = end.Forward(Math.Sqrt(1.0 / blocks.Length) * sum!).Relu();
            return last.ChannelLinear(outputWeight.Squeeze(2), outputBias.Unsqueeze(1));
        });

    /// <summary>Sines and cosines of t exp(-i ln(10^4) / (n/2 - 1)).</summary>
    private Tensor<T> Embedding(int[] steps)
    {
        int half = options.Embedding / 2;
        double[] angles =
        [
            .. Enumerable.Range(0, half).Select(i => Math.Exp(-i * Math.Log(10000) / Math.Max(1, half - 1))),
        ];
        double[] values =
        [
            .. steps.SelectMany(t => angles.Select(a => Math.Sin(t * a)).Concat(angles.Select(a => Math.Cos(t * a)))),
        ];
        return Workspace.FromDoubles(values, [steps.Length, options.Embedding]);
    }
}
