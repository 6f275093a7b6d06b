using Xunit;

namespace Gsp.Networks.Tests.Operations.Indexing;

public sealed class WhereTests
{
    [Fact]
    public void ChoosesAndDifferentiates()
    {
        using var test = new TestWorkspace();
        Tensor<double> mask = test.Space.From([1, 0, 1, 1, 0, 0, 1], [7]).Keep();
        Tensor<double> a = test.Normal([3, 7], "a");
        Tensor<double> b = test.Normal([3, 1], "b");
        double[] chooser = mask.Expand(a.Shape).ToArray();
        double[] other = b.Expand(a.Shape).ToArray();
        Assert.Equal(a.ToArray().Select((v, i) => chooser[i] != 0 ? v : other[i]), mask.Where(a, b).ToArray());
        test.CheckGradient(() => mask.Where(a, b).Square(), a, b);
        Tensor<double> turned = mask.Reshape(1, 7).Transpose(0, 1);
        test.CheckGradient(() => turned.Where(a.Transpose(0, 1), b.Transpose(0, 1)), a, b);
    }

    [Fact]
    public void WhatIsNotChosenHasNoInfluence()
    {
        using var test = new TestWorkspace();
        Tensor<double> mask = test.Space.From([1, 0], [2]);
        Tensor<double> a = test.Space.Parameter([2, double.NaN], [2]);
        Tensor<double> b = test.Space.Parameter([double.PositiveInfinity, 3], [2]);
        Tensor<double> y = mask.Where(a, b);
        Assert.Equal([2, 3], y.ToArray());
        y.Sum().Backward();
        Assert.Equal([1, 0], a.Gradient!.ToArray());
        Assert.Equal([0, 1], b.Gradient!.ToArray());
    }

    [Fact]
    public void BitsAndPrecision()
    {
        double[] mask = [.. Numbers.Normal(50_000, 3).Select(v => v > 0 ? 1.0 : 0)];
        Threads.Agree(
            [(Numbers.Normal(50_000, 1), [500, 100]), (Numbers.Normal(50_000, 2), [500, 100])],
            p => p[0].Workspace.FromDoubles(mask, [500, 100]).Where(p[0], p[1]),
            p => p[0].Workspace.FromDoubles(mask, [500, 100]).Where(p[0], p[1])
        );
    }

    [Fact]
    public void ShapesThatDoNotFitAreExplained()
    {
        using var test = new TestWorkspace();
        Assert.Throws<ArgumentException>(() => test.Normal([3]).Where(test.Normal([2]), test.Normal([2])));
    }
}
