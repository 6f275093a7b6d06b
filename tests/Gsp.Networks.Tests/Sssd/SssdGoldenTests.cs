using System.Numerics;
using System.Text.Json;
using Gsp.Compute;
using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Networks.Tests;

/// <summary>A small SSSD network against the published code's numbers.</summary>
public sealed class SssdGoldenTests
{
    private static readonly JsonElement Golden = StateSpaceGolden.Load("sssd_tiny_forward.json");

    [Fact]
    public void TheNamesAreThoseOfThePublishedNetwork()
    {
        using var space = new Workspace<double>(Backend.ManagedWith(2));
        SssdNetwork<double> network = Network(space);
        Assert.Equal(
            Names("params"),
            network.NamedParameters().Select(entry => entry.Name).Order(StringComparer.Ordinal)
        );
        // Q is the conjugate of P.
        string[] buffers = [.. Names("buffers").Where(name => !name.EndsWith(".Q", StringComparison.Ordinal))];
        Assert.Equal(buffers, network.NamedBuffers().Select(entry => entry.Name).Order(StringComparer.Ordinal));
        foreach (string name in Names("buffers").Except(buffers))
        {
            double[] q = Golden.GetProperty("buffers").GetProperty(name).Numbers("data");
            double[] p = Golden.GetProperty("buffers").GetProperty(name[..^1] + "P").Numbers("data");
            Assert.Equal(p.Select((value, i) => i % 2 == 0 ? value : -value), q);
        }
    }

    [Fact]
    public void KernelsOutputLossAndGradientsAgreeInDouble() => Agree<double>(1e-12, 1e-9, 1e-8);

    [Fact]
    public void TheyAgreeInFloat() => Agree<float>(1e-5, 1e-4, 1e-4);

    [Fact]
    public void InferenceWithKeptKernelsGivesTheSameBits()
    {
        using var space = new Workspace<double>(Backend.ManagedWith(2));
        SssdNetwork<double> network = Network(space);
        using Scope<double> scope = space.Scope();
        using IDisposable noGradient = space.NoGradient();
        double[] trained = Predict(network).ToArray();
        network.Training = false;
        Assert.Equal(trained, Predict(network).ToArray());
        Assert.Equal(trained, Predict(network).ToArray());
    }

    private static void Agree<T>(double kernelTolerance, double tolerance, double gradientTolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var space = new Workspace<T>(Backend.ManagedWith(2));
        SssdNetwork<T> network = Network(space);
        using Scope<T> step = space.Step();
        foreach (JsonProperty layer in Golden.GetProperty("kernels").EnumerateObject())
        {
            string owner = layer.Name.Replace(".s4_layer.kernel.kernel", "", StringComparison.Ordinal);
            Close.Relative(
                Block(network, owner).Layer.Kernels(16).ToDoubles(),
                layer.Value.Numbers(),
                kernelTolerance,
                layer.Name
            );
        }
        Tensor<T> output = Predict(network);
        Close.Relative(output.ToDoubles(), Golden.Numbers("out"), tolerance, "output");
        Tensor<T> missing = space.FromDoubles([.. Golden.Numbers("mask").Select(m => 1 - m)], output.Shape);
        Tensor<T> noise = space.FromDoubles(Golden.Numbers("z_reference"), output.Shape);
        Tensor<T> loss = ((output - noise).Square() * missing).Sum() / missing.Sum();
        Close.Relative(
            [double.CreateTruncating(loss.Item())],
            [Golden.GetProperty("loss").GetDouble()],
            tolerance,
            "loss"
        );
        loss.Backward();
        int compared = 0;
        double largest = Golden.GetProperty("grad_norms").EnumerateObject().Max(item => item.Value.GetDouble());
        foreach ((string name, Tensor<T> parameter) in network.NamedParameters())
        {
            if (!Golden.GetProperty("grad_norms").TryGetProperty(name, out JsonElement expected))
            {
                Assert.Null(parameter.Gradient); // the last block's residual goes nowhere
                continue;
            }
            double norm = Math.Sqrt(parameter.Gradient!.ToDoubles().Sum(g => g * g));
            double scale = Math.Max(expected.GetDouble(), 1e-3 * largest);
            Assert.True(
                Math.Abs(norm - expected.GetDouble()) <= gradientTolerance * scale,
                $"{name}: |gradient| is {norm}, expected {expected.GetDouble()}"
            );
            compared++;
        }
        Assert.Equal(Golden.GetProperty("grad_norms").EnumerateObject().Count(), compared);
    }

    private static Tensor<T> Predict<T>(SssdNetwork<T> network)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double[] mask = Golden.Numbers("mask");
        double[] known = Golden.Numbers("x0");
        var conditions = new List<double>();
        for (int b = 0; b < 2; b++)
        {
            Range own = (16 * b)..(16 * (b + 1));
            conditions.AddRange(known[own].Zip(mask[own], (x, m) => x * m));
            conditions.AddRange(mask[own]);
        }
        Workspace<T> space = network.Workspace;
        return network.Forward(
            space.FromDoubles(Golden.Numbers("x_t"), [2, 1, 16]),
            space.FromDoubles([.. conditions], [2, 2, 16]),
            [.. Golden.Numbers("t").Select(t => (int)t)]
        );
    }

    private static SssdNetwork<T> Network<T>(Workspace<T> space)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var network = new SssdNetwork<T>(space, new SssdOptions(1, 2, 4, 2, 8, 8, 16, 8), new RandomStream(1));
        foreach ((string name, Tensor<T> tensor) in network.NamedParameters().Concat(network.NamedBuffers()))
        {
            string group = Golden.GetProperty("params").TryGetProperty(name, out _) ? "params" : "buffers";
            JsonElement stored = Golden.GetProperty(group).GetProperty(name);
            Assert.Equal(stored.Numbers("shape").Select(n => (int)n), tensor.Shape);
            tensor.Set(Array.ConvertAll(stored.Numbers("data"), T.CreateTruncating));
        }
        return network;
    }

    private static S4Block<T> Block<T>(Module<T> network, string path)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach ((string name, Module<T> part) in network.Parts)
        {
            if (name == path && part is S4Block<T> block)
            {
                return block;
            }
            if (path.StartsWith(name + ".", StringComparison.Ordinal))
            {
                return Block(part, path[(name.Length + 1)..]);
            }
        }
        throw new KeyNotFoundException(path);
    }

    private static string[] Names(string group) =>
        [.. Golden.GetProperty(group).EnumerateObject().Select(item => item.Name).Order(StringComparer.Ordinal)];
}
