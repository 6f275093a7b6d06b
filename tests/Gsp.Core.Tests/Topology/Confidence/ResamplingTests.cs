using Gsp.Random;
using Gsp.Testing;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Topology;

public sealed class ResamplingTests
{
    private static readonly ResamplingOptions Few = new() { Resamples = 20 };

    [Fact]
    public void TheBootstrapFindsTheEdgesThatAreThereAndItsIntervalsHoldTheirWeights()
    {
        (Matrix<double> w, Matrix<double> x) = Recording(1, 10, 1500);
        EdgeBootstrapResult result = EdgeBootstrap.Run(x, new RandomStream(3), Few with { Resamples = 60 });
        TopologyScore score = TopologyScores.Compare(w, result.Selected);
        Assert.True(score.F1 > 0.9, $"F1 {score.F1}");
        int covered = w.EnumerateIndexed()
            .Count(e =>
                e.Item3 != 0 && result.Low[e.Item1, e.Item2] <= e.Item3 && e.Item3 <= result.High[e.Item1, e.Item2]
            );
        int edges = w.Enumerate().Count(v => v != 0);
        Assert.True(covered >= 0.7 * edges, $"{covered} of {edges} covered");
        Assert.All(result.Frequency.EnumerateIndexed(), e => Assert.InRange(e.Item3, 0, 1));
        Assert.Contains("60 resamples", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void BootstrapErrorsAreThoseOfLeastSquares()
    {
        // One strong edge into node 0: its standard error is sigma / sqrt(T var x_1).
        var random = new RandomStream(2);
        var w = Matrix<double>.Build.Dense(2, 2);
        w[0, 1] = 0.5;
        Matrix<double> x = Matrix<double>.Build.DenseOfRowArrays(CorrectedData.Simulate(random, 2000, 1, w));
        EdgeBootstrapResult result = EdgeBootstrap.Run(x, random.Split("boot"), Few with { Resamples = 200 });
        Assert.InRange(result.StandardError[0, 1], 0.75 / Math.Sqrt(2000), 1.3 / Math.Sqrt(2000));
    }

    [Fact]
    public void StabilitySelectionKeepsTrueEdgesAndFewOthers()
    {
        (Matrix<double> w, Matrix<double> x) = Recording(4, 12, 2000);
        StabilitySelectionResult result = StabilitySelection.Run(x, new RandomStream(5), Few with { Resamples = 40 });
        TopologyScore score = TopologyScores.Compare(w, w.PointwiseMultiply(result.Selected) + 0.001 * result.Selected);
        Assert.True(score.MissProbability < 0.15, $"missed {score.MissProbability}");
        Assert.True(score.FalseAlarmProbability < 0.02, $"false alarms {score.FalseAlarmProbability}");
        Assert.InRange(result.Threshold, 0.5, 1);
        Assert.True(result.FalseEdgeBound <= 0.05 * result.Selected.Enumerate().Sum());
    }

    [Fact]
    public void NoiseAloneHasNoStableEdges()
    {
        int selected = 0;
        for (ulong seed = 0; seed < 5; seed++)
        {
            double[][] noise = CorrectedData.Simulate(new RandomStream(seed), 300, 1, Matrix<double>.Build.Dense(8, 8));
            Matrix<double> x = Matrix<double>.Build.DenseOfRowArrays(noise);
            selected += (int)StabilitySelection.Run(x, new RandomStream(seed), Few).Selected.Enumerate().Sum();
        }
        Assert.InRange(selected, 0, 2);
    }

    [Fact]
    public void ResultsDependOnTheStreamAndNotOnThreads()
    {
        (_, Matrix<double> x) = Recording(6, 6, 200);
        EdgeBootstrapResult one = EdgeBootstrap.Run(x, new RandomStream(1), Few);
        EdgeBootstrapResult three = EdgeBootstrap.Run(x, new RandomStream(1), Few with { Threads = 3 });
        EdgeBootstrapResult other = EdgeBootstrap.Run(x, new RandomStream(2), Few);
        Assert.Equal(one.StandardError, three.StandardError);
        Assert.Equal(one.Frequency, three.Frequency);
        Assert.NotEqual(one.StandardError, other.StandardError);
        Assert.Equal(
            StabilitySelection.Run(x, new RandomStream(1), Few).Frequency,
            StabilitySelection.Run(x, new RandomStream(1), Few with { Threads = 3 }).Frequency
        );
    }

    [Fact]
    public void HalvesAreComplementaryAndBlocksConsecutive() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            int count = 20 + (int)(seed % 50);
            int length = 1 + (int)(seed % 5);
            (int[] half, int[] other) = ResampledSelection.DrawHalves(new RandomStream(seed), 3, count, length);
            int[] drawn = ResampledSelection.DrawBlocks(new RandomStream(seed), 3, count, length);
            bool consecutive = Enumerable.Range(1, count - 1).All(k => k % length == 0 || drawn[k] == drawn[k - 1] + 1);
            return half.Concat(other).Order().SequenceEqual(Enumerable.Range(3, count))
                && drawn.Length == count
                && drawn.All(t => t >= 3 && t < 3 + count)
                && consecutive;
        });

