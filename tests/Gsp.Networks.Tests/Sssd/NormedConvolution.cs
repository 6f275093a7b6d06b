using System.Numerics;
using Gsp.Random;

namespace Gsp.Networks.Tests;

/// <summary>A convolution whose weights are w = g v / |v|, one length g an output channel: Salimans and Kingma, arXiv 1602.07868.</summary>
internal sealed class NormedConvolution<T> : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Tensor<T> bias;
    private readonly Tensor<T> lengths;
    private readonly Tensor<T> directions;

    public NormedConvolution(
        Workspace<T> workspace,
        string prefix,
        int inputs,
        int outputs,
        RandomStream random,
        int taps = 1
    )
        : base(workspace)
    {
        T[] v = Initialisation.Default<T>(random.Split("v"), outputs * inputs * taps, inputs * taps);
        int row = inputs * taps;
        T[] g =
        [
            .. Enumerable
                .Range(0, outputs)
                .Select(o => T.Sqrt(v.Skip(o * row).Take(row).Aggregate(T.Zero, (sum, x) => sum + x * x))),
        ];
        bias = Parameter(prefix + "bias", Initialisation.Default<T>(random.Split("bias"), outputs, row), [outputs]);
        lengths = Parameter(prefix + "weight_g", g, [outputs, 1, 1]);
        directions = Parameter(prefix + "weight_v", v, [outputs, inputs, taps]);
    }

    protected override Tensor<T> Compute(Tensor<T> x) =>
        x.Conv1d(directions.WeightNorm(lengths), bias, ConvolutionOptions.Padded(directions.Shape[2] / 2));
}
