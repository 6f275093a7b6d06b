using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Networks.Tests.Layers;

public sealed class ConvolutionLayerTests
{
    [Fact]
    public void ConvolutionHasPyTorchsParametersAndRange()
    {
        using var test = new TestWorkspace();
        var layer = new Conv1d<double>(test.Space, 8, 400, 5, test.Random, new ConvolutionOptions { Groups = 2 });
        Assert.Equal(["weight", "bias"], layer.NamedParameters().Select(p => p.Name));
        Assert.Equal([400, 4, 5], layer.Weight.Shape);
        Assert.Equal([400], layer.Bias!.Shape);
        double bound = 1 / Math.Sqrt(20);
        foreach (Tensor<double> parameter in layer.Parameters)
        {
            double largest = parameter.ToArray().Max(Math.Abs);
            Assert.InRange(largest, 0.9 * bound, bound);
        }
        Assert.Throws<ArgumentException>(() =>
            new Conv1d<double>(test.Space, 3, 4, 5, test.Random, new ConvolutionOptions { Groups = 2 })
        );
    }

    [Fact]
    public void WeightNormStartsAsThePlainLayer()
    {
        using var test = new TestWorkspace();
        var plain = new Conv1d<double>(test.Space, 3, 6, 4, test.Random);
        var normed = new WeightNormConv1d<double>(test.Space, 3, 6, 4, test.Random);
        Assert.Equal(["bias", "weight_g", "weight_v"], normed.NamedParameters().Select(p => p.Name));
        Assert.Equal([6, 1, 1], normed.Length.Shape);
        Tensor<double> x = test.Normal([2, 3, 20]);
        using Scope<double> scope = test.Space.Step();
        Close.Relative(normed.Forward(x).ToArray(), plain.Forward(x).ToArray(), 1e-13);
    }

    [Fact]
    public void NormalisationLayersApplyTheirOperations()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Normal([4, 6, 9]);
        using Scope<double> scope = test.Space.Step();
        var group = new GroupNorm<double>(test.Space, 3, 6, 1e-3);
        Assert.Equal(x.GroupNorm(3, epsilon: 1e-3).ToArray(), group.Forward(x).ToArray());
        var layer = new LayerNorm<double>(test.Space, 9, 1e-3);
        Assert.Equal(x.LayerNorm(epsilon: 1e-3).ToArray(), layer.Forward(x).ToArray());
        Assert.Equal(["weight", "bias"], layer.NamedParameters().Select(p => p.Name));
    }

    [Fact]
    public void ResNetNamesAndShapes()
    {
        using var space = new Workspace<float>();
        var options = ResNet1dOptions.ResNet50 with
        {
            Inputs = 2,
            Width = 4,
            Blocks = [1, 2],
            Outputs = 5,
            StemPooling = true,
        };
        var network = new ResNet1d<float>(space, options, new RandomStream(1));
        string[] names = [.. network.NamedParameters().Select(p => p.Name)];
        Assert.Contains("layer1.0.downsample.0.weight", names);
        Assert.Contains("layer2.1.conv3.weight", names);
        Assert.DoesNotContain("layer2.1.downsample.0.weight", names);
        Assert.Contains("fc.bias", names);
        Assert.Contains("layer2.0.bn2.running_var", network.NamedBuffers().Select(b => b.Name));
        Assert.Equal(32, options.Features);
        using Scope<float> scope = space.Step();
        Tensor<float> x = space.Full([3, 2, 64], 0.5f);
        Assert.Equal([3, 5], network.Forward(x).Shape);
        Assert.Equal([3, 32, 8], network.Features(x).Shape);
        Assert.Throws<ArgumentException>(() => options with { Taps = 4 });
        Assert.Throws<ArgumentException>(() => options with { Blocks = [] });
    }

    /// <summary>Training and use differ, a step changes the loss the right way, and nothing is left behind.</summary>
    [Fact]
    public void ResNetTrains()
    {
        using var test = new TestWorkspace();
        var options = new ResNet1dOptions
        {
            Inputs = 2,
            Width = 4,
            Blocks = [1, 1],
            Outputs = 2,
        };
        var network = new ResNet1d<double>(test.Space, options, test.Random);
        Tensor<double> x = test.Space.From(test.Normal([6, 2, 40], "x").ToArray(), [6, 2, 40]).Keep();
        Tensor<double> target = test.Space.From(test.Normal([6, 2], "t").ToArray(), [6, 2]).Keep();
        var losses = new List<double>();
        int buffers = 0;
        for (int step = 0; step < 30; step++)
        {
            using (test.Space.Step())
            {
                Tensor<double> loss = (network.Forward(x) - target).Square().Mean();
                loss.Backward();
                losses.Add(loss.Item());
                foreach (Tensor<double> parameter in network.Parameters)
                {
                    double[] g = parameter.Gradient!.ToArray();
                    parameter.Set([.. parameter.ToArray().Zip(g, (w, d) => w - (0.05 * d))]);
                }
                network.ClearGradients();
            }
            buffers = step == 0 ? test.Space.LiveBuffers : buffers;
            Assert.Equal(buffers, test.Space.LiveBuffers);
        }
        Assert.True(losses[^1] < 0.3 * losses[0], $"the loss went from {losses[0]} to {losses[^1]}");
    }
}
