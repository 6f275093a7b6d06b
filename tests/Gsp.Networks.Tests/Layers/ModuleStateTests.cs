using Gsp.Random;
using Xunit;

namespace Gsp.Networks.Tests.Layers;

public sealed class ModuleStateTests
{
    [Fact]
    public void WeightsGoThroughAFileBitForBit()
    {
        using var test = new TestWorkspace();
        using var folder = new CheckpointFiles.Folder();
        Sequential<double> model = Chain(test.Space, 1, 4);
        Sequential<double> other = Chain(test.Space, 2, 4);
        var card = new ModelCard { Architecture = "chain", Options = "{\"width\":4}" };
        model.Save(folder["model.safetensors"], card);
        NameMatch match = other.Load(folder["model.safetensors"]);
        Assert.True(match.IsExact);
        Assert.Equal(Values(model), Values(other));
        using SafetensorsFile file = Safetensors.Open(folder["model.safetensors"]);
        Assert.Equal(card, ModelCard.Of(file));
    }

    [Fact]
    public void SinglePrecisionWidensAndDoubleIsRoundedOnlyWhenAllowed()
    {
        using var singles = new Workspace<float>();
        using var test = new TestWorkspace();
        using var folder = new CheckpointFiles.Folder();
        Sequential<float> small = Chain(singles, 1, 4);
        Sequential<double> large = Chain(test.Space, 2, 4);
        small.Save(folder["small"]);
        large.Load(folder["small"]);
        Assert.Equal(small.Parameters[0].ToDoubles(), large.Parameters[0].ToArray());
        large.Save(folder["large"]);
        Assert.ThrowsAny<ArgumentException>(() => small.Load(folder["large"]));
        small.Load(folder["large"], allowRounding: true);
    }

    [Fact]
    public void WhatDoesNotFitIsReportedAndChangesNothing()
    {
        using var test = new TestWorkspace();
        using var folder = new CheckpointFiles.Folder();
        Sequential<double> model = Chain(test.Space, 1, 4);
        double[] before = Values(model);
        Safetensors.Write(
            folder["other"],
            [
                SafetensorsSource.Of<double>("net.0.weight", [4, 3], new double[12]),
                SafetensorsSource.Of<double>("net.0.bias", [5], new double[5]),
                SafetensorsSource.Of<double>("net.1.weight", [2, 4], new double[8]),
                SafetensorsSource.Of<double>("net.9.weight", [1], new double[1]),
            ]
        );
        string message = Assert
            .Throws<ArgumentException>(() => model.Load(folder["other"], NameMap.Identity.Strip("net.")))
            .Message;
        Assert.Contains("missing: 1.bias", message, StringComparison.Ordinal);
        Assert.Contains("net.9.weight", message, StringComparison.Ordinal);
        Assert.Contains("0.bias: the model has [4], the checkpoint [5]", message, StringComparison.Ordinal);
        Assert.Equal(before, Values(model));
    }

    [Fact]
    public void CopiesGoBetweenWorkspacesOfOneArchitecture()
    {
        using var test = new TestWorkspace();
        using var there = new TestWorkspace();
        Sequential<double> model = Chain(test.Space, 1, 4);
        Sequential<double> copy = Chain(there.Space, 2, 4);
        copy.CopyFrom(model);
        Assert.Equal(Values(model), Values(copy));
        string message = Assert.Throws<ArgumentException>(() => Chain(test.Space, 1, 5).CopyFrom(model)).Message;
        Assert.Contains("here 0.weight [5, 3], there 0.weight [4, 3]", message, StringComparison.Ordinal);
    }

    internal static Sequential<T> Chain<T>(Workspace<T> space, ulong seed, int width)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var random = new RandomStream(seed);
        return new(new Linear<T>(space, 3, width, random.Split(0)), new Linear<T>(space, width, 2, random.Split(1)));
    }

    private static double[] Values(Module<double> module) =>
        [.. module.NamedParameters().SelectMany(entry => entry.Tensor.ToArray())];
}
