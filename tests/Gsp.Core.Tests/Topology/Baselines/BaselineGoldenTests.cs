using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Topology;

/// <summary>The corrected and the strong baselines against computations by other routes (Golden/Baselines).</summary>
public sealed class BaselineGoldenTests
{
    private static readonly Matrix<double> Samples = BaselineData.Kr10(300);

    private static void Agrees(ITopologyLearner learner, string golden, double tolerance)
    {
        TopologyFit fit = learner.Fit(Samples).OrThrow();
        Matrix<double> expected = BaselineData.Csv(golden);
        Matrix<double> actual = fit.Filters!.SubMatrix(0, 10, 0, expected.ColumnCount);
        Assert.InRange(BaselineData.Difference(actual, expected), 0, tolerance);
        Assert.Equal(expected.Enumerate().Select(value => value != 0), actual.Enumerate().Select(value => value != 0));
    }

    [Fact]
    public void TisoWithTheRightGroups() =>
        Agrees(
            new TisoLearner(new TisoOptions { Penalty = 0.5, Step = ProximalStep.Normalised }),
            "tiso_corrected.csv",
            1e-12
        );

    [Fact]
    public void TirsoWithTheRightGroups() =>
        Agrees(
            new TirsoLearner(
                new TirsoOptions
                {
                    Penalty = 0.3,
                    ForgettingFactor = 0.98,
                    InitialDeviation = 2,
                    Step = ProximalStep.Normalised,
                    DiminishingStep = true,
                }
            ),
            "tirso_corrected.csv",
            1e-12
        );

    [Fact]
    public void AdaptiveLassoAgreesWithScikitLearn() =>
        Agrees(
            new AdaptiveLassoLearner(
                new AdaptiveLassoOptions
                {
                    Selection = PenaltySelection.Fixed,
                    Penalty = 0.05,
                    Refit = false,
                    Tolerance = 1e-14,
                    MaximumSweeps = 100000,
                }
            ),
            "adaptive_lasso.csv",
            1e-10
        );

    [Fact]
    public void PrunedLeastSquaresAgreesWithNumPy()
    {
        Agrees(new PrunedLeastSquaresLearner(), "pruned_ls.csv", 1e-12);
        Agrees(
            new PrunedLeastSquaresLearner(
                new PrunedLeastSquaresOptions
                {
                    Threshold = null,
                    Level = 0.1,
                    Correction = MultipleTesting.BenjaminiHochberg,
                    Scope = PruningScope.AllLags,
                }
            ),
            "pruned_ls_fdr.csv",
            1e-12
        );
    }

    [Fact]
    public void MomentaryConditionalIndependenceAgreesWithResidualRegressions() =>
        Agrees(
            new PartialCorrelationLearner(
                new PartialCorrelationOptions { LinkWeight = PartialCorrelationWeight.Correlation }
            ),
            "partial_correlation.csv",
            1e-11
        );
}
