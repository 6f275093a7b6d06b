using Xunit;

namespace Gsp.Networks.Tests.Operations.Indexing;

public sealed class ExtremaTests
{
    [Fact]
    public void PairsAgreeWithPlainLoops()
    {
        using var test = new TestWorkspace();
        Tensor<double> a = test.Normal([3, 37], "a");
        Tensor<double> b = test.Normal([37], "b");
        double[] y = b.Expand(a.Shape).ToArray();
        Assert.Equal(a.ToArray().Zip(y, Math.Max), a.Maximum(b).ToArray());
        Assert.Equal(a.ToArray().Zip(y, Math.Min), a.Minimum(b).ToArray());
        test.CheckGradient(() => a.Maximum(b) + b.Minimum(a.Affine(2)), 1e-6, a, b);
    }

    [Fact]
    public void TheFirstOfEqualsGetsTheGradient()
    {
        using var test = new TestWorkspace();
        Tensor<double> a = test.Space.Parameter([1, 2, 3], [3]);
        Tensor<double> b = test.Space.Parameter([1, 3, 2], [3]);
        (a.Maximum(b) + a.Minimum(b)).Sum().Backward();
        Assert.Equal([2, 1, 1], a.Gradient!.ToArray());
        Assert.Equal([0, 1, 1], b.Gradient!.ToArray());
        Tensor<double> x = test.Space.Parameter([1, 7, 7, 2, 2, 9], [2, 3]);
        x.Max(1).Sum().Backward();
        Assert.Equal([0, 1, 0, 0, 0, 1], x.Gradient!.ToArray());
        x.ClearGradient();
        x.Min(1).Sum().Backward();
        Assert.Equal([1, 0, 0, 1, 0, 0], x.Gradient!.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void AxesAgreeWithPlainLoops(int axis)
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Normal([3, 4, 5]);
        Tensor<double> last = x.Transpose(axis, -1);
        int n = last.Shape[-1];
        double[][] rows = [.. last.ToArray().Chunk(n)];
        Assert.Equal(rows.Select(r => r.Max()), x.Max(axis).Transpose(axis, -1).ToArray());
        Assert.Equal(rows.Select(r => r.Min()), x.Min(axis).Transpose(axis, -1).ToArray());
        Assert.Equal(rows.Select(r => Array.IndexOf(r, r.Max())), last.ArgMax(-1));
        Assert.Equal(rows.Select(r => Array.IndexOf(r, r.Min())), last.ArgMin(-1));
        test.CheckGradient(() => (x.Max(axis) * x) - (x.Min(axis) * x), 1e-6, x);
    }

    [Fact]
    public void IndicesAreRowMajorOverTheOtherAxes()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Space.From([1, 5, 2, 4, 3, 9], [3, 2]);
        Assert.Equal([2, 2], x.ArgMax(0));
        Assert.Equal([0, 1], x.ArgMin(0));
    }

    [Fact]
    public void NotANumberShows()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Space.Parameter([1, double.NaN, 7, 3, 2, 9], [2, 3]);
        Tensor<double> zero = test.Space.Zeros([2, 3]);
        Assert.Equal([double.NaN, 9], x.Max(1).ToArray());
        Assert.Equal([double.NaN, 2], x.Min(1).ToArray());
        Assert.Equal([1, 2], x.ArgMax(1));
        Assert.Equal([1, 1], x.ArgMin(1));
        Assert.True(double.IsNaN(x.Maximum(zero).ToArray()[1]) && double.IsNaN(zero.Minimum(x).ToArray()[1]));
        x.Max(1).Sum().Backward();
        Assert.Equal([0, 1, 0, 0, 0, 1], x.Gradient!.ToArray());
    }

    [Fact]
    public void BitsAndPrecision() =>
        Threads.Agree(
            [(Numbers.Normal(90_000, 1), [300, 30, 10]), (Numbers.Normal(90_000, 2), [300, 30, 10])],
            p => p[0].Maximum(p[1]).Max(1) + p[0].Min(2),
            p => p[0].Maximum(p[1]).Max(1) + p[0].Min(2)
        );

    [Fact]
    public void AnEmptyAxisIsExplained()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Space.Zeros([3, 0]);
        Assert.Contains(
            "axis 1 of [3, 0] is empty",
            Assert.Throws<ArgumentException>(() => x.Max(1)).Message,
            StringComparison.Ordinal
        );
    }
}
