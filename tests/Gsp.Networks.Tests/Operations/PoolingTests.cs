using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Networks.Tests.Operations;

public sealed class PoolingTests
{
    [Fact]
    public void Gradients()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Normal([3, 4, 23], scale: 10);
        test.CheckGradient(() => x.MaxPool1d(3), x);
        test.CheckGradient(() => x.MaxPool1d(4, 2, 2) * x.MaxPool1d(4, 2, 2), x);
        test.CheckGradient(() => x.AveragePool1d(3), x);
        test.CheckGradient(() => x.AveragePool1d(5, 2, 2, countPadding: false).Square(), x);
        test.CheckGradient(() => x.AdaptiveAveragePool1d(1), x);
        test.CheckGradient(() => x.AdaptiveAveragePool1d(5).Square(), x);
        test.CheckGradient(() => x.Transpose(0, 2).MaxPool1d(2) * x.Transpose(0, 2).AveragePool1d(2), x);
    }

    [Fact]
    public void HandCases()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Space.From([1.0, 3, 2, 2, 5, 4], [1, 1, 6]);
        Assert.Equal([3.0, 2, 5], x.MaxPool1d(2).ToArray());
        Assert.Equal([3.0, 3, 5], x.MaxPool1d(3, 2, 1).ToArray());
        Assert.Equal([4.0 / 3, 7.0 / 3, 11.0 / 3], x.AveragePool1d(3, 2, 1).ToArray());
        Assert.Equal([2.0, 7.0 / 3, 11.0 / 3], x.AveragePool1d(3, 2, 1, countPadding: false).ToArray());
        Assert.Equal([17.0 / 6], x.AdaptiveAveragePool1d(1).ToArray());
        Assert.Equal([2, 2.5, 3.5, 4.5], x.AdaptiveAveragePool1d(4).ToArray());
    }

    [Fact]
    public void TheFirstOfEqualsGetsTheGradient()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Space.Parameter([7.0, 7, 7, 1, 2, 2], [1, 6]);
        x.MaxPool1d(3).Sum().Backward();
        Assert.Equal([1.0, 0, 0, 0, 1, 0], x.Gradient!.ToArray());
    }

    [Fact]
    public void NotANumberShows()
    {
        using var test = new TestWorkspace();
        double[] y = test.Space.From([1, double.NaN, 2, 3], [1, 4]).MaxPool1d(2).ToArray();
        Assert.True(double.IsNaN(y[0]));
        Assert.Equal(3, y[1]);
    }

    [Fact]
    public void AgreesWithPlainLoopsForRandomWindows() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomStream(seed);
            int size = 1 + random.NextInt(6);
            int padding = random.NextInt((size / 2) + 1);
            int stride = 1 + random.NextInt(4);
            int length = Math.Max(1, size - (2 * padding)) + random.NextInt(40);
            int rows = random.NextInt(4);
            using var test = new TestWorkspace(seed: seed);
            Tensor<double> x = test.Normal([rows, 2, length]);
            double[] values = x.ToArray();
            double[] max = x.MaxPool1d(size, stride, padding).ToArray();
            double[] mean = x.AveragePool1d(size, stride, padding).ToArray();
            int outputs = ((length + (2 * padding) - size) / stride) + 1;
            bool right = max.Length == rows * 2 * outputs && mean.Length == max.Length;
            for (int i = 0; i < max.Length && right; i++)
            {
                (int row, int output) = Math.DivRem(i, outputs);
                int start = (output * stride) - padding;
                double[] seen =
                [
                    .. Enumerable
                        .Range(start, size)
                        .Where(t => t >= 0 && t < length)
                        .Select(t => values[(row * length) + t]),
                ];
                right = max[i] == seen.Max() && Math.Abs(mean[i] - (seen.Sum() / size)) < 1e-13;
            }
            return right;
        });

    [Fact]
    public void WrongWindowsAreExplained()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Normal([1, 1, 4]);
        ArgumentException tooLong = Assert.Throws<ArgumentException>(() => x.MaxPool1d(5));
        Assert.Contains("longer than the 4 inputs", tooLong.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => x.MaxPool1d(2, padding: 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.AveragePool1d(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.AdaptiveAveragePool1d(0));
    }
}
