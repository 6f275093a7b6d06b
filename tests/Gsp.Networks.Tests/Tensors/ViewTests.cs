using Xunit;

namespace Gsp.Networks.Tests.Tensors;

public sealed class ViewTests
{
    [Fact]
    public void ViewGradients()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Normal([4, 3, 6]);
        test.CheckGradient(() => x.Slice(2, 1, 3) * x.Slice(2, 2, 3), x);
        test.CheckGradient(() => x.Permute(2, 0, 1).Reshape(6, 12), x);
        test.CheckGradient(() => x.Select(1, 2) * x.Select(1, 0), x);
        test.CheckGradient(() => x.Unsqueeze(1).Expand([4, 5, 3, 6]) * x.Unsqueeze(1), x);
        test.CheckGradient(() => x.Split(0, 2)[0] * x.Split(0, 2)[1], x);
        test.CheckGradient(() => x.Sum(0, 2) * x, x);
        test.CheckGradient(() => x.Permute(1, 2, 0).Mean(-1).Squeeze(-1) * x.Select(0, 1), x);
        test.CheckGradient(() => x.Mean() * x.Sum(), x);
        test.CheckGradient(() => Checkpointing.Run(v => v[0] * v[0].Relu(), x * x) + x, x);
    }

    [Fact]
    public void ReshapeOfViewsReadsRowMajorOrder()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Space.From([.. Enumerable.Range(0, 24).Select(i => (double)i)], [2, 3, 4]);
        Tensor<double> y = x.Permute(1, 0, 2);
        double[] expected = y.ToArray();
        foreach (
            int[] shape in (int[][])
                [
                    [24],
                    [3, 8],
                    [6, 4],
                    [3, 2, 2, 2],
                    [12, 2],
                    [1, 3, 1, 2, 4],
                ]
        )
        {
            Assert.Equal(expected, y.Reshape(shape).ToArray());
        }
        Assert.Equal(y.Slice(0, 1, 2).ToArray(), y.Reshape(3, 8).Slice(0, 1, 2).ToArray());
    }
}
