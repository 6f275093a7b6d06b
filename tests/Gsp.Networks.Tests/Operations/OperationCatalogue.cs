using System.Numerics;
using Gsp.Networks.Tests.Operations.Sparse;
using Gsp.Numerics;
using Gsp.Random;

namespace Gsp.Networks.Tests.Operations;

/// <summary>The trainable inputs of one operation, made from its own random stream: the same numbers for every element type.</summary>
internal sealed class Inputs<T>(Workspace<T> space, string operation)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Dictionary<string, Tensor<T>> made = new(StringComparer.Ordinal);

    public Workspace<T> Space => space;

    public IReadOnlyList<Tensor<T>> All => [.. made.Values];

    /// <summary>Normal numbers that keep a tenth away from zero, where many functions have kinks.</summary>
    public Tensor<T> this[string name, params int[] shape] => Of(name, shape, v => v + (v < 0 ? -0.1 : 0.1));

    /// <summary>Numbers from 0.5 upwards.</summary>
    public Tensor<T> Positive(string name, params int[] shape) => Of(name, shape, v => 0.5 + Math.Abs(v));

    /// <summary>Numbers that no gradient is wanted of.</summary>
    public Tensor<T> Constant(string name, Func<double, double> map, params int[] shape) =>
        space.FromDoubles(Values(name, shape, map), Shape.Of(shape));

    private Tensor<T> Of(string name, int[] shape, Func<double, double> map)
    {
        if (!made.TryGetValue(name, out Tensor<T>? tensor))
        {
            T[] values = Array.ConvertAll(Values(name, shape, map), T.CreateTruncating);
            made[name] = tensor = space.Parameter(values, Shape.Of(shape));
        }
        return tensor;
    }

    private double[] Values(string name, int[] shape, Func<double, double> map)
    {
        var values = new double[Shape.Of(shape).Elements];
        new RandomStream(11).Split(operation).Split(name).FillNormal(values);
        return Array.ConvertAll(values, v => map(v));
    }
}

