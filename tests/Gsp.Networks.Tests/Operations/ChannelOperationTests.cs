using Gsp.Compute;
using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Networks.Tests.Operations;

/// <summary>Operations over the channels of [batch, channel, time] against their counterparts on the transposed signal.</summary>
public sealed class ChannelOperationTests
{
    [Fact]
    public void Gradients()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Normal([3, 5, 7], offset: 1);
        Tensor<double> matrix = test.Normal([4, 5], "matrix");
        Tensor<double> column = test.Normal([4, 1], "column");
        Tensor<double> w = test.Normal([5], "w");
        Tensor<double> b = test.Normal([5], "b");
        test.CheckGradient(() => x.ChannelLinear(matrix, column).Square(), x, matrix, column);
        test.CheckGradient(() => x.Transpose(0, 2).Transpose(0, 2).ChannelLinear(matrix), x, matrix);
        test.CheckGradient(() => x.ChannelNorm(w, b).Square() + x, x, w, b);
        test.CheckGradient(() => x.Transpose(0, 2).ChannelNorm(w.Detach(), b) * x.Transpose(0, 2), x, b);
    }

    [Theory]
    [InlineData(1, 9)]
    [InlineData(3, 300)]
    [InlineData(70, 129)]
    public void AgreeWithTheTransposedOperations(int channels, int length)
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Normal([2, channels, length], offset: 1);
        Tensor<double> w = test.Normal([channels], "w");
        Tensor<double> b = test.Normal([channels], "b");
        Tensor<double> matrix = test.Normal([4, channels], "matrix");
        Tensor<double> column = test.Normal([4, 1], "column");
        double[] normed = x.Transpose(1, 2).LayerNorm(w, b).Transpose(1, 2).ToArray();
        Close.Relative(x.ChannelNorm(w, b).ToArray(), normed, 1e-12);
        double[] mapped = x.Transpose(1, 2).Linear(matrix, column.Reshape(-1)).Transpose(1, 2).ToArray();
        Close.Relative(x.ChannelLinear(matrix, column).ToArray(), mapped, 1e-12);
    }

    [Fact]
    public void ThreadsChangeNoBitAndFloatFollows()
    {
        Assert.Equal(Run<double>(1), Run<double>(2));
        Close.Relative([.. Run<float>(2).Select(v => (double)v)], Run<double>(1), 1e-4);
    }

    [Fact]
    public void WrongShapesAreExplained()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Normal([2, 3, 6]);
        Tensor<double> three = test.Normal([3], "three");
        Assert.Contains(
            "[batch, in, time]",
            Assert.Throws<ArgumentException>(() => x.ChannelLinear(test.Normal([4, 6]))).Message
        );
        Assert.Contains(
            "[out, 1]",
            Assert.Throws<ArgumentException>(() => x.ChannelLinear(test.Normal([4, 3]), test.Normal([4]))).Message
        );
        Assert.Contains(
            "shape [3]",
            Assert.Throws<ArgumentException>(() => x.ChannelNorm(three, test.Normal([6]))).Message
        );
        Assert.Contains(
            "[batch, channel, time]",
            Assert.Throws<ArgumentException>(() => x.Select(0, 0).ChannelNorm(three, three)).Message
        );
    }

    private static T[] Run<T>(int threads)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        using var space = new Workspace<T>(Backend.ManagedWith(threads));
        Tensor<T> x = Parameter([4, 33, 300], 1);
        Tensor<T> w = Parameter([33], 2);
        Tensor<T> b = Parameter([33], 3);
        Tensor<T> y = x.ChannelNorm(w, b);
        y.Square().Sum().Backward();
        return [.. y.ToArray(), .. x.Gradient!.ToArray(), .. w.Gradient!.ToArray(), .. b.Gradient!.ToArray()];

        Tensor<T> Parameter(Shape shape, ulong seed)
        {
            var values = new double[shape.Elements];
            new RandomStream(seed).FillNormal(values);
            return space.Parameter(Array.ConvertAll(values, T.CreateTruncating), shape);
        }
    }
}
