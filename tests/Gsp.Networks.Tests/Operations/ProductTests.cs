using Xunit;

namespace Gsp.Networks.Tests.Operations;

public sealed class ProductTests
{
    [Fact]
    public void MatMulGradients()
    {
        using var test = new TestWorkspace();
        Tensor<double> a = test.Normal([2, 3, 4], "a");
        Tensor<double> b = test.Normal([4, 5], "b");
        Tensor<double> c = test.Normal([2, 5, 4], "c");
        Tensor<double> d = test.Normal([3, 1, 5, 4], "d");
        test.CheckGradient(() => a.MatMul(b), a, b);
        test.CheckGradient(() => a.MatMul(c.Transpose(1, 2)), a, c);
        test.CheckGradient(() => c.MatMul(a.Transpose(1, 2)), a, c);
        test.CheckGradient(() => d.MatMul(a.Transpose(1, 2)), a, d);
    }

    [Fact]
    public void LinearGradients()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Normal([2, 3, 4], "x");
        Tensor<double> w = test.Normal([5, 4], "w");
        Tensor<double> b = test.Normal([5], "b");
        test.CheckGradient(() => x.Linear(w, b), x, w, b);
        test.CheckGradient(() => x.Transpose(0, 1).Linear(w), x, w);
    }

    [Fact]
    public void LinearIsMatMulPlusBias()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Normal([2, 3, 4], "x");
        Tensor<double> w = test.Normal([5, 4], "w");
        Tensor<double> b = test.Normal([5], "b");
        Gsp.Testing.Close.Relative(x.Linear(w, b).ToArray(), (x.MatMul(w.Transpose(0, 1)) + b).ToArray(), 1e-14);
    }
}
