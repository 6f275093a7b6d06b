using System.Text.Json;
using Gsp.Testing;
using Xunit;

namespace Gsp.Networks.Tests.Operations;

/// <summary>Values and gradients of PyTorch in double precision, see Golden/README.md.</summary>
public sealed class ConvolutionGoldenTests
{
    private const double Tolerance = 1e-9;

    private static readonly JsonElement Golden = GoldenJson.Open("convolution_operations.json");

    private static readonly Dictionary<string, Func<Func<string, Tensor<double>>, Tensor<double>>> Operations = new()
    {
        ["grouped"] = of =>
            of("x")
                .Conv1d(
                    of("w"),
                    of("b"),
                    new ConvolutionOptions
                    {
                        Stride = 3,
                        PadBefore = 4,
                        PadAfter = 4,
                        Dilation = 2,
                        Groups = 2,
                    }
                ),
        ["depthwise"] = of => of("x").Conv1d(of("w"), of("b"), ConvolutionOptions.Padded(2) with { Groups = 3 }),
        ["max_pool"] = of => of("x").MaxPool1d(3, 2, 1),
        ["average_pool"] = of => of("x").AveragePool1d(4, 3, 2),
        ["average_pool_without_padding"] = of => of("x").AveragePool1d(4, 3, 2, countPadding: false),
        ["adaptive_pool"] = of => of("x").AdaptiveAveragePool1d(5),
        ["group_norm"] = of => of("x").GroupNorm(3, of("w"), of("b")),
        ["batch_norm_rows"] = of => of("x").BatchNorm(of("w"), of("b"), null, training: true),
        ["weight_norm"] = of => of("x").Conv1d(of("weight_v").WeightNorm(of("weight_g"))),
    };

    public static TheoryData<string> Names => [.. Operations.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void ValuesAndGradients(string name)
    {
        using var test = new TestWorkspace();
        JsonElement golden = Golden.GetProperty(name);
        Dictionary<string, Tensor<double>> inputs = golden
            .GetProperty("inputs")
            .EnumerateObject()
            .ToDictionary(input => input.Name, input => input.Value.Tensor(test.Space));
        Tensor<double> y = Operations[name](input => inputs[input]);
        Assert.Equal(golden.GetProperty("y").ShapeOf(), y.Shape);
        Close.Relative(y.ToArray(), golden.GetProperty("y").Numbers(), Tolerance);
        y.Backward(test.Space.From(golden.GetProperty("g").Numbers(), y.Shape));
        foreach (JsonProperty gradient in golden.GetProperty("gradients").EnumerateObject())
        {
            Close.Relative(inputs[gradient.Name].Gradient!.ToArray(), gradient.Value.Numbers(), Tolerance);
        }
    }

    [Fact]
    public void EveryGoldenCaseIsTested() =>
        Assert.Equal(Golden.EnumerateObject().Select(item => item.Name).Order(), Operations.Keys.Order());
}
