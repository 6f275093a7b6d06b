using System.Globalization;
using System.Text.Json;
using Gsp.Testing;
using Xunit;

namespace Gsp.Networks.Tests.Layers;

public sealed class ResNetGoldenTests
{
    private const double Tolerance = 1e-9;

    private static readonly JsonElement Golden = GoldenJson.Load("resnet_block.json");

    [Theory]
    [InlineData("basic_stride2")]
    [InlineData("basic_identity")]
    public void BasicBlock(string name)
    {
        using var test = new TestWorkspace();
        JsonElement golden = Golden.GetProperty(name);
        var block = new BasicBlock<double>(
            test.Space,
            golden.GetProperty("in_ch").GetInt32(),
            golden.GetProperty("out_ch").GetInt32(),
            test.Random,
            golden.GetProperty("stride").GetInt32()
        );
        Load(block, golden.GetProperty("params"), BlockName);
        Tensor<double> x = golden.GetProperty("x").Parameter(test.Space);
        using (test.Space.Step())
        {
            Tensor<double> y = block.Forward(x);
            Close.Relative(y.ToArray(), golden.GetProperty("y_train").Values(), Tolerance);
            y.Backward(Fixed(test.Space, golden.GetProperty("loss_weights")));
        }
        Close.Relative(x.Gradient!.ToArray(), golden.GetProperty("grad_x").Values(), Tolerance);
        AssertGradients(block, golden.GetProperty("grads"), BlockName);
        Dictionary<string, Tensor<double>> buffers = block.NamedBuffers().ToDictionary(b => b.Name, b => b.Tensor);
        int compared = 0;
        foreach (JsonProperty state in golden.GetProperty("running_after").EnumerateObject())
        {
            Close.Relative(buffers[BlockName(state.Name)].ToArray(), state.Value.Values(), Tolerance);
            compared++;
        }
        Assert.Equal(buffers.Count, compared);
        block.Training = false;
        using Scope<double> scope = test.Space.Scope();
        double[] use = block.Forward(x).ToArray();
        Close.Relative(use, golden.GetProperty("y_eval_with_running_after").Values(), Tolerance);
    }

    /// <summary>The two-stream block of Ribeiro and Lima, composed from operations.</summary>
    [Fact]
    public void TwoStreamBlock()
    {
        using var test = new TestWorkspace();
        JsonElement golden = Golden.GetProperty("ribeiro_block");
        int taps = golden.GetProperty("kernel").GetInt32();
        int down = golden.GetProperty("downsample").GetInt32();
        Dictionary<string, Tensor<double>> p = golden
            .GetProperty("params")
            .EnumerateObject()
            .ToDictionary(item => item.Name, item => item.Value.Parameter(test.Space));
        Tensor<double> x = golden.GetProperty("x").Parameter(test.Space);
        Tensor<double> y = golden.GetProperty("y").Parameter(test.Space);
        using (test.Space.Step())
        {
            Tensor<double> skip = y.MaxPool1d(down).Conv1d(p["sk.weight"]);
            Tensor<double> inside = x.Conv1d(p["conv1.weight"], options: Padded(1))
                .BatchNorm(p["bn1.weight"], p["bn1.bias"], null, training: true, rectify: true);
            Tensor<double> outY = inside.Conv1d(p["conv2.weight"], options: Padded(down)) + skip;
            Tensor<double> outX = outY.BatchNorm(p["bn2.weight"], p["bn2.bias"], null, training: true).Relu();
            Close.Relative(outX.ToArray(), golden.GetProperty("out_x").Values(), Tolerance);
            Close.Relative(outY.ToArray(), golden.GetProperty("out_y").Values(), Tolerance);
            Tensor<double> loss =
                (outX * Fixed(test.Space, golden.GetProperty("loss_weights_x"))).Sum()
                + (outY * Fixed(test.Space, golden.GetProperty("loss_weights_y"))).Sum();
            loss.Backward();
        }
        Close.Relative(x.Gradient!.ToArray(), golden.GetProperty("grad_x").Values(), Tolerance);
        Close.Relative(y.Gradient!.ToArray(), golden.GetProperty("grad_y").Values(), Tolerance);
        foreach (JsonProperty gradient in golden.GetProperty("grads").EnumerateObject())
        {
            Close.Relative(p[gradient.Name].Gradient!.ToArray(), gradient.Value.Values(), Tolerance);
        }

        ConvolutionOptions Padded(int stride) =>
            ConvolutionOptions.Padded(Math.Max(0, (taps - stride + 1) / 2), stride);
    }