    [Fact]
    public void EveryOptionIsLiveOrRejected()
    {
        (_, Matrix<double> x) = Recording(6, 6, 300);
        double[] Numbers(ResamplingOptions options)
        {
            EdgeBootstrapResult r = EdgeBootstrap.Run(x, new RandomStream(1), options);
            return
            [
                .. r.StandardError.Enumerate(),
                .. r.Low.Enumerate(),
                .. r.Selected.Enumerate(),
                .. r.PValue.Enumerate(),
            ];
        }
        double[] start = Numbers(Few with { ExpectedFalseEdges = 3 });
        ResamplingOptions[] changed =
        [
            Few with
            {
                Order = 2,
                ExpectedFalseEdges = 3,
            },
            Few with
            {
                ExpectedFalseEdges = 0.01,
            },
            Few with
            {
                Resamples = 21,
                ExpectedFalseEdges = 3,
            },
            Few with
            {
                BlockLength = 3,
                ExpectedFalseEdges = 3,
            },
            Few with
            {
                FalseDiscoveryRate = 1e-9,
                ExpectedFalseEdges = 3,
            },
            Few with
            {
                Level = 0.5,
                ExpectedFalseEdges = 3,
            },
            Few with
            {
                Support = Matrix<double>.Build.DenseIdentity(6),
                ExpectedFalseEdges = 3,
            },
        ];
        Assert.All(changed, options => Assert.False(Numbers(options).SequenceEqual(start)));
        Assert.Contains(
            "no intervals",
            Assert
                .Throws<ArgumentException>(() =>
                    StabilitySelection.Run(x, new RandomStream(1), Few with { Level = 0.5 })
                )
                .Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void BadInputIsNamed()
    {
        (_, Matrix<double> x) = Recording(6, 6, 100);
        void Fails(ResamplingOptions options, string part) =>
            Assert.Contains(
                part,
                Assert.ThrowsAny<ArgumentException>(() => EdgeBootstrap.Run(x, new RandomStream(1), options)).Message,
                StringComparison.Ordinal
            );
        Fails(Few with { Order = 0 }, "number of lags");
        Fails(Few with { Resamples = 3 }, "frequency");
        Fails(Few with { BlockLength = 60 }, "four blocks");
        Fails(Few with { FalseDiscoveryRate = 0 }, "(0, 0.5]");
        Fails(Few with { Level = 1 }, "Level is 1");
        Fails(Few with { Threads = 0 }, "Threads");
        Fails(Few with { ExpectedFalseEdges = 0 }, "false edges");
        Fails(Few with { Support = Matrix<double>.Build.Dense(2, 2, 1) }, "2 x 2");
        x[3, 3] = double.NaN;
        Fails(Few, "fill missing");
        Assert.Throws<ArgumentException>(() =>
            StabilitySelection.Run(Matrix<double>.Build.Dense(5, 50), new RandomStream(1))
        );
    }

    private static (Matrix<double> W, Matrix<double> X) Recording(ulong seed, int nodes, int samples)
    {
        var random = new RandomStream(seed);
        Matrix<double> w = CorrectedData.Operator(random.Split("graph"), nodes, 2, 0.7);
        return (w, Matrix<double>.Build.DenseOfRowArrays(CorrectedData.Simulate(random.Split("noise"), samples, 1, w)));
    }
}
