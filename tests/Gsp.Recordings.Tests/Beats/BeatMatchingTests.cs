using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Recordings.Tests.Beats;

public sealed class BeatMatchingTests
{
    [Fact]
    public void ByHand()
    {
        // 100 Hz, 75 ms = 7.5 samples: 100-107 and 200-195 pair, 300-308 is too far, 400 has two detections of which one is false.
        BeatScore score = BeatMatching.Score([100, 200, 300, 400], [107, 195, 308, 398, 401], 100, 0.075);
        Assert.Equal((3, 2, 1), (score.TruePositives, score.FalsePositives, score.FalseNegatives));
        Assert.Equal(3.0 / 4, score.Sensitivity);
        Assert.Equal(3.0 / 5, score.Precision);
        Assert.Equal(6.0 / 9, score.F1, 15);
        Assert.Equal([0.07, -0.05, -0.02], score.Errors);
        Assert.Equal([(0, 0), (1, 1), (3, 3)], score.Pairs);
    }

    [Fact]
    public void TheToleranceIsIncluded()
    {
        // 0.075 * 360 = 27 exactly on paper.
        Assert.Equal(1, BeatMatching.Score([100], [127], 360, 0.075).TruePositives);
        Assert.Equal(0, BeatMatching.Score([100], [128], 360, 0.075).TruePositives);
    }

    [Fact]
    public void NothingAgreesWithNothing() => Assert.Equal(1, BeatMatching.Score([], [], 250).F1);

    [Fact]
    public void DecreasingSamplesAreRefused() =>
        Assert.Contains(
            "detected[1]",
            Assert.Throws<ArgumentException>(() => BeatMatching.Score([1], [5, 4], 250)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void ExchangingTheListsExchangesSensitivityAndPrecision() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomStream(seed);
            int[] a = Points(random);
            int[] b = Points(random);
            BeatScore forth = BeatMatching.Score(a, b, 100, 0.1);
            BeatScore back = BeatMatching.Score(b, a, 100, 0.1);
            return forth.TruePositives == back.TruePositives
                && forth.Sensitivity == back.Precision
                && forth.TruePositives == MostPairs(a, b, 10);
        });

    private static int[] Points(RandomStream random) =>
        [.. Enumerable.Range(0, (int)random.NextUniform(0, 9)).Select(_ => (int)random.NextUniform(0, 100)).Order()];

    /// <summary>The most pairs by trying all: an independent, exponential reference.</summary>
    private static int MostPairs(ReadOnlySpan<int> a, ReadOnlySpan<int> b, int tolerance)
    {
        if (a.Length == 0 || b.Length == 0)
        {
            return 0;
        }
        int best = Math.Max(MostPairs(a[1..], b, tolerance), MostPairs(a, b[1..], tolerance));
        return Math.Abs(a[0] - b[0]) <= tolerance ? Math.Max(best, 1 + MostPairs(a[1..], b[1..], tolerance)) : best;
    }
}
