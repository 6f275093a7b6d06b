using Gsp.Random;
using Gsp.Statistics;
using Gsp.Testing;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using Xunit;

namespace Gsp.Core.Tests.Random;

/// <summary>The numbers follow their distributions: fixed seeds, p above 1e-6 (reliability R11), against MathNet's distribution functions.</summary>
public sealed class DistributionTests
{
    private const int Count = 200_000;
    private const double Threshold = 1e-6;

    private static readonly Dictionary<string, (Func<RandomStream, double> Draw, Func<double, double> Cdf)> Cases =
        new()
        {
            ["uniform"] = (r => r.NextUniform(), x => Math.Clamp(x, 0, 1)),
            ["open uniform"] = (r => r.NextOpenUniform(), x => Math.Clamp(x, 0, 1)),
            ["range"] = (r => r.NextUniform(-1, -.45), x => (x + 1) / .55),
            ["normal"] = (r => r.NextNormal(), x => Normal.CDF(0, 1, x)),
            ["shifted normal"] = (r => r.NextNormal(3, 2), x => Normal.CDF(3, 2, x)),
            ["laplace"] = (r => r.NextLaplace(2), x => x < 0 ? .5 * Math.Exp(x / 2) : 1 - .5 * Math.Exp(-x / 2)),
            ["exponential"] = (r => r.NextExponential(3), x => 1 - Math.Exp(-x / 3)),
            ["gamma .3"] = (r => r.NextGamma(.3, 2), x => SpecialFunctions.GammaLowerRegularized(.3, x / 2)),
            ["gamma 1"] = (r => r.NextGamma(1), x => 1 - Math.Exp(-x)),
            ["gamma 4.5"] = (r => r.NextGamma(4.5, .5), x => SpecialFunctions.GammaLowerRegularized(4.5, 2 * x)),
        };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void KolmogorovSmirnovAccepts(string name)
    {
        RandomStream stream = new RandomStream(77).Split(name);
        var sample = new double[Count];
        for (int i = 0; i < Count; i++)
        {
            sample[i] = Cases[name].Draw(stream);
        }
        HypothesisTest result = KolmogorovSmirnov.OneSample(sample, Cases[name].Cdf);
        Assert.True(result.PValue > Threshold, $"{name}: {result}");
        Assert.True(Math.Abs(Correlation(sample)) < 5.5 / Math.Sqrt(Count), name);
    }

    [Fact]
    public void NormalTailsHaveTheirShare()
    {
        var stream = new RandomStream(3);
        var values = new double[1_000_000];
        stream.FillNormal(values);
        foreach (double z in new[] { 2.0, 3.0, 4.0 })
        {
            double expected = values.Length * Tails.NormalUpper(z);
            Assert.InRange(
                values.Count(v => v > z),
                expected - 5 * Math.Sqrt(expected),
                expected + 5 * Math.Sqrt(expected)
            );
            Assert.InRange(
                values.Count(v => v < -z),
                expected - 5 * Math.Sqrt(expected),
                expected + 5 * Math.Sqrt(expected)
            );
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public void IntegersAreEquallyLikely(int bound)
    {
        RandomStream stream = new RandomStream(4).Split(bound);
        ChiSquared([.. Enumerable.Repeat(1.0 / bound, bound)], () => stream.NextInt(bound));
    }

    [Fact]
    public void PermutationsAreEquallyLikely()
    {
        var stream = new RandomStream(5);
        ChiSquared(
            [.. Enumerable.Repeat(1.0 / 24, 24)],
            () =>
            {
                int[] p = stream.Permutation(4);
                int second = p[1] - (p[0] < p[1] ? 1 : 0);
                return p[0] * 6 + second * 2 + (p[2] < p[3] ? 0 : 1);
            }
        );
    }

    [Fact]
    public void WeightedChoiceFollowsItsWeights()
    {
        var stream = new RandomStream(6);
        double[] weights = [1, 0, 3, 4, 0];
        ChiSquared([.125, 0, .375, .5, 0], () => stream.Choice(weights));
    }

    /// <summary>Without replacement, the ordered pair (i, j) has probability w_i/W * w_j/(W - w_i).</summary>
    [Fact]
    public void WeightedChoiceWithoutReplacementEqualsSequentialDraws()
    {
        var stream = new RandomStream(8);
        double[] w = [1, 2, 5];
        double[] p =
        [
            1.0 / 8 * 2 / 7,
            1.0 / 8 * 5 / 7,
            2.0 / 8 * 1 / 6,
            2.0 / 8 * 5 / 6,
            5.0 / 8 * 1 / 3,
            5.0 / 8 * 2 / 3,
        ];
        ChiSquared(
            p,
            () =>
            {
                int[] drawn = stream.Choice(w, 2, replace: false);
                return drawn[0] * 2 + (drawn[1] > drawn[0] ? drawn[1] - 1 : drawn[1]);
            }
        );
    }

    [Fact]
    public void ChoiceWithoutReplacementNeverRepeats() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var stream = new RandomStream(seed);
            int count = 1 + (int)(seed % 50);
            int draws = stream.NextInt(count + 1);
            int[] chosen = stream.Choice(count, draws, replace: false);
            return chosen.Distinct().Count() == draws && chosen.All(i => i >= 0 && i < count);
        });

    [Fact]
    public void ChoiceWithoutReplacementIsUniform()
    {
        var stream = new RandomStream(10);
        ChiSquared(
            [.. Enumerable.Repeat(1.0 / 20, 20)],
            () =>
            {
                int[] drawn = stream.Choice(5, 2, replace: false);
                return drawn[0] * 4 + (drawn[1] > drawn[0] ? drawn[1] - 1 : drawn[1]);
            }
        );
    }

    [Fact]
    public void SplitsAreUncorrelated()
    {
        var root = new RandomStream(12);
        foreach (
            (RandomStream a, RandomStream b) in new[]
            {
                (root.Split(0), root.Split(1)),
                (root.Split("a"), root.Split("b")),
                (root.Split(0), root.Split(0).Split(0)),
                (root, root.Split(0)),
                (new RandomStream(0), new RandomStream(1)),
            }
        )
        {
            double sum = 0;
            for (int i = 0; i < Count; i++)
            {
                sum += a.NextNormal() * b.NextNormal();
            }
            Assert.InRange(sum / Math.Sqrt(Count), -5.5, 5.5);
        }
    }

    private static double Correlation(double[] x)
    {
        double mean = x.Average();
        double lag = 0;
        double square = 0;
        for (int i = 1; i < x.Length; i++)
        {
            lag += (x[i] - mean) * (x[i - 1] - mean);
            square += (x[i] - mean) * (x[i] - mean);
        }
        return lag / square;
    }

    private static void ChiSquared(double[] probabilities, Func<int> draw)
    {
        var counts = new int[probabilities.Length];
        for (int i = 0; i < Count; i++)
        {
            counts[draw()]++;
        }
        double statistic = 0;
        int degrees = -1;
        for (int k = 0; k < counts.Length; k++)
        {
            double expected = Count * probabilities[k];
            if (expected == 0)
            {
                Assert.Equal(0, counts[k]);
                continue;
            }
            statistic += (counts[k] - expected) * (counts[k] - expected) / expected;
            degrees++;
        }
        double p = degrees == 0 ? 1 : Tails.ChiSquaredUpper(statistic, degrees);
        Assert.True(p > Threshold, $"chi-squared {statistic} with {degrees} degrees: p = {p}");
    }
}
