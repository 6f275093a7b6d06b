using Gsp.Testing;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Topology;

/// <summary>What every baseline owes as a learner: symmetry, documented answers to bad input, live options.</summary>
public sealed class BatchContractTests
{
    internal static ITopologyLearner[] All() =>
        [
            new TisoLearner(new TisoOptions { Step = ProximalStep.Normalised }),
            new TirsoLearner(new TirsoOptions { Step = ProximalStep.Normalised }),
            new SdSemLearner(),
            new VectorAutoregressionLearner(),
            new GrangerLearner(),
            new PrunedLeastSquaresLearner(),
            new AdaptiveLassoLearner(),
            new PartialCorrelationLearner(),
            new SpectralLearner(),
            new SpectralLearner(new SpectralLearnerOptions { Measure = SpectralMeasure.Coherence }),
        ];

    public static TheoryData<int> Indices => [.. Enumerable.Range(0, All().Length)];

    public static TheoryData<int> ScaleFreeIndices =>
        [.. Enumerable.Range(0, All().Length).Where(index => IsScaleFree(All()[index]))];

    /// <summary>Lag regressions, whose W does not change when the whole recording is scaled.</summary>
    private static bool IsScaleFree(ITopologyLearner learner) => learner.Name is not ("tiso" or "tirso" or "sdsem");

