using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Recordings.Tests.Beats;

public sealed class BeatPathTests
{
    private const int Refractory = 20;
    private const double Recovery = 36;
    private const int Length = 700;

    [Fact]
    public void NoOtherSequenceIsBetter() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomStream(seed);
            int[] samples =
            [
                .. Enumerable
                    .Range(0, (int)random.NextUniform(1, 11))
                    .Select(_ => (int)random.NextUniform(0, Length))
                    .Distinct()
                    .Order(),
            ];
            double[] support = [.. samples.Select(_ => random.NextUniform(-1, 1.5))];
            // 80 a minute, 100 samples a second.
            List<int> chosen = new BeatPath(Refractory, Recovery).Best(
                samples,
                support,
                new LocalRhythm(samples.Length, 100),
                Length
            );
            double best = Enumerable
                .Range(1, (1 << samples.Length) - 1)
                .Max(set => Score(Members(set), samples, support));
            return Math.Abs(Score(chosen, samples, support) - best) < 1e-9;
        });

    [Fact]
    public void AHalvedRegularIntervalIsTooShort()
    {
        // Ten beats 80 samples apart; a weaker candidate in one of the middles, and one beat missing elsewhere whose candidate is weak, too.
        int[] samples = [80, 160, 240, 280, 320, 400, 480, 560, 640];
        double[] support = [2, 2, 2, 0.5, 2, 2, -0.5, 2, 2];
        List<int> chosen = [0, 1, 2, 4, 5, 7, 8];
        var rhythm = new LocalRhythm(samples, chosen, 100);
        Assert.Equal(80, rhythm.Usual(3));
        Assert.Equal(2, rhythm.Weight(3), 12);
        Assert.Equal([0, 1, 2, 4, 5, 6, 7, 8], new BeatPath(Refractory, Recovery).Best(samples, support, rhythm, 720));
    }

    private static List<int> Members(int set) => [.. Enumerable.Range(0, 20).Where(k => (set >> k & 1) == 1)];

    private static double Score(List<int> chosen, int[] samples, double[] support)
    {
        double Departure(double d) => Math.Pow(Math.Min(Math.Log(d / 75), Math.Log(3)), 2);
        double score = chosen.Sum(i => support[i]);
        for (int k = 1; k < chosen.Count; k++)
        {
            double interval = samples[chosen[k]] - samples[chosen[k - 1]];
            if (interval < Refractory)
            {
                return double.NegativeInfinity;
            }
            score -= Departure(interval) + (2 * Math.Max(0, Math.Log(Recovery / interval)));
        }
        foreach (double edge in (double[])[samples[chosen[0]], Length - samples[chosen[^1]]])
        {
            score -= edge > 75 ? Departure(edge) : 0;
        }
        return score;
    }
}
