using Gsp.Testing;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Topology;

/// <summary>What every streaming baseline owes: resumability, no allocation, named errors.</summary>
public sealed class StreamingContractTests
{
    public static TheoryData<string> Names =>
        ["tiso", "tiso-reference", "tirso", "sdsem", "var", "var-forgetting", "granger"];

    private static IOnlineTopologyEstimator Create(string name, int nodes) =>
        name switch
        {
            "tiso" => new TisoEstimator(nodes, new TisoOptions { Step = ProximalStep.Normalised }),
            "tiso-reference" => new TisoEstimator(
                nodes,
                new TisoOptions
                {
                    Mode = BaselineMode.Reference,
                    Stopping = new StoppingOptions { Patience = 20 },
                }
            ),
            "tirso" => new TirsoEstimator(nodes, new TirsoOptions { Step = ProximalStep.Normalised, Order = 2 }),
            "sdsem" => new SdSemEstimator(nodes),
            "var" => new VectorAutoregressionEstimator(nodes),
            "var-forgetting" => new VectorAutoregressionEstimator(
                nodes,
                new VectorAutoregressionOptions { ForgettingFactor = 0.97, Order = 2 }
            ),
            _ => new GrangerEstimator(nodes),
        };

    private static double[] Run(IOnlineTopologyEstimator estimator, Matrix<double> samples, int from, int to)
    {
        for (int t = from; t < to; t++)
        {
            estimator.Step(samples.Row(t).AsArray());
        }
        var shift = new double[estimator.Nodes * estimator.Nodes];
        estimator.CopyShiftOperator(shift);
        return shift;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ASavedRunContinuesToTheSameBits(string name) =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            int nodes = 2 + (int)(seed % 4);
            (Matrix<double> samples, _) = BaselineData.Simulate(seed, nodes, 90);
            int cut = (int)(seed / 7 % 90);
            IOnlineTopologyEstimator whole = Create(name, nodes);
            double[] expected = Run(whole, samples, 0, 90);
            IOnlineTopologyEstimator first = Create(name, nodes);
            Run(first, samples, 0, cut);
            IOnlineTopologyEstimator second = Create(name, nodes);
            Run(second, samples, 5, 30); // a used estimator takes over the state as well as a fresh one
            second.Restore(Snapshot.FromBytes(first.Save().ToBytes()));
            double[] actual = Run(second, samples, cut, 90);
            return expected.AsSpan().SequenceEqual(actual)
                && whole.Status == second.Status
                && whole.Save().ToBytes().AsSpan().SequenceEqual(second.Save().ToBytes());
        });

    [Theory]
    [MemberData(nameof(Names))]
    public void ResetIsFresh(string name)
    {
        (Matrix<double> samples, _) = BaselineData.Simulate(5, 3, 80);
        IOnlineTopologyEstimator used = Create(name, 3);
        Run(used, samples, 0, 50);
        used.Reset();
        Assert.Equal(Run(Create(name, 3), samples, 0, 80), Run(used, samples, 0, 80));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AStepAllocatesNothing(string name)
    {
        (Matrix<double> samples, _) = BaselineData.Simulate(5, 6, 800);
        double[][] rows = samples.ToRowArrays();
        IOnlineTopologyEstimator estimator = Create(name, 6);
        foreach (double[] row in rows.AsSpan(0, 300))
        {
            estimator.Step(row);
        }
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (double[] row in rows.AsSpan(300))
        {
            estimator.Step(row);
        }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void SilenceTeachesNothing(string name)
    {
        IOnlineTopologyEstimator estimator = Create(name, 3);
        double[] start = Run(estimator, Matrix<double>.Build.Dense(1, 3), 0, 0);
        double[] end = Run(estimator, Matrix<double>.Build.Dense(40, 3), 0, 40);
        Assert.Equal(start, end);
        Assert.NotEqual(FitStatus.Diverged, estimator.Status);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void BadSamplesAreNamedAndChangeNothing(string name)
    {
        (Matrix<double> samples, _) = BaselineData.Simulate(5, 3, 60);
        IOnlineTopologyEstimator estimator = Create(name, 3);
        Run(estimator, samples, 0, 40);
        byte[] before = estimator.Save().ToBytes();
        Assert.Contains(
            "sample",
            Assert.Throws<ArgumentException>(() => estimator.Step([1, double.NaN, 2])).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentException>(() => estimator.Step([1, 2]));
        Assert.Throws<ArgumentException>(() => estimator.Step([1, double.PositiveInfinity, 2]));
        Assert.Throws<ArgumentException>(() => estimator.CopyShiftOperator(new double[4]));
        Assert.Throws<ArgumentException>(() => estimator.Restore(new Snapshot("Other/1")));
        Assert.Throws<ArgumentException>(() => estimator.Restore(Create(name, 4).Save()));
        Assert.Equal(before, estimator.Save().ToBytes());
    }

    [Fact]
    public void TheStoppingRuleFreezesTheEstimate()
    {
        (Matrix<double> samples, _) = BaselineData.Simulate(8, 4, 2000);
        var options = new TisoOptions
        {
            Stopping = new StoppingOptions { Patience = 50, Smoothing = 0.1 },
        };
        TopologyFit fit = new TisoLearner(options).Fit(samples);
        Assert.Equal(FitStatus.Converged, fit.Status);
        Assert.InRange(fit.Samples, 51, 1500);
        TopologyFit same = new TisoLearner(options with { Stopping = new StoppingOptions() }).Fit(
            samples.SubMatrix(0, fit.Samples, 0, 4)
        );
        Assert.Equal(0, BaselineData.Difference(fit.ShiftOperator, same.ShiftOperator));
    }

    [Fact]
    public void AnOverlongStepDivergesAsAStatus()
    {
        (Matrix<double> samples, _) = BaselineData.Simulate(8, 4, 3000);
        TopologyFit fit = new TirsoLearner(new TirsoOptions { Step = ProximalStep.Fixed, StepSize = 1e6 }).Fit(samples);
        Assert.Equal(FitStatus.Diverged, fit.Status);
        Assert.Throws<InvalidOperationException>(() => fit.OrThrow());
    }

    [Fact]
    public void CancellationAndProgressAreHeard()
    {
        (Matrix<double> samples, _) = BaselineData.Simulate(8, 3, 100);
        using var source = new CancellationTokenSource();
        source.Cancel();
        foreach (ITopologyLearner learner in BatchContractTests.All())
        {
            Assert.Throws<OperationCanceledException>(() => learner.Fit(samples, null, source.Token));
            var reports = new List<double>();
            learner.Fit(samples, new Listener(reports), CancellationToken.None);
            Assert.Equal(1, reports[^1]);
        }
    }

    private sealed class Listener(List<double> reports) : IProgress<double>
    {
        public void Report(double value) => reports.Add(value);
    }
}
