using System.Numerics;
using System.Reflection;
using Gsp.Compute;
using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Networks.Tests.Operations;

/// <summary>What holds for every operation there is: right gradients, precision, bits, and memory given back.</summary>
public sealed class EveryOperationTests
{
    // Kernels of state-space layers take whole systems: their gradients are checked by StateSpaceLayerTests.
    private static readonly string[] Elsewhere = ["Kernels"];

    public static TheoryData<string> Names => [.. OperationCatalogue<double>.All.Keys];

    [Fact]
    public void EveryOperationIsInTheCatalogue()
    {
        IEnumerable<string> operations = typeof(Gsp.Networks.Operations)
            .GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(method => method.ReturnType.Name.StartsWith("Tensor", StringComparison.Ordinal))
            .Where(method => method.GetParameters()[0].ParameterType.Name != "Workspace`1") // makes an input
            .Select(method => method.Name)
            .Except(Elsewhere, StringComparer.Ordinal)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        Assert.Equal(operations, OperationCatalogue<double>.All.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void GradientsAgreeWithDifferences(string name)
    {
        using var test = new TestWorkspace();
        var inputs = new Inputs<double>(test.Space, name);
        using (test.Space.NoGradient())
        using (test.Space.Scope())
        {
            _ = OperationCatalogue<double>.All[name](inputs); // makes the inputs
        }
        foreach (double step in (double[])[1e-3, 1e-4])
        {
            GradientCheckResult result = GradientCheck.Run(
                () => OperationCatalogue<double>.All[name](inputs),
                inputs.All,
                new RandomStream(3),
                20,
                step
            );
            Assert.True(result.GradientNorm > 1e-3, $"{name}: a gradient of zero proves nothing");
            Assert.True(result.Passes(1e-7), $"{name} at step {step}: {result}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void SinglePrecisionAgreesWithDouble(string name)
    {
        double[] exact = Run<double>(name, 1);
        Close.Relative(Run<float>(name, 1), exact, 2e-3, name);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void BitsDoNotDependOnThreads(string name)
    {
        double[] one = Run<float>(name, 1);
        Assert.Equal(one, Run<float>(name, 3));
        Assert.Equal(one, Run<float>(name, 3)); // nor on what the memory held
    }

    private static double[] Run<T>(string name, int threads)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var space = new Workspace<T>(
            Backend.ManagedWith(threads),
            new WorkspaceOptions { PoisonMemory = true, CheckFinite = true }
        );
        var inputs = new Inputs<T>(space, name);
        using Scope<T> step = space.Step();
        Tensor<T> y = OperationCatalogue<T>.All[name](inputs);
        double[] values = y.ToDoubles();
        y.Backward(inputs.Constant("seed", v => v, [.. y.Shape]));
        return [.. values, .. inputs.All.SelectMany(input => input.Gradient?.ToDoubles() ?? [])];
    }
}
