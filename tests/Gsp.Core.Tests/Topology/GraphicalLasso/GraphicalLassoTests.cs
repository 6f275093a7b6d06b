using Gsp.Numerics;
using Gsp.Random;
using Gsp.Testing;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Topology;

public sealed class GraphicalLassoTests
{
    [Theory]
    [InlineData("0.05", 0.05)]
    [InlineData("0.2", 0.2)]
    [InlineData("0.5", 0.5)]
    public void AgreesWithScikitLearn(string name, double penalty)
    {
        Matrix<double> covariance = BatchLearnerCases.Golden("GraphicalLasso", "covariance.csv");
        Matrix<double> expected = BatchLearnerCases.Golden("GraphicalLasso", $"precision_{name}.csv");
        GraphicalLassoResult result = new GraphicalLassoLearner(
            new GraphicalLassoOptions { Penalty = penalty, Tolerance = 1e-11 }
        ).Fit(SampleCovariance.FromMatrix(covariance));
        Assert.Equal(FitStatus.Converged, result.Status);
        Close.Relative(result.Precision.ToRowMajor(), expected.ToRowMajor(), 1e-6, "precision");
        Assert.True(BatchLearnerCases.SameSupport(result.Precision, expected));
    }

    [Theory]
    [InlineData(20, "W_0.csv")]
    [InlineData(50, "W_1.csv")]
    [InlineData(100, "W_2.csv")]
    [InlineData(300, "W_final.csv")]
    public void ReproducesTheReferenceRuns(int samples, string file)
    {
        Matrix<double> data = BatchLearnerCases.Kr10(samples);
        Matrix<double> expected = BatchLearnerCases.Shared("GLasso", file);
        TopologyFit fit = new GraphicalLassoLearner(new GraphicalLassoOptions { Penalty = 0.2 }).Fit(data);
        Assert.Equal(FitStatus.Converged, fit.Status);
        Close.Relative(fit.ShiftOperator.ToRowMajor(), expected.ToRowMajor(), 1e-4, file);
        Assert.True(BatchLearnerCases.SameSupport(fit.ShiftOperator, expected));
    }