/// <summary>Every operation with an example of its use.</summary>
internal static class OperationCatalogue<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly SparseMatrix Graph = RandomGraphs.Matrix(6, 6, 2, 4);
    private static readonly IndexList Places = new([4, 0, 0, 2, 4, 1], 5);

    public static IReadOnlyDictionary<string, Func<Inputs<T>, Tensor<T>>> All { get; } =
        new Dictionary<string, Func<Inputs<T>, Tensor<T>>>(StringComparer.Ordinal)
        {
            ["Abs"] = x => x["x", 3, 37].Abs(),
            ["AdaptiveAveragePool1d"] = x => x["x", 2, 3, 11].AdaptiveAveragePool1d(4),
            ["Add"] = x => x["a", 3, 7].Add(x["b", 7]),
            ["Affine"] = x => x["x", 3, 37].Affine(-2, 3),
            ["AveragePool1d"] = x => x["x", 2, 3, 11].AveragePool1d(3, 2, 1),
            ["BatchNorm"] = x => x["x", 4, 3, 9].BatchNorm(x["w", 3], x["b", 3], null, training: true),
            ["BinaryCrossEntropyWithLogits"] = x =>
                x["x", 4, 5].BinaryCrossEntropyWithLogits(x.Constant("y", v => v > 0 ? 1 : 0, 4, 5)),
            ["ChannelLinear"] = x => x["x", 2, 3, 9].ChannelLinear(x["w", 5, 3], x["b", 5, 1]),
            ["ChannelNorm"] = x => x["x", 2, 7, 9].ChannelNorm(x["w", 7], x["b", 7]),
            ["Clamp"] = x => x["x", 3, 37].Clamp(-0.05, 30),
            ["ComplexMultiply"] = x => x["a", 3, 5, 2].ComplexMultiply(x["b", 5, 2]),
            ["Concat"] = x => Gsp.Networks.Operations.Concat(1, x["a", 2, 3, 4], x["b", 2, 1, 4]),
            ["Conv1d"] = x =>
                x["x", 2, 4, 13]
                    .Conv1d(
                        x["w", 6, 2, 3],
                        x["b", 6],
                        new ConvolutionOptions
                        {
                            Groups = 2,
                            Stride = 2,
                            PadBefore = 1,
                            PadAfter = 2,
                            Dilation = 2,
                        }
                    ),
            ["Cos"] = x => x["x", 3, 37].Cos(),
            ["CrossEntropy"] = x => x["x", 4, 5].CrossEntropy([0, 4, 2, 2], 0.1),
            ["CumulativeSum"] = x => x["x", 3, 5, 4].CumulativeSum(1),
            ["DiffusionFeatures"] = x =>
                x["x", 2, 6, 3].DiffusionFeatures(GraphSupports<T>.RandomWalk(x.Space, Graph), 2),
            ["Divide"] = x => x["a", 3, 7].Divide(x.Positive("b", 3, 1)),
            ["Dropout"] = x => x["x", 3, 37].Dropout(0.3, 5),
            ["Elu"] = x => x["x", 3, 37].Elu(0.7),
            ["Embedding"] = x => x["w", 5, 3].Embedding([4, 0, 0, 2], [2, 2]),
            ["Exp"] = x => x["x", 3, 37].Exp(),
            ["FourierConvolution"] = x => x["x", 2, 3, 13].FourierConvolution(x["k", 2, 3, 13], x["d", 3]),
            ["Gather"] = x => x["x", 2, 5, 3].Gather(Places, 1),
            ["Gelu"] = x => x["x", 3, 37].Gelu(),
            ["GeluTanh"] = x => x["x", 3, 37].GeluTanh(),
            ["GraphGruSequence"] = x =>
                x["x", 3, 2, 6, 12]
                    .GraphGruSequence(
                        x["h", 2, 6, 4],
                        x["g", 8, 20],
                        x["c", 4, 20],
                        GraphSupports<T>.RandomWalk(x.Space, Graph),
                        2
                    ),
            ["GroupNorm"] = x => x["x", 2, 6, 9].GroupNorm(3, x["w", 6], x["b", 6]),
            ["GruSequence"] = x => x["x", 3, 2, 12].GruSequence(x["h", 2, 4], x["w", 12, 4], x["b", 12]),
            ["InfoNce"] = x => x["x", 4, 5].InfoNce(x["y", 4, 5], x["s", 1].Reshape()),
            ["InverseRealFourier"] = x => x["x", 2, 6, 2].InverseRealFourier(11),
            ["LayerNorm"] = x => x["x", 70, 9].LayerNorm(x["w", 9], x["b", 9]),
            ["LeakyRelu"] = x => x["x", 3, 37].LeakyRelu(0.2),
            ["Linear"] = x => x["x", 2, 3, 4].Linear(x["w", 5, 4], x["b", 5]),
            ["Log"] = x => x.Positive("x", 3, 37).Log(),
            ["LogSoftmax"] = x => x["x", 3, 5, 7].LogSoftmax(1),
            ["LstmSequence"] = x =>
                x["x", 3, 2, 16].LstmSequence(x["h", 2, 4], x["c", 2, 4], x["w", 16, 4], x["b", 16]),
            ["MaskedMeanAbsoluteError"] = x =>
                x["x", 4, 5]
                    .MaskedMeanAbsoluteError(
                        x.Constant("y", v => 7 + v, 4, 5),
                        x.Constant("m", v => v > 0 ? 1 : 0, 4, 5)
                    ),
            ["MaskedMeanSquaredError"] = x =>
                x["x", 4, 5]
                    .MaskedMeanSquaredError(x.Constant("y", v => v, 4, 5), x.Constant("m", v => v > 0 ? 1 : 0, 4, 5)),
            ["MatMul"] = x => x["a", 2, 3, 4].MatMul(x["b", 4, 5]),
            ["Max"] = x => x["x", 3, 5, 4].Max(1),
            ["Maximum"] = x => x["a", 3, 7].Affine(3).Maximum(x["b", 7]),
            ["MaxPool1d"] = x => x["x", 2, 3, 11].MaxPool1d(3, 2, 1),
            ["Mean"] = x => x["x", 3, 5, 4].Mean(0, 2),
            ["Min"] = x => x["x", 3, 5, 4].Min(1),
            ["Minimum"] = x => x["a", 3, 7].Affine(3).Minimum(x["b", 7]),
            ["Multiply"] = x => x["a", 3, 7].Multiply(x["b", 3, 1]),
            ["NtXent"] = x => x["x", 6, 5].NtXent(0.5),
            ["PRelu"] = x => x["x", 2, 3, 7].PRelu(x["w", 3]),
            ["RealFourier"] = x => x["x", 3, 11].RealFourier(),
            ["Relu"] = x => x["x", 3, 37].Relu(),
            ["ScaledDotProductAttention"] = x =>
                x["q", 2, 2, 9, 4].ScaledDotProductAttention(x["k", 2, 2, 11, 4], x["v", 2, 2, 11, 3]),
            ["ScatterAdd"] = x => x["x", 2, 5, 3].ScatterAdd(Places, x["p", 2, 6, 3], 1),
            ["SegmentMean"] = x => x["x", 2, 6, 3].SegmentMean(Places, 1),
            ["SegmentSum"] = x => x["x", 2, 6, 3].SegmentSum(Places, 1),
            ["Sigmoid"] = x => x["x", 3, 37].Sigmoid(),
            ["Silu"] = x => x["x", 3, 37].Silu(),
            ["Sin"] = x => x["x", 3, 37].Sin(),
            ["Softmax"] = x => x["x", 3, 5, 7].Softmax(1),
            ["Softplus"] = x => x["x", 3, 37].Softplus(),
            ["SparseProduct"] = x =>
                x["x", 2, 6, 3].SparseProduct(SparsePattern.Of(Graph), x["v", SparsePattern.Of(Graph).EntryCount]),
            ["Sqrt"] = x => x.Positive("x", 3, 37).Sqrt(),
            ["Square"] = x => x["x", 3, 37].Square(),
            ["Stack"] = x => Gsp.Networks.Operations.Stack(1, x["a", 2, 3], x["b", 2, 3]),
            ["Subtract"] = x => x["a", 3, 7].Subtract(x["b", 3, 1]),
            ["Sum"] = x => x["x", 3, 5, 4].Sum(1),
            ["SupervisedContrast"] = x => x["x", 6, 5].SupervisedContrast([0, 1, 0, 1, 2, 2], 0.5),
            ["Tanh"] = x => x["x", 3, 37].Tanh(),
            ["UnitRows"] = x => x["x", 4, 5].UnitRows(),
            ["WeightNorm"] = x => x["v", 4, 3, 2].WeightNorm(x["g", 4, 1, 1]),
            ["Where"] = x => x.Constant("m", v => v > 0 ? 1 : 0, 3, 7).Where(x["a", 3, 7], x["b", 7]),
        };
}
