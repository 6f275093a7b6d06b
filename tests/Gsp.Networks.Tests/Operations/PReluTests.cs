using Xunit;

namespace Gsp.Networks.Tests.Operations;

public sealed class PReluTests
{
    [Theory]
    [InlineData(1, 4)]
    [InlineData(-1, 5)]
    [InlineData(0, 3)]
    [InlineData(1, 1)]
    public void ValuesAndGradients(int axis, int channels)
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.AwayFromZero([3, 4, 5]);
        Tensor<double> slope = test.Normal([channels], "slope");
        int[] steps = [20, 5, 1];
        int step = steps[axis < 0 ? axis + 3 : axis];
        double[] slopes = slope.ToArray();
        Assert.Equal(
            x.ToArray().Select((v, i) => v > 0 ? v : slopes[channels == 1 ? 0 : i / step % channels] * v),
            x.PRelu(slope, axis).ToArray()
        );
        test.CheckGradient(() => x.PRelu(slope, axis) * x, 1e-4, x, slope);
    }

    [Fact]
    public void BitsAndPrecision() =>
        Threads.Agree(
            [(Numbers.Normal(60_000, 1), [20, 30, 100]), (Numbers.Normal(30, 2), [30])],
            p => p[0].PRelu(p[1]),
            p => p[0].PRelu(p[1])
        );

    [Fact]
    public void AnotherNumberOfSlopesIsExplained()
    {
        using var test = new TestWorkspace();
        Assert.Contains(
            "as many as its channels",
            Assert.Throws<ArgumentException>(() => test.Normal([3, 4]).PRelu(test.Normal([3]))).Message,
            StringComparison.Ordinal
        );
    }
}
