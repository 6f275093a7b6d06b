using System.Numerics;
using Gsp.Compute;
using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Networks.Tests.Layers;

/// <summary>What holds for every layer there is: right gradients, precision, bits, and state that survives a file.</summary>
public sealed class EveryLayerTests
{
    public static TheoryData<string> Names => [.. LayerCatalogue<double>.All.Keys];

    [Fact]
    public void EveryLayerIsInTheCatalogue()
    {
        IEnumerable<string> layers = typeof(Module<>)
            .Assembly.GetExportedTypes()
            .Where(type => !type.IsAbstract && IsModule(type))
            .Select(type => type.Name.Split('`')[0])
            .Order(StringComparer.Ordinal);
        Assert.Equal(layers, LayerCatalogue<double>.All.Keys.Order(StringComparer.Ordinal));

        static bool IsModule(Type type)
        {
            for (Type? parent = type.BaseType; parent is not null; parent = parent.BaseType)
            {
                if (parent.IsGenericType && parent.GetGenericTypeDefinition() == typeof(Module<>))
                {
                    return true;
                }
            }
            return false;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void GradientsAgreeWithDifferences(string name)
    {
        using var test = new TestWorkspace();
        LayerCase<double> layer = LayerCatalogue<double>.All[name](test.Space, new RandomStream(5));
        Tensor<double> x = test.AwayFromZero(layer.Shape);

        // A small step: rectifiers inside are rarely crossed.
        test.CheckGradient(() => layer.Forward(x), 1e-5, [x, .. layer.Module.Parameters]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void SinglePrecisionAgreesWithDouble(string name) =>
        Close.Relative(Run<float>(name, 1), Run<double>(name, 1), 2e-3, name);

    [Theory]
    [MemberData(nameof(Names))]
    public void BitsDoNotDependOnThreads(string name) => Assert.Equal(Run<float>(name, 1), Run<float>(name, 3));

    [Theory]
    [MemberData(nameof(Names))]
    public void StateSurvivesAFile(string name)
    {
        using var test = new TestWorkspace();
        LayerCase<double> saved = LayerCatalogue<double>.All[name](test.Space, new RandomStream(5));
        LayerCase<double> loaded = LayerCatalogue<double>.All[name](test.Space, new RandomStream(6));
        Tensor<double> x = test.Normal(saved.Shape);
        string path = Path.Combine(Path.GetTempPath(), $"gsp-{Guid.NewGuid():n}.safetensors");
        try
        {
            saved.Module.Save(path);
            loaded.Module.Load(path);
            Assert.Equal(saved.Forward(x).ToArray(), loaded.Forward(x).ToArray());
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static double[] Run<T>(string name, int threads)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var space = new Workspace<T>(
            Backend.ManagedWith(threads),
            new WorkspaceOptions { PoisonMemory = true, CheckFinite = true }
        );
        LayerCase<T> layer = LayerCatalogue<T>.All[name](space, new RandomStream(5));
        var values = new double[layer.Shape.Elements];
        new RandomStream(7).FillNormal(values);
        Tensor<T> x = space.Parameter(Array.ConvertAll(values, T.CreateTruncating), layer.Shape);
        using Scope<T> step = space.Step();
        Tensor<T> y = layer.Forward(x);
        var seed = new double[y.Elements];
        new RandomStream(8).FillNormal(seed);
        y.Backward(space.FromDoubles(seed, y.Shape));
        return
        [
            .. y.ToDoubles(),
            .. x.Gradient!.ToDoubles(),
            .. layer.Module.Parameters.SelectMany(parameter => parameter.Gradient?.ToDoubles() ?? []),
        ];
    }
}
