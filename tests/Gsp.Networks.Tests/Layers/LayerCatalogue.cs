using System.Numerics;
using Gsp.Networks.Tests.Operations.Sparse;
using Gsp.Numerics;
using Gsp.Random;

namespace Gsp.Networks.Tests.Layers;

/// <summary>A layer with an example of its use.</summary>
/// <param name="Module">The layer.</param>
/// <param name="Shape">The shape of its input.</param>
/// <param name="Forward">From the input to the output.</param>
internal sealed record LayerCase<T>(Module<T> Module, Shape Shape, Func<Tensor<T>, Tensor<T>> Forward)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static LayerCase<T> Of(Layer<T> layer, params int[] shape) => new(layer, Shape.Of(shape), layer.Forward);
}

/// <summary>Every layer with an example of its use.</summary>
internal static class LayerCatalogue<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly SparseMatrix Graph = RandomGraphs.Matrix(6, 6, 2, 4);

    public static IReadOnlyDictionary<string, Func<Workspace<T>, RandomStream, LayerCase<T>>> All { get; } =
        new Dictionary<string, Func<Workspace<T>, RandomStream, LayerCase<T>>>(StringComparer.Ordinal)
        {
            ["Activation"] = (space, _) => LayerCase<T>.Of(new Activation<T>(space, x => x.Silu()), 3, 5),
            ["AnisotropicConvolution"] = (space, random) =>
            {
                var layer = new AnisotropicConvolution<T>(space, 3, 4, random);
                return new(layer, [2, 6, 3], x => layer.Forward(x, GraphEdges.Of(Graph)));
            },
            ["AnisotropicGruCell"] = (space, random) =>
            {
                var layer = new AnisotropicGruCell<T>(space, 4, 4, random);
                return new(layer, [2, 6, 4], x => layer.Forward(x, x, GraphEdges.Of(Graph)));
            },
            ["BasicBlock"] = (space, random) => LayerCase<T>.Of(new BasicBlock<T>(space, 3, 4, random, 2), 2, 3, 11),
            ["BatchNorm1d"] = (space, _) => LayerCase<T>.Of(new BatchNorm1d<T>(space, 3), 4, 3, 7),
            ["BottleneckBlock"] = (space, random) =>
                LayerCase<T>.Of(new BottleneckBlock<T>(space, 3, 2, random, 2), 2, 3, 11),
            ["Conv1d"] = (space, random) =>
                LayerCase<T>.Of(new Conv1d<T>(space, 3, 4, 5, random, ConvolutionOptions.Padded(2)), 2, 3, 11),
            ["DiffusionConvolution"] = (space, random) =>
            {
                var supports = GraphSupports<T>.RandomWalk(space, Graph);
                var layer = new DiffusionConvolution<T>(space, 3, 4, 2, 2, random);
                return new(layer, [2, 6, 3], x => layer.Forward(x, supports));
            },
            ["Dropout"] = (space, random) =>
            {
                // In training every call draws anew; the operation's gradient is checked with its key held.
                var layer = new Dropout<T>(space, 0.3, random) { Training = false };
                return LayerCase<T>.Of(layer, 3, 5);
            },
            ["Embedding"] = (space, random) =>
            {
                var layer = new Embedding<T>(space, 5, 4, random);
                return new(layer, [3, 4], x => x + layer.Forward([4, 0, 4]));
            },
            ["GraphGru"] = (space, random) =>
            {
                var supports = GraphSupports<T>.RandomWalk(space, Graph);
                var layer = new GraphGru<T>(space, 3, 4, 2, 2, random);
                return new(layer, [2, 3, 6, 3], x => layer.Forward(x, supports));
            },
            ["GroupNorm"] = (space, _) => LayerCase<T>.Of(new GroupNorm<T>(space, 2, 6), 2, 6, 7),
            ["Gru"] = (space, random) =>
            {
                var layer = new Gru<T>(space, 3, 4, random, layers: 2, bidirectional: true);
                return new(layer, [2, 5, 3], x => layer.Forward(x));
            },
            ["GruCell"] = (space, random) =>
            {
                var layer = new GruCell<T>(space, 4, 4, random);
                return new(layer, [3, 4], x => layer.Forward(x, x));
            },
            ["LayerNorm"] = (space, _) => LayerCase<T>.Of(new LayerNorm<T>(space, 7), 3, 5, 7),
            ["Linear"] = (space, random) => LayerCase<T>.Of(new Linear<T>(space, 7, 4, random), 3, 5, 7),
            ["Lstm"] = (space, random) =>
            {
                var layer = new Lstm<T>(space, 3, 4, random, layers: 2, bidirectional: true);
                return new(layer, [2, 5, 3], x => layer.Forward(x));
            },
            ["LstmCell"] = (space, random) =>
            {
                var layer = new LstmCell<T>(space, 4, 4, random);
                return new(layer, [3, 4], x => layer.Forward(x, x, x).State);
            },
            ["MultiheadAttention"] = (space, random) =>
            {
                var layer = new MultiheadAttention<T>(space, 8, 2, random);
                return new(layer, [2, 5, 8], x => layer.Forward(x));
            },
            ["PRelu"] = (space, _) => LayerCase<T>.Of(new PRelu<T>(space, 3), 2, 3, 5),
            ["ResNet1d"] = (space, random) =>
                LayerCase<T>.Of(
                    new ResNet1d<T>(
                        space,
                        new ResNet1dOptions
                        {
                            Inputs = 2,
                            Outputs = 3,
                            Width = 4,
                            Blocks = [1, 1],
                        },
                        random
                    ),
                    2,
                    2,
                    40
                ),
            ["S4"] = (space, random) =>
                LayerCase<T>.Of(new S4<T>(space, 3, 13, random, new S4Options { StateSize = 8 }), 2, 3, 13),
            ["S4Block"] = (space, random) =>
                LayerCase<T>.Of(
                    new S4Block<T>(new S4<T>(space, 3, 13, random, new S4Options { StateSize = 8 })),
                    2,
                    3,
                    13
                ),
            ["S4D"] = (space, random) =>
                LayerCase<T>.Of(new S4D<T>(space, 3, random, new S4DOptions { StateSize = 8 }), 2, 3, 13),
            ["Sequential"] = (space, random) =>
                LayerCase<T>.Of(
                    new Sequential<T>(new Linear<T>(space, 5, 4, random), new Activation<T>(space, x => x.Tanh())),
                    3,
                    5
                ),
            ["TransformerEncoderLayer"] = (space, random) =>
                LayerCase<T>.Of(
                    new TransformerEncoderLayer<T>(space, 8, 2, random, new TransformerEncoderOptions { Dropout = 0 }),
                    2,
                    5,
                    8
                ),
            ["WeightNormConv1d"] = (space, random) =>
                LayerCase<T>.Of(new WeightNormConv1d<T>(space, 3, 4, 3, random), 2, 3, 11),
        };
}
