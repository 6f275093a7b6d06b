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

    private static CsdiNetwork<double> Load(Workspace<double> workspace)
    {
        var network = new CsdiNetwork<double>(workspace, 8, 2, 2, 8, 4, 16, new RandomStream(1));
        Golden.GetProperty("params").LoadInto(network);
        return network;
    }

    private static (Tensor<double> Prediction, Tensor<double> Loss) Compute(
        Workspace<double> workspace,
        CsdiNetwork<double> network
    )
    {
        Tensor<double> mask = Input("cond_mask");
        Tensor<double> prediction = network.Forward(
            Input("x0"),
            Input("x_t"),
            mask,
            Golden.GetProperty("t").Integers()
        );
        return (prediction, prediction.MaskedMeanSquaredError(Input("noise"), mask.Affine(-1, 1)));

        Tensor<double> Input(string name) => workspace.From(Golden.GetProperty(name).Numbers(), [2, 12]);
    }
}
