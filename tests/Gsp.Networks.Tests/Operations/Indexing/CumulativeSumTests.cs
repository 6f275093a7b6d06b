using Xunit;

namespace Gsp.Networks.Tests.Operations.Indexing;

public sealed class CumulativeSumTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    public void AgreesWithPlainLoops(int axis)
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Normal([3, 4, 300]);
        Tensor<double> y = x.CumulativeSum(axis);
        var sum = new double[x.Shape.With(axis, 1).Elements];
        for (int i = 0; i < x.Shape[axis]; i++)
        {
            sum = [.. sum.Zip(x.Select(axis, i).ToArray(), (a, b) => a + b)];
            Assert.Equal(sum, y.Select(axis, i).ToArray());
        }
        test.CheckGradient(() => x.CumulativeSum(axis) * x, x);
    }

    [Fact]
    public void OfNothingIsNothing()
    {
        using var test = new TestWorkspace();
        Assert.Empty(test.Space.Zeros([2, 0, 3]).CumulativeSum(1).ToArray());
    }

    [Fact]
    public void BitsAndPrecision() =>
        Threads.Agree(
            [(Numbers.Normal(60_000, 1), [2, 50, 600])],
            p => p[0].CumulativeSum(1) + p[0].CumulativeSum(2),
            p => p[0].CumulativeSum(1) + p[0].CumulativeSum(2),
            2e-3
        );
}