    [Fact]
    public void TinyTrunkInUse()
    {
        using var test = new TestWorkspace();
        JsonElement golden = Golden.GetProperty("tiny_trunk_eval");
        var options = new ResNet1dOptions
        {
            Inputs = 3,
            Width = 2,
            Blocks = [1, 1, 1, 1],
        };
        var trunk = new ResNet1d<double>(test.Space, options, test.Random) { Training = false };
        Load(trunk, golden.GetProperty("params"), TrunkName);
        Tensor<double> x = golden.GetProperty("x").Parameter(test.Space);
        Close.Relative(trunk.Forward(x).ToArray(), golden.GetProperty("y").Values(), Tolerance);
    }

    [Theory]
    [InlineData("R18", 64, false)]
    [InlineData("R34", 64, true)]
    [InlineData("R18_w16", 16, false)]
    [InlineData("R34_w16", 16, true)]
    [InlineData("R18_w8", 8, false)]
    public void TrunksHaveTheirParameters(string name, int width, bool deep)
    {
        using var workspace = new Workspace<float>();
        ResNet1dOptions options = (deep ? ResNet1dOptions.ResNet34 : ResNet1dOptions.ResNet18) with { Width = width };
        var trunk = new ResNet1d<float>(workspace, options, new Random.RandomStream(1));
        Assert.Equal(Golden.GetProperty("trunk_params").GetProperty(name).GetInt64(), trunk.ParameterCount);
    }

    [Fact]
    public void TrunksHaveTheirLengths()
    {
        foreach (JsonProperty table in Golden.GetProperty("trunk_lengths").EnumerateObject())
        {
            int length = int.Parse(table.Name, CultureInfo.InvariantCulture);
            length = ConvolutionOptions.Padded(3, 2).OutputLength(length, 7);
            List<double> lengths = [length];
            foreach (int stride in (int[])[1, 2, 2, 2])
            {
                lengths.Add(length = ConvolutionOptions.Padded(1, stride).OutputLength(length, 3));
            }
            Assert.Equal(table.Value.Values(), lengths);
        }
    }

    private static Tensor<double> Fixed(Workspace<double> workspace, JsonElement values) =>
        workspace.From(values.Values(), values.Shape());

    private static void Load(Module<double> module, JsonElement parameters, Func<string, string> rename)
    {
        Dictionary<string, Tensor<double>> own = module.NamedParameters().ToDictionary(p => p.Name, p => p.Tensor);
        int loaded = 0;
        foreach (JsonProperty parameter in parameters.EnumerateObject())
        {
            Tensor<double> target = own[rename(parameter.Name)];
            Assert.Equal(target.Shape, parameter.Value.Shape());
            target.Set(parameter.Value.Values());
            loaded++;
        }
        Assert.Equal(own.Count, loaded);
    }

    private static void AssertGradients(Module<double> module, JsonElement gradients, Func<string, string> rename)
    {
        Dictionary<string, Tensor<double>> own = module.NamedParameters().ToDictionary(p => p.Name, p => p.Tensor);
        foreach (JsonProperty gradient in gradients.EnumerateObject())
        {
            Close.Relative(own[rename(gradient.Name)].Gradient!.ToArray(), gradient.Value.Values(), Tolerance);
        }
        Assert.Equal(own.Count, gradients.EnumerateObject().Count());
    }

    /// <summary>The fixture's short names: c1, b1, c2, b2, sc.</summary>
    private static string BlockName(string name) =>
        name.Replace("sc.", "downsample.", StringComparison.Ordinal)
            .Replace("c1.", "conv1.", StringComparison.Ordinal)
            .Replace("c2.", "conv2.", StringComparison.Ordinal)
            .Replace("b1.", "bn1.", StringComparison.Ordinal)
            .Replace("b2.", "bn2.", StringComparison.Ordinal);

    private static string TrunkName(string name) =>
        name switch
        {
            "c.weight" => "conv1.weight",
            "b.weight" => "bn1.weight",
            "b.bias" => "bn1.bias",
            _ => $"layer{(char)(name[2] + 1)}.0.{BlockName(name[4..])}",
        };
}