    [Theory]
    [MemberData(nameof(Indices))]
    public void RelabelledNodesGiveTheRelabelledGraph(int index) =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            int nodes = 2 + (int)(seed % 4);
            (Matrix<double> samples, _) = BaselineData.Simulate(seed, nodes, 150);
            int[] order = Relabelling.Permutation(seed, nodes);
            ITopologyLearner learner = All()[index];
            Matrix<double> direct = learner.Fit(samples).ShiftOperator;
            Matrix<double> relabelled = learner.Fit(Relabelling.Columns(samples, order)).ShiftOperator;
            return (Relabelling.Of(direct, order) - relabelled).FrobeniusNorm() <= 1e-8 * (1 + direct.FrobeniusNorm());
        });

    [Theory]
    [MemberData(nameof(ScaleFreeIndices))]
    public void ScalingTheRecordingKeepsTheGraph(int index)
    {
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            (Matrix<double> samples, _) = BaselineData.Simulate(seed, 4, 150);
            Matrix<double> direct = All()[index].Fit(samples).ShiftOperator;
            // Methods that select are scaled by a power of two, which is exact, so that no tie is left to rounding.
            double scale = All()[index].Name is "var" or "pdc" or "coherence" ? 1e-5 : 1.0 / (1 << 17);
            Matrix<double> scaled = All()[index].Fit(samples * scale).ShiftOperator;
            return (direct - scaled).FrobeniusNorm() <= 1e-8 * (1 + direct.FrobeniusNorm());
        });
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void BadInputHasADocumentedAnswer(int index)
    {
        ITopologyLearner learner = All()[index];
        (Matrix<double> good, _) = BaselineData.Simulate(3, 3, 60);
        Matrix<double> missing = good.Clone();
        missing[20, 1] = double.NaN;
        Assert.Contains(
            "[",
            Assert.Throws<ArgumentException>(() => learner.Fit(missing)).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentNullException>(() => learner.Fit(null!));
        if (learner.Name != "sdsem")
        {
            Assert.Throws<ArgumentException>(() => learner.Fit(good.SubMatrix(0, 1, 0, 3))); // one sample
            Assert.Throws<ArgumentException>(() => learner.Fit(good.SubMatrix(0, 3, 0, 3))); // lags only
        }
        if (!IsScaleFree(learner))
        {
            Assert.True(learner.Fit(good.SubMatrix(0, 5, 0, 3)).ShiftOperator.Enumerate().All(double.IsFinite));
            return;
        }
        Matrix<double> constant = good.Clone();
        constant.SetColumn(1, Vector<double>.Build.Dense(60, 0.1));
        TopologyFit silent = learner.Fit(constant);
        Assert.Equal(FitStatus.Degenerate, silent.Status);
        Assert.Contains("node 1", silent.Message, StringComparison.Ordinal);
        Assert.Equal(0, silent.Edges);
        if (learner.Name == "partial-correlation")
        {
            return; // needs few samples, but some: checked below
        }
        TopologyFit few = learner.Fit(good.SubMatrix(0, 11, 0, 3)); // 8 usable samples for 10 unknowns
        Assert.Equal(FitStatus.Degenerate, few.Status);
        Assert.Contains("8 usable samples", few.Message, StringComparison.Ordinal);
        Matrix<double> twins = good.Clone();
        twins.SetColumn(2, good.Column(0));
        Assert.Equal(FitStatus.Degenerate, learner.Fit(twins).Status);
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void HugeAndTinyRecordingsEndInAStatus(int index)
    {
        (Matrix<double> good, _) = BaselineData.Simulate(3, 3, 60);
        foreach (double scale in new[] { 1e200, 1e-200, 5e-324 })
        {
            TopologyFit fit = All()[index].Fit(good * scale);
            Assert.True(
                fit.Status is FitStatus.Degenerate or FitStatus.Diverged
                    || fit.ShiftOperator.Enumerate().All(double.IsFinite),
                $"{fit}"
            );
            if (IsScaleFree(All()[index]))
            {
                Assert.Equal(FitStatus.Degenerate, fit.Status);
                Assert.Contains(scale > 1 ? "overflow" : "vanish", fit.Message, StringComparison.Ordinal);
            }
        }
    }

    /// <summary>More columns than rows: for the lag regressions the usual sign of [node, time] instead of [time, node].</summary>
    [Theory]
    [MemberData(nameof(ScaleFreeIndices))]
    public void ATransposedRecordingNeverPassesSilently(int index)
    {
        Matrix<double> transposed = BaselineData.Simulate(3, 12, 40).Samples.Transpose();
        Assert.NotEqual(FitStatus.Converged, All()[index].Fit(transposed.SubMatrix(0, 9, 0, 40)).Status);
    }

    [Fact]
    public void TooFewSamplesForPartialCorrelationIsAStatus()
    {
        (Matrix<double> good, _) = BaselineData.Simulate(3, 3, 60);
        Assert.Equal(FitStatus.Degenerate, new PartialCorrelationLearner().Fit(good.SubMatrix(0, 8, 0, 3)).Status);
    }

    [Fact]
    public void ARidgeAnswersWhereSamplesAreFew()
    {
        (Matrix<double> samples, _) = BaselineData.Simulate(3, 6, 15);
        foreach (
            ITopologyLearner learner in new ITopologyLearner[]
            {
                new VectorAutoregressionLearner(new VectorAutoregressionOptions { Ridge = 0.5 }),
                new PrunedLeastSquaresLearner(new PrunedLeastSquaresOptions { Ridge = 0.5, Threshold = 2.5 }),
                new AdaptiveLassoLearner(new AdaptiveLassoOptions { Ridge = 0.5 }),
            }
        )
        {
            TopologyFit fit = learner.Fit(samples);
            Assert.Equal(FitStatus.Converged, fit.Status);
            Assert.True(fit.ShiftOperator.Enumerate().All(double.IsFinite));
        }
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void SettingsAndTextAreReadable(int index)
    {
        ITopologyLearner learner = All()[index];
        (Matrix<double> samples, _) = BaselineData.Simulate(3, 3, 80);
        TopologyFit fit = learner.Fit(samples);
        Assert.Equal(learner.Name, fit.Method);
        Assert.NotEmpty(fit.Settings);
        Assert.DoesNotContain(fit.Settings.Values, value => value.Contains("Options", StringComparison.Ordinal));
        Assert.StartsWith($"{learner.Name}: 3 nodes", fit.ToString(), StringComparison.Ordinal);
    }
}