    [Fact]
    public void WithoutPenaltyThePrecisionIsTheInverse() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Matrix<double> s = SampleCovariance.OfSamples(BatchLearnerCases.Correlated(seed, 40, 5)).Matrix;
            GraphicalLassoResult result = new GraphicalLassoLearner(new GraphicalLassoOptions { Penalty = 0 }).Fit(
                SampleCovariance.FromMatrix(s)
            );
            return result.Status == FitStatus.Converged
                && (result.Precision * s - Matrix<double>.Build.DenseIdentity(5)).L2Norm() < 1e-8;
        });

    [Fact]
    public void KarushKuhnTuckerConditionsHold() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            double penalty = 0.02 + 0.3 * new RandomStream(seed).Split("penalty").NextUniform();
            Matrix<double> s = SampleCovariance.OfSamples(BatchLearnerCases.Correlated(seed, 30, 6)).Matrix;
            GraphicalLassoResult result = new GraphicalLassoLearner(
                new GraphicalLassoOptions
                {
                    Penalty = penalty,
                    Tolerance = 1e-12,
                    MaximumSweeps = 2000,
                }
            ).Fit(SampleCovariance.FromMatrix(s));
            Matrix<double> inverse = result.Precision.Inverse();
            bool holds = true;
            for (int i = 0; i < 6; i++)
            {
                holds &= Math.Abs(inverse[i, i] - s[i, i]) < 1e-5;
                for (int j = 0; j < 6; j++)
                {
                    double gap = inverse[i, j] - s[i, j];
                    double theta = result.Precision[i, j];
                    holds &=
                        i == j
                        || (
                            theta == 0
                                ? Math.Abs(gap) <= penalty + 1e-5
                                : Math.Abs(gap - penalty * Math.Sign(theta)) < 1e-5
                        );
                }
            }
            return holds;
        });

    [Fact]
    public void TheDualityGapCertifiesAgainstAnyOtherPrecision() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            const double penalty = 0.1;
            Matrix<double> s = SampleCovariance.OfSamples(BatchLearnerCases.Correlated(seed, 30, 5)).Matrix;
            GraphicalLassoResult rough = new GraphicalLassoLearner(
                new GraphicalLassoOptions
                {
                    Penalty = penalty,
                    MaximumSweeps = 1,
                    Tolerance = 1e-15,
                }
            ).Fit(SampleCovariance.FromMatrix(s));
            RandomStream random = new RandomStream(seed).Split("other");
            Matrix<double> other = rough.Precision.Clone();
            for (int i = 0; i < 5; i++)
            {
                other[i, i] *= 1 + 0.1 * random.NextUniform();
            }
            // After one sweep the precision need not be positive definite: then there is no certificate, and the result says so.
            return double.IsPositiveInfinity(rough.DualityGap)
                ? rough.Status == FitStatus.NotConverged && double.IsNaN(rough.Objective)
                : rough.DualityGap >= 0 && Objective(other, s, penalty) >= rough.Objective - rough.DualityGap - 1e-9;
        });

    [Fact]
    public void RelabellingNodesRelabelsTheGraph() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Matrix<double> x = BatchLearnerCases.Correlated(seed, 30, 6);
            var learner = new GraphicalLassoLearner(
                new GraphicalLassoOptions { Tolerance = 1e-12, MaximumSweeps = 2000 }
            );
            return Relabelling.Error(learner, x, seed) < 1e-5;
        });

    [Fact]
    public void ScalingTheDataScalesThePrecisionUnderAMatchingPenalty() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Matrix<double> x = BatchLearnerCases.Correlated(seed, 30, 5);
            double c = 0.5 + 3 * new RandomStream(seed).Split("scale").NextUniform();
            Matrix<double> direct = new GraphicalLassoLearner(Tight(0.1)).Fit(x).ShiftOperator;
            Matrix<double> scaled = new GraphicalLassoLearner(Tight(0.1 * c * c)).Fit(c * x).ShiftOperator;
            return BatchLearnerCases.Distance(scaled * (c * c), direct) < 1e-5;
        });

    [Fact]
    public void ALargePenaltyEmptiesTheGraph() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Matrix<double> x = BatchLearnerCases.Correlated(seed, 12, 5);
            Matrix<double> s = SampleCovariance.OfSamples(x).Matrix;
            double largest = s.MapIndexed((i, j, v) => i == j ? 0 : Math.Abs(v)).Enumerate().Max();
            TopologyFit fit = new GraphicalLassoLearner(Tight(largest * 1.0001)).Fit(x);
            return fit.Edges == 5 && fit.Status == FitStatus.Converged;
        });

    [Fact]
    public void PartialCorrelationsLieBetweenMinusOneAndOne() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Matrix<double> x = BatchLearnerCases.Correlated(seed, 30, 5);
            Matrix<double> r = new GraphicalLassoLearner(
                new GraphicalLassoOptions { Report = PrecisionReport.PartialCorrelation }
            )
                .Fit(x)
                .ShiftOperator;
            return r.Enumerate().All(v => Math.Abs(v) <= 1) && r.Diagonal().All(v => v == 0) && r.IsSymmetric();
        });

    [Fact]
    public void AConstantColumnNamesItsPivotAndARidgeThatHelps()
    {
        Matrix<double> x = BatchLearnerCases.Correlated(1, 30, 4);
        x.ClearColumn(2);
        TopologyFit fit = new GraphicalLassoLearner().Fit(x);
        Assert.Equal(FitStatus.NotPositiveDefinite, fit.Status);
        Assert.Contains("pivot 2", fit.Message, StringComparison.Ordinal);
        Assert.Contains("ridge", fit.Message, StringComparison.Ordinal);
        TopologyFit helped = new GraphicalLassoLearner(new GraphicalLassoOptions { Ridge = 1e-5 }).Fit(x);
        Assert.Equal(FitStatus.Converged, helped.Status);
    }

    [Fact]
    public void ARankDeficientCovarianceWithoutPenaltyIsNotPositiveDefinite()
    {
        TopologyFit fit = new GraphicalLassoLearner(new GraphicalLassoOptions { Penalty = 0 }).Fit(
            BatchLearnerCases.Correlated(5, 4, 8)
        );
        Assert.Equal(FitStatus.NotPositiveDefinite, fit.Status);
        Assert.Throws<InvalidOperationException>(fit.OrThrow);
    }

    [Fact]
    public void MoreNodesThanSamplesIsFineWithAPenalty() =>
        Assert.Equal(
            FitStatus.Converged,
            new GraphicalLassoLearner().Fit(BatchLearnerCases.Correlated(5, 6, 12)).Status
        );

    [Fact]
    public void TooFewSweepsAreNotConverged() => Assert.Equal(FitStatus.NotConverged, new GraphicalLassoLearner(
                new GraphicalLassoOptions
                {
                    MaximumSweeps = 1,
                    Tolerance = 1e-13,
                    Penalty = 0.02,
                }
            ).Fit(BatchLearnerCases.Correlated(5, 20, 8)).Status);

    [Fact]
    public void EveryOptionIsLive()
    {
        Matrix<double> x = BatchLearnerCases.Correlated(7, 25, 6) + 0.5;
        BatchLearnerCases.Live(
            x,
            new GraphicalLassoOptions { Penalty = 0.02 },
            o => new GraphicalLassoLearner(o),
            o => o with { Penalty = 0.3 },
            o => o with { Ridge = 0.1 },
            o => o with { Centre = true },
            o => o with { Report = PrecisionReport.PartialCorrelation },
            o => o with { Tolerance = 0.5 },
            o => o with { MaximumSweeps = 1 }
        );
    }

    [Fact]
    public void BadInputIsRefusedWithAReason()
    {
        BatchLearnerCases.RefusesBadSamples(new GraphicalLassoLearner(), 1);
        BatchLearnerCases.RefusesOptions(
            o => new GraphicalLassoLearner(o),
            new GraphicalLassoOptions { Penalty = -1 },
            new GraphicalLassoOptions { Ridge = double.NaN },
            new GraphicalLassoOptions { Tolerance = 0 },
            new GraphicalLassoOptions { MaximumSweeps = 0 },
            new GraphicalLassoOptions { Report = (PrecisionReport)9 }
        );
        var table = Matrix<double>.Build.Dense(3, 2);
        Assert.Contains(
            "OfSamples",
            Assert.Throws<ArgumentException>(() => SampleCovariance.FromMatrix(table)).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentException>(() =>
            SampleCovariance.FromMatrix(
                Matrix<double>.Build.DenseOfArray(
                    new[,]
                    {
                        { 1, 2.0 },
                        { 0, 1 },
                    }
                )
            )
        );
        Assert.Throws<ArgumentException>(() =>
            SampleCovariance.FromMatrix(
                Matrix<double>.Build.DenseOfArray(
                    new[,]
                    {
                        { -1, 0.0 },
                        { 0, 1 },
                    }
                )
            )
        );
    }

    [Fact]
    public void CancellationAndProgress() => BatchLearnerCases.CancelsAndReports(new GraphicalLassoLearner(), 6);

    private static GraphicalLassoOptions Tight(double penalty) =>
        new()
        {
            Penalty = penalty,
            Tolerance = 1e-12,
            MaximumSweeps = 2000,
        };

    private static double Objective(Matrix<double> theta, Matrix<double> s, double penalty) =>
        -Math.Log(theta.Determinant())
        + (s * theta).Trace()
        + penalty * (theta.Enumerate().Sum(Math.Abs) - theta.Diagonal().Sum(Math.Abs));
}
