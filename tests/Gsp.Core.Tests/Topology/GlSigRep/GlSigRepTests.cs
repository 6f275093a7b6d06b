using Gsp.Numerics;
using Gsp.Random;
using Gsp.Testing;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Topology;

public sealed class GlSigRepTests
{
    [Theory]
    [InlineData(5, "W_0.csv", 0)]
    [InlineData(20, "W_1.csv", 1)]
    [InlineData(60, "W_final.csv", 2)]
    public void TheTruncatedSolverReproducesTheReferenceRuns(int samples, string file, int row)
    {
        Matrix<double> expected = BatchLearnerCases.Shared("GLSigRep", file);
        var options = new GlSigRepOptions { Frames = 1, Reference = new GlSigRepReferenceOptions() };
        TopologyFit fit = new GlSigRepLearner(options).Fit(BatchLearnerCases.Kr10(samples));
        Close.Relative(fit.ShiftOperator.ToRowMajor(), expected.ToRowMajor(), 1e-6, file);
        Assert.Equal(BatchLearnerCases.Shared("GLSigRep", "steps.csv")[row, 0], fit.Diagnostics["objective"], 1e-9);
        Assert.True(BatchLearnerCases.SameSupport(fit.ShiftOperator, expected));
    }

    [Fact]
    public void TheSolvedGraphCostsLessThanTheReferenceRuns()
    {
        Matrix<double> data = BatchLearnerCases.Kr10(5);
        double solved = new GlSigRepLearner(new GlSigRepOptions { Frames = 1 }).Fit(data).Diagnostics["objective"];
        Assert.True(solved < 0.2025);
    }

    [Fact]
    public void AgreesWithAGeneralSolver()
    {
        var options = new GlSigRepOptions
        {
            Smoothness = 0.3,
            FrobeniusPenalty = 0.2,
            Rounds = 4,
            RoundTolerance = 0,
            EdgeThreshold = 1e-6,
        };
        TopologyFit fit = new GlSigRepLearner(options).Fit(BatchLearnerCases.Golden("GlSigRep", "frames.csv"));
        Matrix<double> expected = BatchLearnerCases.Golden("GlSigRep", "weights.csv");
        Close.Relative(fit.ShiftOperator.ToRowMajor(), expected.ToRowMajor(), 1e-5, "weights");
    }

