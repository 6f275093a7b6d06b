using System.Text.Json;
using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Networks.Tests.Layers;

public sealed class TransformerTests
{
    private static readonly JsonElement Golden = GoldenJson.Open("attention", "transformer.json");

    [Fact]
    public void EncoderLayersAgreeWithPyTorch()
    {
        foreach (JsonElement expected in Golden.GetProperty("layers").EnumerateArray())
        {
            using var test = new TestWorkspace();
            var options = new TransformerEncoderOptions
            {
                FeedForward = 10,
                Dropout = 0,
                Gelu = expected.GetProperty("activation").GetString() == "gelu",
                NormaliseFirst = expected.GetProperty("norm_first").GetBoolean(),
            };
            var layer = new TransformerEncoderLayer<double>(test.Space, 6, 2, test.Random, options);
            expected.GetProperty("parameters").LoadInto(layer);
            bool masked = expected.GetProperty("masked").GetBoolean();
            Tensor<double> x = expected.GetProperty("x").Tensor(test.Space);
            Tensor<double>? mask = masked ? test.Space.KeyMask(Padding()) : null;
            Tensor<double> y = layer.Forward(x, mask, causal: masked);
            y.Backward(expected.GetProperty("weights").Tensor(test.Space));
            Compare(y, expected.GetProperty("y"), "output");
            Compare(x.Gradient!, expected.GetProperty("x_gradient"), "gradient of the input");
            CompareGradients(layer, expected.GetProperty("gradients"));
        }

        static bool[,] Padding()
        {
            var keep = new bool[2, 11];
            for (int j = 0; j < 11; j++)
            {
                keep[0, j] = true;
                keep[1, j] = j < 8;
            }
            return keep;
        }
    }

    [Fact]
    public void CrossAttentionAgreesWithPyTorch()
    {
        JsonElement expected = Golden.GetProperty("cross");
        using var test = new TestWorkspace();
        var layer = new MultiheadAttention<double>(test.Space, 6, 3, test.Random);
        expected.GetProperty("parameters").LoadInto(layer);
        Tensor<double>[] inputs = [.. "qkv".Select(c => expected.GetProperty($"{c}").Tensor(test.Space))];
        Tensor<double> y = layer.Forward(inputs[0], inputs[1], inputs[2]);
        y.Backward(expected.GetProperty("weights").Tensor(test.Space));
        Compare(y, expected.GetProperty("y"), "output");
        Compare(inputs[0].Gradient!, expected.GetProperty("q_gradient"), "gradient of the queries");
        Compare(inputs[1].Gradient!, expected.GetProperty("k_gradient"), "gradient of the keys");
        Compare(inputs[2].Gradient!, expected.GetProperty("v_gradient"), "gradient of the values");
        CompareGradients(layer, expected.GetProperty("gradients"));
    }

    [Fact]
    public void SelfAttentionIsCrossAttentionToItself()
    {
        using var test = new TestWorkspace();
        var layer = new MultiheadAttention<double>(test.Space, 12, 3, test.Random);
        Tensor<double> x = test.Normal([2, 7, 12]);
        Close.Relative(layer.Forward(x).ToArray(), layer.Forward(x, x, x).ToArray(), 1e-14);
    }

    [Fact]
    public void InitialValuesAreThoseOfTheField()
    {
        using var test = new TestWorkspace();
        var layer = new TransformerEncoderLayer<double>(test.Space, 32, 4, test.Random);
        Dictionary<string, Tensor<double>> values = layer.NamedParameters().ToDictionary(e => e.Name, e => e.Tensor);
        Assert.Equal(
            "self_attn.in_proj_weight,self_attn.in_proj_bias,self_attn.out_proj.weight,self_attn.out_proj.bias,linear1.weight,linear1.bias,linear2.weight,linear2.bias,norm1.weight,norm1.bias,norm2.weight,norm2.bias",
            string.Join(',', values.Keys)
        );
        double largest = values["self_attn.in_proj_weight"].ToArray().Max(Math.Abs);
        Assert.InRange(largest, 0.99 * Math.Sqrt(6.0 / 128), Math.Sqrt(6.0 / 128));
        Assert.All(values["self_attn.in_proj_bias"].ToArray(), value => Assert.Equal(0, value));
        Assert.All(values["self_attn.out_proj.bias"].ToArray(), value => Assert.Equal(0, value));
        Assert.All(values["norm1.weight"].ToArray(), value => Assert.Equal(1, value));
    }

    [Fact]
    public void DropoutDrawsAnewInTrainingOnly()
    {
        using var test = new TestWorkspace();
        var options = new TransformerEncoderOptions { FeedForward = 16, Dropout = 0.3 };
        var layer = new TransformerEncoderLayer<double>(test.Space, 8, 2, test.Random, options);
        Tensor<double> x = test.Normal([1, 5, 8]);
        double[] first = layer.Forward(x).ToArray();
        Assert.NotEqual(first, layer.Forward(x).ToArray());
        test.Space.Draws = 0;
        Assert.Equal(first, layer.Forward(x).ToArray());
        layer.Training = false;
        Assert.Equal(layer.Forward(x).ToArray(), layer.Forward(x).ToArray());
    }

    [Fact]
    public void CheckpointedLayersDropTheSameAgain()
    {
        using var test = new TestWorkspace();
        var options = new TransformerEncoderOptions { FeedForward = 16, Dropout = 0.3 };
        var layer = new TransformerEncoderLayer<double>(test.Space, 8, 2, test.Random, options);
        Tensor<double> x = test.Normal([1, 5, 8]);
        test.Space.Draws = 4;
        layer.Forward(x).Sum().Backward();
        double[] plain = x.Gradient!.ToArray();
        long draws = test.Space.Draws;
        x.ClearGradient();
        test.Space.Draws = 4;
        Checkpointing.Run(inputs => layer.Forward(inputs[0]), x).Sum().Backward();
        Assert.Equal(plain, x.Gradient!.ToArray());
        Assert.Equal(draws, test.Space.Draws);
    }

    [Fact]
    public void ErrorsSayWhatIsWrong()
    {
        using var test = new TestWorkspace();
        var layer = new MultiheadAttention<double>(test.Space, 6, 3, test.Random);
        string message = Assert.ThrowsAny<ArgumentException>(() => layer.Forward(test.Space.Zeros([2, 6, 5]))).Message;
        Assert.Contains("[batch, length, 6]; got [2, 6, 5]", message, StringComparison.Ordinal);
        message = Assert
            .ThrowsAny<ArgumentException>(() => new MultiheadAttention<double>(test.Space, 7, 2, test.Random))
            .Message;
        Assert.Contains("1 are left over", message, StringComparison.Ordinal);
        message = Assert
            .ThrowsAny<ArgumentException>(() => SinusoidalEncoding.Interleaved(test.Space, [1.0], 3))
            .Message;
        Assert.Contains("even", message, StringComparison.Ordinal);
    }

    private static void Compare(Tensor<double> actual, JsonElement expected, string what) =>
        Close.Relative(actual.ToArray(), expected.GetProperty("data").Numbers(), 1e-12, what);

    private static void CompareGradients(Module<double> module, JsonElement expected)
    {
        foreach ((string name, Tensor<double> parameter) in module.NamedParameters())
        {
            Compare(parameter.Gradient!, expected.GetProperty(name), name);
        }
    }
}
