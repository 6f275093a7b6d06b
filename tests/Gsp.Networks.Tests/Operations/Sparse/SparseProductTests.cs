using Gsp.Numerics;
using Gsp.Testing;
using Xunit;

namespace Gsp.Networks.Tests.Operations.Sparse;

public sealed class SparseProductTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(70)]
    public void AgreesWithTheDenseProduct(int channels)
    {
        using var test = new TestWorkspace();
        SparseMatrix matrix = RandomGraphs.Matrix(9, 7, 3, 1);
        var a = new SparseOperator<double>(test.Space, matrix);
        Tensor<double> dense = test.Space.FromDoubles([.. matrix.ToDense().ToRowMajorArray()], [9, 7]).Keep();
        Tensor<double> values = test.Space.Parameter(matrix.Values, [matrix.EntryCount]);
        Tensor<double> x = test.Normal([2, 2, 7, channels]);
        Close.Relative(x.SparseProduct(a).ToArray(), dense.MatMul(x).ToArray(), 1e-14);
        Close.Relative(x.SparseProduct(a.Pattern, values).ToArray(), dense.MatMul(x).ToArray(), 1e-14);
        test.CheckGradient(() => x.SparseProduct(a).Square(), x);
        test.CheckGradient(() => x.SparseProduct(a.Pattern, values).Square(), x, values);
        test.CheckGradient(() => x.SparseProduct(a.Pattern, values.Square()) + x.SparseProduct(a), values, x);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    [InlineData(1, false)]
    [InlineData(3, false)]
    public void DiffusionIsPowersSideBySide(int order, bool root)
    {
        using var test = new TestWorkspace();
        var supports = GraphSupports<double>.RandomWalk(test.Space, RandomGraphs.Matrix(8, 8, 3, 4));
        Tensor<double> x = test.Normal([2, 8, 5]);
        Tensor<double> features = x.DiffusionFeatures(supports, order, root);
        int block = 0;
        if (root)
        {
            Assert.Equal(x.ToArray(), features.Slice(-1, 0, 5).ToArray());
            block++;
        }
        foreach (SparseOperator<double> support in supports.Operators.ToArray())
        {
            Tensor<double> power = x;
            for (int hop = 0; hop < order; hop++)
            {
                power = power.SparseProduct(support);
                Assert.Equal(power.ToArray(), features.Slice(-1, 5 * block++, 5).ToArray());
            }
        }
        Assert.Equal(5 * block, features.Shape[-1]);
        test.CheckGradient(() => x.DiffusionFeatures(supports, order, root).Square(), x);
        test.CheckGradient(() => x.DiffusionFeatures(supports, order, root).Square().Sum(-1) * x, x);
    }

    [Fact]
    public void RandomWalkRowsAddUpToOneOrNothing() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            using var test = new TestWorkspace();
            int nodes = 2 + (int)(seed % 8);
            var supports = GraphSupports<double>.RandomWalk(test.Space, RandomGraphs.Matrix(nodes, nodes, 2, seed));
            return supports
                .Operators.ToArray()
                .All(p => p.Matrix.RowSums().All(sum => sum == 0 || Math.Abs(sum - 1) < 1e-14));
        });

    [Fact]
    public void BitsAndPrecision()
    {
        SparseMatrix matrix = RandomGraphs.Matrix(600, 500, 9, 3);
        var pattern = SparsePattern.Of(matrix);
        Threads.Agree(
            [(Numbers.Normal(2 * 500 * 37, 1), [2, 500, 37]), (matrix.Values.ToArray(), [matrix.EntryCount])],
            p => p[0].SparseProduct(pattern, p[1]),
            p => p[0].SparseProduct(pattern, p[1])
        );
    }

    [Fact]
    public void MistakesAreExplained()
    {
        using var test = new TestWorkspace();
        var a = new SparseOperator<double>(test.Space, RandomGraphs.Matrix(9, 7, 3, 1));
        Tensor<double> x = test.Normal([9, 4]);
        Assert.Contains(
            "needs [..., 7, channels]; got [9, 4]",
            Assert.Throws<ArgumentException>(() => x.SparseProduct(a)).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentException>(() => test.Normal([7, 4]).SparseProduct(a.Pattern, x));
        SparseMatrix negative = SparseMatrix.FromTriplets(2, 2, [(0, 1, -1.0)]);
        Assert.Contains(
            "the edge from 0 to 1 has weight -1",
            Assert.Throws<ArgumentException>(() => GraphSupports<double>.RandomWalk(test.Space, negative)).Message,
            StringComparison.Ordinal
        );
    }
}