    [Fact]
    public void TheReportedOperatorIsAGraphOfTraceN() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Matrix<double> w = new GlSigRepLearner(Fine(seed))
                .Fit(BatchLearnerCases.Correlated(seed, 6, 7))
                .ShiftOperator;
            return w.IsSymmetric()
                && w.Diagonal().All(v => v == 0)
                && w.Enumerate().All(v => v >= 0)
                && Math.Abs(w.Enumerate().Sum() - 7) < 1e-9;
        });

    [Fact]
    public void TheObjectiveNeverRisesOverTheRounds() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            IReadOnlyList<double> objective = new GlSigRepLearner(Fine(seed) with { Rounds = 8 })
                .Fit(BatchLearnerCases.Correlated(seed, 5, 6))
                .Trace!["objective"];
            return objective.Zip(objective.Skip(1)).All(pair => pair.Second <= pair.First * (1 + 1e-9));
        });

    [Fact]
    public void TheGraphStepMeetsItsOptimalityConditions() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            TopologyFit fit = new GlSigRepLearner(Fine(seed)).Fit(BatchLearnerCases.Correlated(seed, 4, 8));
            return fit.Status == FitStatus.Converged && fit.Diagnostics["kkt_residual"] <= 1e-9;
        });

    [Fact]
    public void RelabellingNodesRelabelsTheGraph() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Matrix<double> x = BatchLearnerCases.Correlated(seed, 5, 7);
            var learner = new GlSigRepLearner(Fine(seed));
            return Relabelling.Error(learner, x, seed) < 1e-6;
        });

    [Fact]
    public void ScalingTheSignalEqualsScalingTheGraphPenalty() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Matrix<double> x = BatchLearnerCases.Correlated(seed, 5, 6);
            double c = 0.5 + 2 * new RandomStream(seed).Split("scale").NextUniform();
            GlSigRepOptions options = Fine(seed);
            Matrix<double> direct = new GlSigRepLearner(options).Fit(x).ShiftOperator;
            Matrix<double> scaled = new GlSigRepLearner(
                options with
                {
                    FrobeniusPenalty = options.FrobeniusPenalty * c * c,
                }
            )
                .Fit(c * x)
                .ShiftOperator;
            return BatchLearnerCases.Distance(scaled, direct) < 1e-6;
        });

    [Fact]
    public void RepeatingTheRecordingChangesNothing() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Matrix<double> x = BatchLearnerCases.Correlated(seed, 4, 5);
            var learner = new GlSigRepLearner(Fine(seed));
            return BatchLearnerCases.Distance(learner.Fit(x.Stack(x)).ShiftOperator, learner.Fit(x).ShiftOperator)
                < 1e-6;
        });

    [Fact]
    public void TheProjectionOnTheSimplexIsTheNearestPoint() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            RandomStream random = new RandomStream(seed).Split("simplex");
            double[] v = [.. Enumerable.Range(0, 9).Select(_ => 3 * random.NextNormal())];
            double[] p = (double[])v.Clone();
            SimplexProjection.Project(p, 2);
            // v - p must form an obtuse angle with every direction into the simplex: it suffices to try its corners.
            double inner = v.Zip(p, (a, b) => (a - b) * b).Sum();
            return Math.Abs(p.Sum() - 2) < 1e-12
                && p.All(value => value >= 0)
                && Enumerable.Range(0, 9).All(i => 2 * (v[i] - p[i]) <= inner + 1e-9);
        });

    [Fact]
    public void NearTwinsAreJoined()
    {
        Matrix<double> x = BatchLearnerCases.Correlated(2, 20, 6);
        x.SetColumn(4, x.Column(1) * 1.001);
        Matrix<double> w = new GlSigRepLearner(new GlSigRepOptions { Smoothness = 0.1, FrobeniusPenalty = 0.05 })
            .Fit(x)
            .ShiftOperator;
        Assert.Equal(4, w.Row(1).MaximumIndex());
    }

    [Fact]
    public void ZeroSignalsAreDegenerate()
    {
        TopologyFit fit = new GlSigRepLearner().Fit(Matrix<double>.Build.Dense(5, 4));
        Assert.Equal(FitStatus.Degenerate, fit.Status);
        Assert.All(fit.ShiftOperator.Enumerate(), value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void TooFewIterationsAreNotConverged() =>
        Assert.Equal(
            FitStatus.NotConverged,
            new GlSigRepLearner(new GlSigRepOptions { MaximumIterations = 1 })
                .Fit(BatchLearnerCases.Correlated(5, 20, 8))
                .Status
        );

    [Fact]
    public void EveryOptionIsLive()
    {
        Matrix<double> x = BatchLearnerCases.Correlated(7, 25, 6);
        BatchLearnerCases.Live(
            x,
            new GlSigRepOptions { Smoothness = 0.05, FrobeniusPenalty = 0.05 },
            o => new GlSigRepLearner(o),
            o => o with { Smoothness = 0.1 },
            o => o with { FrobeniusPenalty = 0.1 },
            o => o with { Frames = 3 },
            o => o with { Rounds = 1 },
            o => o with { RoundTolerance = 0.5 },
            o => o with { EdgeThreshold = 0.3 },
            o => o with { Tolerance = 0.1 },
            o => o with { MaximumIterations = 1 },
            o => o with { Reference = new GlSigRepReferenceOptions() }
        );
        GlSigRepReferenceOptions reference = new();
        double Objective(GlSigRepReferenceOptions r) =>
            new GlSigRepLearner(new GlSigRepOptions { Reference = r }).Fit(x).Diagnostics["objective"];
        Assert.NotEqual(Objective(reference), Objective(reference with { InteriorPointIterations = 9 }));
        Assert.NotEqual(
            Objective(reference with { InteriorPointIterations = 500 }),
            Objective(new GlSigRepReferenceOptions { InteriorPointIterations = 500, GradientTolerance = 1e-2 })
        );
    }

    [Fact]
    public void TheReferenceSolverConvergesToTheSameGraphWhenItIsNotStopped()
    {
        Matrix<double> x = BatchLearnerCases.Correlated(7, 3, 6);
        var options = new GlSigRepOptions
        {
            Smoothness = 0.1,
            FrobeniusPenalty = 0.2,
            Rounds = 1,
        };
        Matrix<double> solved = new GlSigRepLearner(options).Fit(x).ShiftOperator;
        Matrix<double> followed = new GlSigRepLearner(
            options with
            {
                Reference = new GlSigRepReferenceOptions { InteriorPointIterations = 2000, GradientTolerance = 1e-9 },
            }
        ).Fit(x).ShiftOperator;
        Assert.True(BatchLearnerCases.Distance(followed, solved) < 1e-4);
    }

    [Fact]
    public void BadInputIsRefusedWithAReason()
    {
        BatchLearnerCases.RefusesOptions(
            o => new GlSigRepLearner(o),
            new GlSigRepOptions { Smoothness = 0 },
            new GlSigRepOptions { FrobeniusPenalty = -1 },
            new GlSigRepOptions { Frames = -1 },
            new GlSigRepOptions { Rounds = 0 },
            new GlSigRepOptions { RoundTolerance = double.NaN },
            new GlSigRepOptions { EdgeThreshold = -1 },
            new GlSigRepOptions { Tolerance = 0 },
            new GlSigRepOptions { MaximumIterations = 0 },
            new GlSigRepOptions { Reference = new GlSigRepReferenceOptions { InteriorPointIterations = 0 } },
            new GlSigRepOptions { Reference = new GlSigRepReferenceOptions { GradientTolerance = 0 } }
        );
        Assert.Throws<ArgumentException>(() => new GlSigRepLearner().Fit(Matrix<double>.Build.Dense(5, 1)));
        Matrix<double> spoiled = BatchLearnerCases.Correlated(1, 5, 4);
        spoiled[2, 1] = double.NaN;
        Assert.Throws<ArgumentException>(() => new GlSigRepLearner().Fit(spoiled));
    }

    [Fact]
    public void CancellationAndProgress() => BatchLearnerCases.CancelsAndReports(new GlSigRepLearner(), 5);

    private static GlSigRepOptions Fine(ulong seed)
    {
        RandomStream random = new RandomStream(seed).Split("settings");
        return new GlSigRepOptions
        {
            Smoothness = 0.02 + 0.3 * random.NextUniform(),
            FrobeniusPenalty = 0.05 + 0.3 * random.NextUniform(),
            Rounds = 3,
            RoundTolerance = 0,
            EdgeThreshold = 0,
        };
    }
}
