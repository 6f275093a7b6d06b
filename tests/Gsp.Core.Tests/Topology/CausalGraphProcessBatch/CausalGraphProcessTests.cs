using Gsp.Compute;
using Gsp.Numerics;
using Gsp.Random;
using Gsp.Testing;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Topology;

public sealed class CausalGraphProcessTests
{
    private static readonly CausalGraphProcessOptions Plain = new()
    {
        FilterSparsity = [0],
        Commutation = 0,
        CoefficientSparsity = 0,
        RefinementSteps = 0,
        Tolerance = 1e-15,
        MaximumSweeps = 5000,
    };

    [Fact]
    public void OneLagAgreesWithScikitLearnsLasso()
    {
        TopologyFit fit = new CausalGraphProcessLearner(Plain with { Order = 1, FilterSparsity = [0.1] }).Fit(
            Samples()
        );
        Matrix<double> expected = BatchLearnerCases.Golden("CausalGraphProcessBatch", "lasso.csv");
        Close.Relative(fit.ShiftOperator.ToRowMajor(), expected.ToRowMajor(), 1e-6, "W");
        Assert.True(BatchLearnerCases.SameSupport(fit.ShiftOperator, expected));
    }

    [Fact]
    public void WithoutPenaltiesTheFiltersAreLeastSquares()
    {
        var statistics = Moments(Samples(), 3);
        var algebra = new SquareMatrices(5, ReferenceBlas<double>.Instance);
        var problem = new CommutingFilters(statistics, algebra, 0, [0, 0, 0]);
        for (int sweep = 0; sweep < 300; sweep++)
        {
            for (int p = 0; p < 3; p++)
            {
                problem.UpdateFilter(p, 0);
            }
        }
        Matrix<double> expected = BatchLearnerCases.Golden("CausalGraphProcessBatch", "least_squares.csv");
        for (int p = 0; p < 3; p++)
        {
            Close.Relative(
                problem.Filters[p],
                expected.SubMatrix(0, 5, 5 * p, 5).ToRowMajor(),
                1e-6,
                $"filter {p + 1}"
            );
        }
    }

