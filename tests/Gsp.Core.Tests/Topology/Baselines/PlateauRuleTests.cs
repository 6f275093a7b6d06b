using Gsp.Testing;
using Gsp.Topology;
using Xunit;

namespace Gsp.Core.Tests.Topology;

public sealed class PlateauRuleTests
{
    [Fact]
    public void TheRuleEndsWhereTheStudysRunsEnded()
    {
        var groups = Golden.Csv(BaselineData.Path("stopping.csv")).GroupBy(row => (int)row[0], row => row[1]).ToList();
        Assert.Equal(3, groups.Count);
        foreach (IGrouping<int, double> run in groups)
        {
            Assert.Equal(run.Key, Stop(new StoppingOptions { Patience = 60 }, [.. run]));
        }
    }

    [Fact]
    public void ACourseByHand()
    {
        // Patience 3, smoothing 1 (the average is the last error), progress must exceed 10 %.
        // Averages before samples 0, 1, 2, ...: 1, .8, .75, .74, .73, .60, .59, .58, .57.
        // Progress at 0 (from 1e10), 1 (20 %), 5 (25 %); the patience shrinks only once more than 3 samples were learned: at 4, then 6, 7, 8.
        var options = new StoppingOptions
        {
            Smoothing = 1,
            MinimumImprovement = 0.1,
            Patience = 3,
        };
        Assert.Equal(8, Stop(options, [0.8, 0.75, 0.74, 0.73, 0.60, 0.59, 0.58, 0.57, 0.5]));
    }

    [Fact]
    public void MorePatienceNeverStopsSooner() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var stream = new Gsp.Random.RandomStream(seed);
            double[] errors = [.. Enumerable.Range(0, 200).Select(_ => stream.NextUniform())];
            int patience = 1 + (int)(seed % 40);
            return Stop(new StoppingOptions { Patience = patience, Smoothing = 0.1 }, errors)
                <= Stop(new StoppingOptions { Patience = patience + 7, Smoothing = 0.1 }, errors);
        });

    /// <summary>The number of samples learned before the rule stops; one more than there are when it does not.</summary>
    private static int Stop(StoppingOptions options, double[] errors)
    {
        var rule = new PlateauRule(options);
        for (int t = 0; t <= errors.Length; t++)
        {
            if (rule.ShouldStop(t))
            {
                return t;
            }
            rule.Add(t < errors.Length ? errors[t] : double.NaN);
        }
        return errors.Length + 1;
    }
}
