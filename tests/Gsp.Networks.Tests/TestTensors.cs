using Gsp.Compute;
using Gsp.Random;
using Xunit;

namespace Gsp.Networks.Tests;

/// <summary>A workspace that poisons its memory and proves at the end of a test that nothing leaked.</summary>
public sealed class TestWorkspace : IDisposable
{
    public TestWorkspace(int threads = 2, ulong seed = 1)
    {
        Space = new Workspace<double>(Backend.ManagedWith(threads), new WorkspaceOptions { PoisonMemory = true });
        Random = new RandomStream(seed);
    }

    public Workspace<double> Space { get; }

    public RandomStream Random { get; }

    /// <summary>A trainable tensor of normal numbers.</summary>
    public Tensor<double> Normal(Shape shape, string name = "x", double offset = 0, double scale = 1)
    {
        var values = new double[shape.Elements];
        Random.Split(name).FillNormal(values, offset, scale);
        return Space.Parameter(values, shape);
    }

    /// <summary>A trainable tensor of normal numbers that keep away from zero, where functions have kinks.</summary>
    public Tensor<double> AwayFromZero(Shape shape, string name = "x")
    {
        var values = new double[shape.Elements];
        Random.Split(name).FillNormal(values);
        return Space.Parameter(Array.ConvertAll(values, v => v + (v < 0 ? -0.1 : 0.1)), shape);
    }

    /// <summary>Asserts that a function's gradients agree with finite differences along 20 random directions to 1e-7.</summary>
    public void CheckGradient(Func<Tensor<double>> function, params Tensor<double>[] inputs) =>
        CheckGradient(function, 1e-3, inputs);

    /// <summary>The same with a chosen step.</summary>
    public void CheckGradient(Func<Tensor<double>> function, double step, params Tensor<double>[] inputs)
    {
        int before = Space.LiveBuffers;
        GradientCheckResult result = GradientCheck.Run(function, inputs, Random.Split("check"), 20, step);
        Assert.True(result.Passes(1e-7), result.ToString());
        Assert.True(result.GradientNorm > 0, "a gradient of zero proves nothing: choose another point");
        int gradients = inputs.Count(input => input.Gradient is not null);
        Assert.True(
            Space.LiveBuffers <= before + gradients,
            $"a forward and backward pass left {Space.LiveBuffers - before - gradients} buffers behind"
        );
    }

    public void Dispose()
    {
        Space.Dispose();
        Assert.Equal(0, Space.LiveBuffers);
    }
}
