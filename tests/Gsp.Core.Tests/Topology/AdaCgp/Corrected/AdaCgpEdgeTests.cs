using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Topology;

public sealed class AdaCgpEdgeTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(AdaCgpPath.Path1)]
    [InlineData(AdaCgpPath.Path2)]
    public void AStepAllocatesNothing(AdaCgpPath? path)
    {
        double[][] x = CorrectedData.Stream(1, 12, 1200);
        var estimator = new AdaCgp(12, new AdaCgpOptions { Path = path, Order = 2 });
        CorrectedData.Feed(estimator, x.Take(600));
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int t = 600; t < x.Length; t++)
        {
            estimator.Step(x[t]);
        }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void SelfTuningAllocatesNothingAndSurvivesSaving()
    {
        double[][] x = CorrectedData.Stream(1, 8, 500);
        SelfTuningAdaCgp whole = CorrectedData.Feed(new SelfTuningAdaCgp(8), x.Take(300));
        var second = new SelfTuningAdaCgp(8);
        second.Restore(whole.Save());
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int t = 300; t < x.Length; t++)
        {
            whole.Step(x[t]);
        }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(CorrectedData.SameBits(whole, CorrectedData.Feed(second, x.Skip(300))));
        Assert.Contains("order", whole.Chosen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void MemoryOfALongStreamStaysThatOfAShortOne()
    {
        double[][] x = CorrectedData.Stream(3, 5, 2000);
        int early = CorrectedData.Feed(new AdaCgp(5), x.Take(500)).Save().ToBytes().Length;
        int late = CorrectedData.Feed(new AdaCgp(5), x).Save().ToBytes().Length;
        Assert.InRange(late, early / 2, early * 2);
    }

    [Fact]
    public void AWrongLengthAndAnInfiniteValueAreNamedAndChangeNothing()
    {
        var estimator = new AdaCgp(3);
        byte[] before = estimator.Save().ToBytes();
        Assert.Contains(
            "expected 3",
            Assert.Throws<ArgumentException>(() => estimator.Step(new double[4])).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "sample[1]",
            Assert.Throws<ArgumentException>(() => estimator.Step([0, double.PositiveInfinity, 0])).Message,
            StringComparison.Ordinal
        );
        Assert.Equal(before, estimator.Save().ToBytes());
    }

    [Fact]
    public void ASnapshotOfAnotherKindOrSizeIsRefused()
    {
        var estimator = new AdaCgp(3);
        Assert.Throws<ArgumentException>(() => estimator.Restore(new AdaCgp(4).Save()));
        Assert.Throws<ArgumentException>(() => estimator.Restore(new SelfTuningAdaCgp(3).Save()));
        Assert.Throws<ArgumentOutOfRangeException>(() => estimator.ChangeOrder(4));
        Assert.Throws<ArgumentOutOfRangeException>(() => estimator.ChangeForgetting(0));
    }

    [Fact]
    public void OverflowIsAStatusAndNotAnException()
    {
        var estimator = new AdaCgp(2, new AdaCgpOptions { Order = 1 });
        AdaCgpUpdate last = default;
        for (int t = 0; t < 50; t++)
        {
            last = estimator.Step([1e200 * (t % 3 - 1), 1e200 * (t % 2)]);
        }
        Assert.Equal(FitStatus.Diverged, last.Status);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(0.0)]
    public void NothingToLearnFromIsDegenerate(double value)
    {
        TopologyFit fit = new AdaCgpLearner().Fit(Matrix<double>.Build.Dense(50, 3, value));
        Assert.Equal(FitStatus.Degenerate, fit.Status);
        Assert.Equal(0, fit.Edges);
        Assert.Throws<InvalidOperationException>(() => fit.OrThrow());
    }

    [Fact]
    public void AConstantChannelHasAtMostItsOwnEdge()
    {
        double[][] x = CorrectedData.Stream(4, 4, 400);
        foreach (double[] sample in x)
        {
            sample[2] = 5;
        }
        Matrix<double> w = CorrectedData.Feed(new AdaCgp(4, new AdaCgpOptions { Order = 1 }), x).ShiftOperator();
        Assert.True(w.Enumerate().All(double.IsFinite));
        Assert.True(w.Row(2).EnumerateIndexed().All(e => e.Item1 == 2 || Math.Abs(e.Item2) < 1e-9));
    }

    [Fact]
    public void MoreNodesThanSamplesGivesAnEmptyOrSmallGraph()
    {
        double[][] x = CorrectedData.Stream(4, 30, 12);
        AdaCgp estimator = CorrectedData.Feed(new AdaCgp(30), x);
        estimator.Settle();
        Assert.InRange(estimator.Edges, 0, 30);
    }

    [Fact]
    public void AShortOrTransposedRecordingIsExplained()
    {
        var error = Assert.Throws<ArgumentException>(() => new AdaCgpLearner().Fit(Matrix<double>.Build.Dense(3, 100)));
        Assert.Contains("transposed", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() =>
            new AdaCgpLearner { Options = new(), Tuning = new() }.Fit(Matrix<double>.Build.Dense(30, 2))
        );
    }

    [Fact]
    public void AFitHoldsTraceSettingsAndErrors()
    {
        Matrix<double> x = Matrix<double>.Build.DenseOfRowArrays(CorrectedData.Stream(4, 5, 300));
        TopologyFit fit = new AdaCgpLearner().Fit(x);
        Assert.Equal(297, fit.Trace!.Length);
        Assert.InRange(fit.Diagnostics["forecast_nmse_apriori"], 0.1, 1.2);
        Assert.Contains("chosen", fit.Settings.Keys);
        Assert.Equal(9, fit.Coefficients!.Count);
        Assert.Equal((0, 1), (fit.Coefficients[0], fit.Coefficients[1]));
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => new AdaCgpLearner().Fit(x, null, cancelled.Token));
    }
}
