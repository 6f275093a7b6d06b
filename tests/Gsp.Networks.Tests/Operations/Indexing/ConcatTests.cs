using Xunit;
using static Gsp.Networks.Operations;

namespace Gsp.Networks.Tests.Operations.Indexing;

public sealed class ConcatTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    public void PartsComeBackAsSlices(int axis)
    {
        using var test = new TestWorkspace();
        Shape shape = [3, 4, 5];
        Tensor<double> a = test.Normal(shape.With(axis, 2), "a");
        Tensor<double> b = test.Normal(shape.With(axis, 1), "b");
        Tensor<double> c = test.Normal(shape.With(axis, 3), "c");
        Tensor<double> whole = Concat(axis, a, b, c);
        Assert.Equal(shape.With(axis, 6), whole.Shape);
        Assert.Equal(a.ToArray(), whole.Slice(axis, 0, 2).ToArray());
        Assert.Equal(b.ToArray(), whole.Slice(axis, 2, 1).ToArray());
        Assert.Equal(c.ToArray(), whole.Slice(axis, 3, 3).ToArray());
        test.CheckGradient(() => Concat(axis, a, b, a.Square(), c) * Concat(axis, a, b, a, c), a, b, c);
        test.CheckGradient(() => Concat(0, a.Transpose(0, 2), a.Transpose(0, 2).Tanh()), a);
    }

    [Fact]
    public void StackIsConcatOfNewAxes()
    {
        using var test = new TestWorkspace();
        Tensor<double> a = test.Normal([3, 4], "a");
        Tensor<double> b = test.Normal([3, 4], "b");
        for (int axis = -3; axis < 3; axis++)
        {
            Tensor<double> stack = Stack(axis, a, b);
            Assert.Equal(a.ToArray(), stack.Select(axis, 0).ToArray());
            Assert.Equal(b.ToArray(), stack.Select(axis, 1).ToArray());
        }
        test.CheckGradient(() => Stack(1, a, b, a * b), a, b);
    }

    [Fact]
    public void BitsAndPrecision() =>
        Threads.Agree(
            [(Numbers.Normal(60_000, 1), [300, 200]), (Numbers.Normal(20_000, 2), [100, 200])],
            p => Concat(0, p[0], p[1], p[0]),
            p => Concat(0, p[0], p[1], p[0])
        );

    [Fact]
    public void ShapesThatDoNotFitAreExplained()
    {
        using var test = new TestWorkspace();
        Tensor<double> a = test.Normal([3, 4]);
        Tensor<double> b = test.Normal([3, 5]);
        Assert.Contains(
            "agree on all other axes; part 0 has shape [3, 4], part 1 has [3, 5]",
            Assert.Throws<ArgumentException>(() => Concat(0, a, b)).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentException>(() => Stack(0, a, b));
    }
}