    [Fact]
    public void TheFilterGradientMatchesFiniteDifferences() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            (CommutingFilters problem, RandomStream random) = Problem(seed, 4);
            double[] right = problem.Cross(1);
            double[] point = Normal(random, 16);
            double[] direction = Normal(random, 16);
            double[] gradient = new double[16];
            double[] unused = new double[16];
            problem.BlockValue(1, right, point, gradient);
            const double step = 1e-5;
            double numeric =
                (
                    problem.BlockValue(1, right, Moved(point, step, direction), unused)
                    - problem.BlockValue(1, right, Moved(point, -step, direction), unused)
                ) / (2 * step);
            return Math.Abs(numeric - Vectors.Dot<double>(gradient, direction)) <= 1e-7 * (1 + Math.Abs(numeric));
        });

    [Fact]
    public void TheOperatorGradientMatchesFiniteDifferences() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            RandomStream random = new RandomStream(seed).Split("operator");
            var algebra = new SquareMatrices(4, ReferenceBlas<double>.Instance);
            double[][] filters = [Normal(random, 16), Normal(random, 16), Normal(random, 16)];
            double[] point = Normal(random, 16);
            double[] direction = Normal(random, 16);
            double[] gradient = new double[16];
            double[] unused = new double[16];
            CommutingOperator.Value(algebra, filters, 0.7, point, gradient);
            const double step = 1e-5;
            double numeric =
                (
                    CommutingOperator.Value(algebra, filters, 0.7, Moved(point, step, direction), unused)
                    - CommutingOperator.Value(algebra, filters, 0.7, Moved(point, -step, direction), unused)
                ) / (2 * step);
            return Math.Abs(numeric - Vectors.Dot<double>(gradient, direction)) <= 1e-7 * (1 + Math.Abs(numeric));
        });

    [Fact]
    public void TheRefinementGradientMatchesFiniteDifferences() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            RandomStream random = new RandomStream(seed).Split("refinement");
            var statistics = Moments(BatchLearnerCases.Autoregression(seed, 30, 3).Samples, 3);
            var algebra = new SquareMatrices(3, ReferenceBlas<double>.Instance);
            double[] w = [.. Normal(random, 9).Select(value => 0.4 * value)];
            double[] h = [0, 1, .. Normal(random, 7)];
            double[] alongW = Normal(random, 9);
            double[] alongH = [0, 0, .. Normal(random, 7)];
            (double[] gradientW, double[] gradientH) = new PolynomialRefinement(statistics, algebra, w, h).Gradient(
                new PolynomialFilters(algebra, 3, w, h)
            );
            const double step = 1e-5;
            double Error(double s) =>
                new PolynomialRefinement(statistics, algebra, Moved(w, s, alongW), Moved(h, s, alongH)).Error;
            double numeric = (Error(step) - Error(-step)) / (2 * step);
            double exact = Vectors.Dot<double>(gradientW, alongW) + Vectors.Dot<double>(gradientH, alongH);
            return Math.Abs(numeric - exact) <= 1e-6 * (1 + Math.Abs(numeric));
        });

    [Fact]
    public void TheAdjointIsTheTransposeOfTheDerivative() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            RandomStream random = new RandomStream(seed).Split("adjoint");
            var algebra = new SquareMatrices(3, ReferenceBlas<double>.Instance);
            var model = new PolynomialFilters(algebra, 3, Normal(random, 9), Normal(random, 9));
            double[] v = Normal(random, 9);
            double[] u = Normal(random, 9);
            double[][] g = [Normal(random, 9), Normal(random, 9), Normal(random, 9)];
            double forward = model.Derivative(v, u).Zip(g, (a, b) => Vectors.Dot<double>(a, b)).Sum();
            (double[] w, double[] h) = model.Adjoint(g);
            double backward = Vectors.Dot<double>(w, v) + Vectors.Dot<double>(h, u);
            return Math.Abs(forward - backward) <= 1e-10 * (1 + Math.Abs(forward));
        });

    [Fact]
    public void TheObjectiveNeverRises() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            (CommutingFilters problem, _) = Problem(seed, 4);
            double last = problem.Objective();
            bool falls = true;
            for (int update = 0; update < 9; update++)
            {
                problem.UpdateFilter(update % 3, 0);
                double now = problem.Objective();
                falls &= now <= last * (1 + 1e-12) + 1e-12;
                last = now;
            }
            return falls;
        });

    [Fact]
    public void TheRefinementNeverRaisesThePredictionError() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            Matrix<double> x = BatchLearnerCases.Autoregression(seed, 60, 4).Samples;
            var options = new CausalGraphProcessOptions { Order = 2 };
            double before = new CausalGraphProcessLearner(options with { RefinementSteps = 0 }).Fit(x).Diagnostics[
                "prediction_error"
            ];
            return new CausalGraphProcessLearner(options).Fit(x).Diagnostics["prediction_error"] <= before + 1e-12;
        });

    [Fact]
    public void RelabellingNodesRelabelsTheGraph() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            Matrix<double> x = BatchLearnerCases.Autoregression(seed, 80, 5).Samples;
            var learner = new CausalGraphProcessLearner(
                new CausalGraphProcessOptions
                {
                    Order = 2,
                    Tolerance = 1e-13,
                    MaximumSweeps = 2000,
                    RefinementSteps = 0,
                }
            );
            return Relabelling.Error(learner, x, seed) < 1e-5;
        });

    [Fact]
    public void ScalingTheDataChangesNothing() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            Matrix<double> x = BatchLearnerCases.Autoregression(seed, 80, 4).Samples;
            double c = 0.1 + 10 * new RandomStream(seed).Split("scale").NextUniform();
            var learner = new CausalGraphProcessLearner(
                new CausalGraphProcessOptions
                {
                    Order = 2,
                    Tolerance = 1e-13,
                    MaximumSweeps = 2000,
                    RefinementSteps = 0,
                }
            );
            return BatchLearnerCases.Distance(learner.Fit(c * x).ShiftOperator, learner.Fit(x).ShiftOperator) < 1e-5;
        });

    [Fact]
    public void StrongCommutationMakesTheFiltersCommute()
    {
        Matrix<double> x = BatchLearnerCases.Autoregression(6, 200, 5).Samples;
        double Commutator(double gamma) =>
            new CausalGraphProcessLearner(new CausalGraphProcessOptions { Commutation = gamma }).Fit(x).Diagnostics[
                "commutator"
            ];
        Assert.True(Commutator(300) < 0.2 * Commutator(0), $"{Commutator(300)} {Commutator(0)}");
    }

    [Fact]
    public void FullSparsityEmptiesTheGraph()
    {
        TopologyFit fit = new CausalGraphProcessLearner(
            new CausalGraphProcessOptions
            {
                FilterSparsity = [1],
                FixFirstFilter = false,
                RefinementSteps = 0,
            }
        ).Fit(Samples());
        Assert.Equal(0, fit.Edges);
    }

    [Fact]
    public void TheJointModelIsRecoveredFromALongRecording()
    {
        (Matrix<double> samples, Matrix<double> w) = CausalProcess(21, 6000, 8);
        TopologyFit fit = new CausalGraphProcessLearner(
            new CausalGraphProcessOptions { Order = 2, FilterSparsity = [0.08, 0.2] }
        ).Fit(samples);
        Assert.Equal(FitStatus.Converged, fit.Status);
        Assert.True(Math.Pow(BatchLearnerCases.Distance(fit.ShiftOperator, w), 2) < 0.01, fit.ToString());
        Assert.Equal(2, fit.Order);
        Assert.Equal(5, fit.Coefficients!.Count);
        Assert.InRange(fit.Coefficients[4], 0.2, 0.8);
    }

    [Fact]
    public void ZeroSamplesAreDegenerate() =>
        Assert.Equal(
            FitStatus.Degenerate,
            new CausalGraphProcessLearner().Fit(Matrix<double>.Build.Dense(20, 3)).Status
        );

    [Fact]
    public void FewerSamplesThanUnknownsWithoutSparsityAreDegenerate() =>
        Assert.Equal(
            FitStatus.Degenerate,
            new CausalGraphProcessLearner(new CausalGraphProcessOptions { FilterSparsity = [0] })
                .Fit(BatchLearnerCases.Correlated(3, 12, 6))
                .Status
        );

    [Fact]
    public void AConstantColumnGetsNoEdges()
    {
        Matrix<double> x = BatchLearnerCases.Autoregression(3, 80, 4).Samples;
        x.ClearColumn(2);
        TopologyFit fit = new CausalGraphProcessLearner().Fit(x);
        Assert.Equal(0, fit.ShiftOperator.Column(2).L1Norm() + fit.ShiftOperator.Row(2).L1Norm());
    }

    [Fact]
    public void EveryOptionIsLive()
    {
        Matrix<double> x = BatchLearnerCases.Autoregression(9, 60, 4).Samples;
        var options = new CausalGraphProcessOptions
        {
            Operator = OperatorEstimate.Commuting,
            OperatorSparsity = 0.05,
            Tolerance = 1e-6,
        };
        BatchLearnerCases.Live(
            x,
            options,
            o => new CausalGraphProcessLearner(o),
            o => o with { Order = 2 },
            o => o with { FilterSparsity = [0.05, 0.3, 0.3] },
            o => o with { Commutation = 3 },
            o => o with { Operator = OperatorEstimate.FirstFilter, OperatorSparsity = 0 },
            o => o with { OperatorSparsity = 0.3 },
            o => o with { CoefficientSparsity = 0.9 },
            o => o with { FixFirstFilter = false, RefinementSteps = 0 },
            o => o with { RefinementSteps = 1 },
            o => o with { Tolerance = 0.1 },
            o => o with { MaximumSweeps = 1 }
        );
    }

    [Fact]
    public void BadInputIsRefusedWithAReason()
    {
        BatchLearnerCases.RefusesBadSamples(new CausalGraphProcessLearner(), 4);
        BatchLearnerCases.RefusesOptions(
            o => new CausalGraphProcessLearner(o),
            new CausalGraphProcessOptions { Order = 0 },
            new CausalGraphProcessOptions { FilterSparsity = [0.1, 0.1] },
            new CausalGraphProcessOptions { FilterSparsity = [1.1] },
            new CausalGraphProcessOptions { Commutation = -1 },
            new CausalGraphProcessOptions { Operator = (OperatorEstimate)7 },
            new CausalGraphProcessOptions { OperatorSparsity = 0.1 },
            new CausalGraphProcessOptions { CoefficientSparsity = double.NaN },
            new CausalGraphProcessOptions { FixFirstFilter = false },
            new CausalGraphProcessOptions { Tolerance = 0 },
            new CausalGraphProcessOptions { MaximumSweeps = 0 }
        );
    }

    [Fact]
    public void CancellationAndProgress() => BatchLearnerCases.CancelsAndReports(new CausalGraphProcessLearner(), 4);

    private static LagStatistics Moments(Matrix<double> x, int order) =>
        new(x.ToRowMajor(), x.ColumnCount, order, Backend.Reference);

    private static Matrix<double> Samples() => BatchLearnerCases.Golden("CausalGraphProcessBatch", "samples.csv");

    private static (CommutingFilters Problem, RandomStream Random) Problem(ulong seed, int nodes)
    {
        RandomStream random = new RandomStream(seed).Split("problem");
        var statistics = Moments(BatchLearnerCases.Autoregression(seed, 40, nodes).Samples, 3);
        double[] penalties =
        [
            .. Enumerable.Range(0, 3).Select(p => 0.1 * random.NextUniform() * statistics.CriticalPenalty(p)),
        ];
        var problem = new CommutingFilters(
            statistics,
            new SquareMatrices(nodes, ReferenceBlas<double>.Instance),
            2 * random.NextUniform(),
            penalties
        );
        foreach (double[] filter in problem.Filters)
        {
            Normal(random, filter.Length).CopyTo(filter, 0);
        }
        return (problem, random);
    }

    /// <summary>A causal graph process of order 2 with h_22 = 0.5: higher filters that matter.</summary>
    private static (Matrix<double> Samples, Matrix<double> W) CausalProcess(ulong seed, int samples, int nodes)
    {
        Matrix<double> w = 0.7 * BatchLearnerCases.Autoregression(seed, 1, nodes).Weights;
        Matrix<double> second = 0.5 * w * w;
        RandomStream random = new RandomStream(seed).Split("noise");
        Matrix<double> x = Matrix<double>.Build.Dense(samples, nodes);
        for (int t = 2; t < samples; t++)
        {
            Vector<double> noise = Vector<double>.Build.Dense(nodes, _ => random.NextNormal());
            x.SetRow(t, w * x.Row(t - 1) + second * x.Row(t - 2) + noise);
        }
        return (x, w);
    }

    private static double[] Normal(RandomStream random, int count)
    {
        var values = new double[count];
        random.FillNormal(values);
        return values;
    }

    private static double[] Moved(double[] from, double step, double[] direction) =>
        [.. from.Zip(direction, (a, b) => a + step * b)];
}
