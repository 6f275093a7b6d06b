using System.Numerics;
using Xunit;

namespace Gsp.Networks.Tests.Operations;

public sealed class ComplexMultiplyTests
{
    [Fact]
    public void AgreesWithComplexNumbers()
    {
        using var test = new TestWorkspace();
        Tensor<double> a = test.Normal([3, 1, 5, 2], "a");
        Tensor<double> b = test.Normal([4, 5, 2], "b");
        Complex[] y = Numbers(a.ComplexMultiply(b));
        Complex[] left = Numbers(a);
        Complex[] right = Numbers(b);
        for (int i = 0; i < y.Length; i++)
        {
            Complex expected = left[(i / 20 * 5) + (i % 5)] * right[i % 20];
            Assert.True((y[i] - expected).Magnitude <= 1e-15 * (1 + expected.Magnitude));
        }
        test.CheckGradient(() => a.ComplexMultiply(b).ComplexMultiply(b), a, b);
        test.CheckGradient(() => a.Transpose(0, 2).ComplexMultiply(a.Transpose(0, 2)), a);

        static Complex[] Numbers(Tensor<double> x) =>
            [.. x.ToArray().Chunk(2).Select(pair => new Complex(pair[0], pair[1]))];
    }

    [Fact]
    public void BitsAndPrecision() =>
        Threads.Agree(
            [(Tests.Numbers.Normal(60_000, 1), [300, 100, 2]), (Tests.Numbers.Normal(200, 2), [100, 2])],
            p => p[0].ComplexMultiply(p[1]),
            p => p[0].ComplexMultiply(p[1])
        );

    [Fact]
    public void AnotherLayoutIsExplained()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Normal([2, 3]);
        Assert.Contains(
            "complex numbers are [..., 2], real part first; got [2, 3]",
            Assert.Throws<ArgumentException>(() => x.ComplexMultiply(x)).Message,
            StringComparison.Ordinal
        );
    }
}
