using Gsp.Testing;
using Xunit;

namespace Gsp.Networks.Tests.Operations.Indexing;

public sealed class GatherTests
{
    private static readonly IndexList Places = new([4, 0, 0, 2, 4, 4, 1], 5);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void GatherAndSegmentsAgreeWithPlainLoops(int axis)
    {
        using var test = new TestWorkspace();
        Shape few = Shape.Of(2, 3, 4).With(axis, 5);
        Shape many = few.With(axis, 7);
        Tensor<double> x = test.Normal(few, "x");
        Tensor<double> e = test.Normal(many, "e");
        Tensor<double> gathered = x.Gather(Places, axis);
        Tensor<double> sums = e.SegmentSum(Places, axis);
        Tensor<double> means = e.SegmentMean(Places, axis);
        for (int i = 0; i < 7; i++)
        {
            Assert.Equal(x.Select(axis, Places.Indices[i]).ToArray(), gathered.Select(axis, i).ToArray());
        }
        for (int s = 0; s < 5; s++)
        {
            var sum = new double[few.With(axis, 1).Elements];
            int count = 0;
            for (int i = 0; i < 7; i++)
            {
                if (Places.Indices[i] == s)
                {
                    count++;
                    sum = [.. sum.Zip(e.Select(axis, i).ToArray(), (a, b) => a + b)];
                }
            }
            Assert.Equal(sum, sums.Select(axis, s).ToArray());
            double[] mean = [.. sum.Select(v => count == 0 ? 0 : v / count)];
            Close.Relative(means.Select(axis, s).ToArray(), mean, 1e-15);
        }
        Assert.All(sums.Select(axis, 3).ToArray(), v => Assert.Equal(0, v)); // an empty segment
        test.CheckGradient(() => x.Gather(Places, axis) * x.Gather(Places, axis), x);
        test.CheckGradient(() => e.SegmentSum(Places, axis).Square(), e);
        test.CheckGradient(() => e.SegmentMean(Places, axis).Square(), e);
        test.CheckGradient(() => x.ScatterAdd(Places, e, axis).Square(), x, e);
    }

    [Fact]
    public void GatherIsTheAdjointOfSegmentSum() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            using var test = new TestWorkspace(seed: seed);
            int bound = 1 + (int)(seed % 9);
            int count = (int)(seed / 9 % 12);
            var places = new IndexList(Numbers.Below(bound, count, seed), bound);
            Tensor<double> x = test.Normal([2, bound, 3], "x");
            Tensor<double> y = test.Normal([2, count, 3], "y");
            double left = (x.Gather(places, 1) * y).Sum().Item();
            double right = (x * y.SegmentSum(places, 1)).Sum().Item();
            return Math.Abs(left - right) <= 1e-12 * (1 + Math.Abs(left));
        });

    [Fact]
    public void BitsAndPrecision()
    {
        var places = new IndexList(Numbers.Below(500, 3000, 3), 500);
        Threads.Agree(
            [(Numbers.Normal(500 * 33, 1), [500, 33]), (Numbers.Normal(3000 * 33, 2), [3000, 33])],
            p => (p[0].Gather(places) * p[1]).SegmentSum(places) + p[1].SegmentMean(places),
            p => (p[0].Gather(places) * p[1]).SegmentSum(places) + p[1].SegmentMean(places)
        );
    }

    [Fact]
    public void GatheringCopiesEveryBit()
    {
        using var test = new TestWorkspace();
        double[] odd = [double.NaN, -0.0, 0.0, double.NegativeInfinity, double.Epsilon];
        foreach (int width in new[] { 1, 3, 40 })
        {
            double[] values = [.. odd.SelectMany(v => Enumerable.Repeat(v, width))];
            double[] gathered = test.Space.From(values, [5, width]).Gather(new IndexList([0, 1, 2, 3, 4], 5)).ToArray();
            Assert.Equal(
                Array.ConvertAll(values, BitConverter.DoubleToInt64Bits),
                Array.ConvertAll(gathered, BitConverter.DoubleToInt64Bits)
            );
        }
    }

    [Fact]
    public void MistakesAreExplained()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Normal([4, 2]);
        Assert.Contains(
            "index 5 at place 1 is not one of 0 ... 4",
            Assert.Throws<ArgumentException>(() => new IndexList([4, 5], 5)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "7 indices below 5 is for an axis of length 5",
            Assert.Throws<ArgumentException>(() => x.Gather(Places)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "needs a segment for each element",
            Assert.Throws<ArgumentException>(() => x.SegmentSum(Places)).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentException>(() => x.ScatterAdd(Places, x));
    }
}
