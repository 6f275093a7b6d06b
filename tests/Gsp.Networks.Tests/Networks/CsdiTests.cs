using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Gsp.Compute;
using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Networks.Tests.Networks;

/// <summary>CSDI put together from layers gives the prediction, the loss and the gradients of the public code.</summary>
public sealed class CsdiTests
{
    private static readonly JsonElement Golden = GoldenJson.Open("attention", "csdi_tiny_forward.json");

    [Fact]
    public void PredictionLossAndGradientsAgree()
    {
        using var test = new TestWorkspace();
        CsdiNetwork<double> network = Load(test.Space);
        (Tensor<double> prediction, Tensor<double> loss) = Compute(test.Space, network);
        loss.Backward();
        Close.Relative(prediction.ToArray(), Golden.GetProperty("pred").Numbers(), 1e-9);
        Close.Relative([loss.Item()], [Golden.GetProperty("loss").GetDouble()], 1e-9);
        JsonElement norms = Golden.GetProperty("grad_norms");
        int compared = 0;
        foreach ((string name, Tensor<double> parameter) in network.NamedParameters())
        {
            double norm = Math.Sqrt(parameter.Gradient!.ToArray().Sum(value => value * value));
            Close.Relative([norm], [norms.GetProperty(name).GetDouble()], 1e-8, name);
            compared++;
        }
        Assert.Equal(norms.EnumerateObject().Count(), compared);
    }

    [Fact]
    public void ThreadsDoNotChangeTheBits()
    {
        double[][] results =
        [
            .. new[] { 1, 2 }.Select(threads =>
            {
                using var workspace = new Workspace<double>(Backend.ManagedWith(threads));
                CsdiNetwork<double> network = Load(workspace);
                Compute(workspace, network).Loss.Backward();
                return network.Parameters.SelectMany(parameter => parameter.Gradient!.ToArray()).ToArray();
            }),
        ];
        Assert.Equal(results[0], results[1]);
    }

    [Fact]
    public void SinglePrecisionAgrees()
    {
        using var test = new TestWorkspace();
        CsdiNetwork<double> exact = Load(test.Space);
        Compute(test.Space, exact).Loss.Backward();
        using var workspace = new Workspace<float>(Backend.ManagedWith(2));
        var network = new CsdiNetwork<float>(workspace, 8, 2, 2, 8, 4, 16, new RandomStream(1));
        foreach (
            ((_, Tensor<float> to), (_, Tensor<double> from)) in network.NamedParameters().Zip(exact.NamedParameters())
        )
        {
            to.Set(Array.ConvertAll(from.ToArray(), value => (float)value));
        }
        Compute(workspace, network).Loss.Backward();
        double[] gradient = [.. network.Parameters.SelectMany(parameter => parameter.Gradient!.ToDoubles())];
        double[] expected = [.. exact.Parameters.SelectMany(parameter => parameter.Gradient!.ToArray())];
        Close.Relative(gradient, expected, 1e-4);
    }

    [Fact]
    public void TimeEmbeddingsAgree()
    {
        JsonElement times = GoldenJson.Open("attention", "embeddings.json").GetProperty("csdi_time");
        using var test = new TestWorkspace();
        foreach (JsonProperty time in times.EnumerateObject())
        {
            double place = double.Parse(time.Name, CultureInfo.InvariantCulture);
            double[] expected = time.Value.Numbers();
            Tensor<double> encoding = SinusoidalEncoding.Interleaved(test.Space, [place], expected.Length);
            Close.Relative(encoding.ToArray(), expected, 1e-12, time.Name);
        }
    }

    private static CsdiNetwork<double> Load(Workspace<double> workspace)
    {
        var network = new CsdiNetwork<double>(workspace, 8, 2, 2, 8, 4, 16, new RandomStream(1));
        Golden.GetProperty("params").LoadInto(network);
        return network;
    }

    private static (Tensor<T> Prediction, Tensor<T> Loss) Compute<T>(Workspace<T> workspace, CsdiNetwork<T> network)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Tensor<T> mask = Input("cond_mask");
        Tensor<T> prediction = network.Forward(Input("x0"), Input("x_t"), mask, Golden.GetProperty("t").Integers());
        return (prediction, prediction.MaskedMeanSquaredError(Input("noise"), mask.Affine(-1, 1)));

        Tensor<T> Input(string name) => workspace.FromDoubles(Golden.GetProperty(name).Numbers(), [2, 12]);
    }
}
