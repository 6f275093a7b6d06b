using Gsp.Testing;
using Xunit;

namespace Gsp.Networks.Tests.Operations;

public sealed class NormalisationTests
{
    [Fact]
    public void SoftmaxGradients()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Normal([3, 5, 7], scale: 2);
        test.CheckGradient(() => x.Softmax(), x);
        test.CheckGradient(() => x.Softmax(1) * x, x);
        test.CheckGradient(() => x.LogSoftmax(0), x);
        test.CheckGradient(() => x.LogSoftmax() * x.Transpose(0, 1).LogSoftmax(0).Transpose(0, 1), x);
    }

    [Fact]
    public void SoftmaxAgreesWithItsDefinition()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Normal([4, 33], scale: 3);
        Tensor<double> e = x.Exp();
        Close.Relative(x.Softmax().ToArray(), (e / e.Sum(-1)).ToArray(), 1e-14);
        Close.Relative(x.LogSoftmax().ToArray(), x.Softmax().Log().ToArray(), 1e-13);
        Close.Relative((x + 700).Softmax().ToArray(), x.Softmax().ToArray(), 1e-12);
    }

    [Fact]
    public void NotANumberShows()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Space.From([1, double.NaN, 2, 3, 4, 5], [2, 3]);
        double[] y = x.Softmax().ToArray();
        Assert.All(y[..3], value => Assert.True(double.IsNaN(value)));
        Assert.All(y[3..], value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void LayerNormGradients()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Normal([70, 3, 9], offset: 1);
        Tensor<double> w = test.Normal([9], "w");
        Tensor<double> b = test.Normal([9], "b");
        test.CheckGradient(() => x.LayerNorm(w, b), x, w, b);
        test.CheckGradient(() => x.LayerNorm(), x);
        test.CheckGradient(() => x.Transpose(0, 1).LayerNorm(bias: b) * x.Transpose(0, 1), x, b);
    }

    [Fact]
    public void LayerNormAgreesWithItsDefinition()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Normal([4, 5, 9], offset: 1);
        Tensor<double> w = test.Normal([9], "w");
        Tensor<double> b = test.Normal([9], "b");
        Tensor<double> centred = x - x.Mean(-1);
        Tensor<double> expected = (centred / (centred.Square().Mean(-1) + 1e-5).Sqrt() * w) + b;
        Close.Relative(x.LayerNorm(w, b).ToArray(), expected.ToArray(), 1e-13);
    }
}
