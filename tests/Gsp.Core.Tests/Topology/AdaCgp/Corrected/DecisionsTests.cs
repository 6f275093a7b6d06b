using Gsp.Random;
using Gsp.Testing;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Topology;

/// <summary>The parts that decide: thresholds, choice among candidates, change and convergence.</summary>
public sealed class DecisionsTests
{
    [Fact]
    public void MoreCandidatesRaiseTheBarAndMoreAllowedFalseEdgesLowerIt() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            double allowed = 0.1 + seed % 20 / 10.0;
            long candidates = 100 + (long)(seed % 10_000);
            double bar = SignificanceThreshold.ForFalseEdges(allowed, candidates);
            return SignificanceThreshold.ForFalseEdges(allowed + 0.1, candidates) < bar
                && SignificanceThreshold.ForFalseEdges(allowed, candidates + 100) > bar
                && SignificanceThreshold.ForFreedom(bar, 10) > SignificanceThreshold.ForFreedom(bar, 100)
                && SignificanceThreshold.ForFreedom(bar, 1e9) - bar < 1e-6;
        });

    [Fact]
    public void PureNoiseShowsAboutAsManyFalseEdgesAsExpected()
    {
        // 40 independent recordings of independent noise, 4 false edges expected in each.
        int edges = 0;
        for (ulong seed = 0; seed < 40; seed++)
        {
            double[][] noise = CorrectedData.Simulate(
                new RandomStream(seed),
                400,
                1,
                Matrix<double>.Build.Dense(10, 10)
            );
            AdaCgpOptions options = new() { Order = 1, ExpectedFalseEdges = 4 };
            AdaCgp estimator = CorrectedData.Feed(new AdaCgp(10, options), noise);
            estimator.Settle();
            edges += estimator.Edges;
        }
        Assert.InRange(edges, 110, 215);
    }

    [Fact]
    public void TheChoiceFallsOnTheSimplestCandidateThatForecastsAsWellAsTheBest()
    {
        var random = new RandomStream(2);
        var selector = new CandidateSelector(3, 500);
        for (int t = 0; t < 500; t++)
        {
            // Candidate 1 is worse; 0 is worse on average by far less than its noise; 2 is best.
            double common = 10 + random.NextNormal();
            selector.Observe([common + 0.001 + 0.5 * random.NextNormal(), common + 1, common]);
        }
        Assert.Equal(0, selector.Current);
        for (int t = 0; t < 2000; t++)
        {
            double common = 10 + random.NextNormal();
            selector.Observe([common + 1 + 0.5 * random.NextNormal(), common + 0.5, common]);
        }
        Assert.Equal(2, selector.Current);
        selector.Reset();
        Assert.Equal(2, selector.Current);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void AChangedGraphIsNoticedWithinAHundredSamples(int seed)
    {
        (Matrix<double> before, Matrix<double> after) = TwoGraphs((ulong)seed);
        var random = new RandomStream((ulong)seed).Split("noise");
        double[][] x = CorrectedData.Simulate(random, 800, 1, before);
        var estimator = new AdaCgp(20, new AdaCgpOptions { Order = 1 });
        CorrectedData.Feed(estimator, x);
        Assert.Equal(0, estimator.Changes);
        Vector<double> state = Vector<double>.Build.DenseOfArray(x[^1]);
        var noise = new double[20];
        for (int t = 0; t < 100; t++)
        {
            random.FillNormal(noise);
            state = after * state + Vector<double>.Build.DenseOfArray(noise);
            estimator.Step(state.ToArray());
        }
        Assert.Equal(1, estimator.Changes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void StrongerNoiseIsNotAChangeOfTheGraph(int seed)
    {
        (Matrix<double> graph, _) = TwoGraphs((ulong)seed);
        var random = new RandomStream((ulong)seed).Split("noise");
        var estimator = new AdaCgp(20, new AdaCgpOptions { Order = 1 });
        Vector<double> state = Vector<double>.Build.Dense(20);
        var noise = new double[20];
        for (int t = 0; t < 1200; t++)
        {
            random.FillNormal(noise);
            state = graph * state + (t < 800 ? 1 : 2) * Vector<double>.Build.DenseOfArray(noise);
            estimator.Step(state.ToArray());
        }
        Assert.Equal(0, estimator.Changes);
    }

    [Fact]
    public void TheCoefficientsAreLeastSquaresGivenTheGraph() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            (int nodes, int order) = (4, 1 + (int)(seed % 3));
            double[][] x = CorrectedData.Stream(seed, nodes, 40);
            Matrix<double> w = CorrectedData.Operator(new RandomStream(seed + 1), nodes, 2);
            var shift = new SparseRows(nodes, nodes);
            for (int i = 0; i < nodes; i++)
            {
                shift.SetRow(i, w.Row(i).ToArray());
            }
            var recursion = new CoefficientRecursion(nodes, order, order, 0);
            int count = CoefficientRecursion.CountFor(order);
            Matrix<double> normal = Matrix<double>.Build.Dense(count, count);
            Vector<double> cross = Vector<double>.Build.Dense(count);
            var forecast = new double[nodes];
            for (int t = order; t < x.Length; t++)
            {
                var lags = new double[nodes * order];
                var design = Matrix<double>.Build.Dense(nodes, count);
                for (int p = 1, k = 0; p <= order; p++)
                {
                    x[t - p].CopyTo(lags, (p - 1) * nodes);
                    Vector<double> column = Vector<double>.Build.DenseOfArray(x[t - p]);
                    for (int j = 0; j <= p; j++, k++, column = w * column)
                    {
                        design.SetColumn(k, column);
                    }
                }
                recursion.Forecast(shift, lags, forecast);
                recursion.Add(x[t], 1);
                normal += design.TransposeThisAndMultiply(design);
                cross += design.TransposeThisAndMultiply(Vector<double>.Build.DenseOfArray(x[t]));
            }
            recursion.Solve();
            // h_10 = 0 and h_11 = 1 are held: no other value of the rest leaves a smaller residual.
            Vector<double> h = Vector<double>.Build.DenseOfArray(recursion.Coefficients.ToArray());
            Vector<double> gradient = normal * h - cross;
            return h[0] == 0 && h[1] == 1 && gradient.Skip(2).All(g => Math.Abs(g) < 1e-6 * (1 + cross.L2Norm()));
        });

    [Fact]
    public void SettlingWaitsForPatienceAfterTheLastImprovement()
    {
        var monitor = new SettlingMonitor(0.5, patience: 10, burnIn: 5, improvement: 0.01);
        int settledAt = -1;
        for (int t = 0; t < 100 && settledAt < 0; t++)
        {
            settledAt = monitor.Observe(t < 30 ? 1.0 / (t + 1) : 1.0 / 31) ? t : -1;
        }
        Assert.InRange(settledAt, 30 + 10 - 1, 60);
        Assert.True(monitor.Settled);
    }

    [Fact]
    public void TheSupportIsFrozenOnceSettledAndWeightsGoOn()
    {
        double[][] x = CorrectedData.Stream(6, 8, 900);
        AdaCgpOptions options = new()
        {
            Order = 1,
            Debias = AdaCgpDebiasing.AfterConvergence,
            Patience = 100,
            BurnIn = 100,
        };
        var estimator = new AdaCgp(8, options);
        Matrix<double>? frozen = null;
        foreach (double[] sample in x)
        {
            if (estimator.Step(sample).Phase == AdaCgpPhase.Debiasing)
            {
                frozen ??= estimator.ShiftOperator();
            }
        }
        Assert.NotNull(frozen);
        Matrix<double> last = estimator.ShiftOperator();
        Assert.Equal(frozen.Map(v => v != 0 ? 1.0 : 0), last.Map(v => v != 0 ? 1.0 : 0));
        Assert.NotEqual(frozen, last);
    }

    [Fact]
    public void SelfTuningPrefersALongMemoryForAStillGraphAndAShortOneForAMovingOne()
    {
        SelfTuningOptions options = new()
        {
            MaximumOrder = 1,
            Forgetting = [1, 0.98],
            SelectionHorizon = 400,
            DetectChanges = false,
        };
        (Matrix<double> a, Matrix<double> b) = TwoGraphs(7);
        var random = new RandomStream(7).Split("noise");
        SelfTuningAdaCgp still = CorrectedData.Feed(
            new SelfTuningAdaCgp(20, options),
            CorrectedData.Simulate(random.Split("still"), 1500, 1, a)
        );
        Assert.Equal(1, still.Chosen.Forgetting);
        var moving = new SelfTuningAdaCgp(20, options);
        Vector<double> state = Vector<double>.Build.Dense(20);
        var noise = new double[20];
        for (int t = 0; t < 2000; t++)
        {
            double share = 0.5 + 0.5 * Math.Sin(t / 120.0);
            random.FillNormal(noise);
            state = (share * a + (1 - share) * b) * state + Vector<double>.Build.DenseOfArray(noise);
            moving.Step(state.ToArray());
        }
        Assert.Equal(0.98, moving.Chosen.Forgetting);
    }

    private static (Matrix<double> A, Matrix<double> B) TwoGraphs(ulong seed)
    {
        var random = new RandomStream(seed);
        return (
            CorrectedData.Operator(random.Split("a"), 20, 2, 0.9),
            CorrectedData.Operator(random.Split("b"), 20, 2, 0.9)
        );
    }
}
