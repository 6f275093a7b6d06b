using Gsp.Compute;
using Gsp.Numerics;
using Gsp.Random;
using Gsp.Testing;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Topology;

public sealed class BaselinePropertyTests
{
    [Fact]
    public void StreamingVarEqualsBatchVar() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            int nodes = 1 + (int)(seed % 5);
            int count = 60 + (int)(seed / 5 % 400);
            var options = new VectorAutoregressionOptions
            {
                Order = 1 + (int)(seed % 3),
                Intercept = seed % 2 == 0,
                ForgettingFactor = seed % 3 == 0 ? 0.98 : 1,
            };
            Matrix<double> samples = BaselineData.Simulate(seed, nodes, count).Samples + 3;
            Matrix<double> batch = new VectorAutoregressionLearner(options).Fit(samples).OrThrow().Filters!;
            var estimator = new VectorAutoregressionEstimator(nodes, options);
            foreach (Vector<double> row in samples.EnumerateRows())
            {
                estimator.Step(row.AsArray());
            }
            var online = new double[nodes * nodes * options.Order];
            estimator.CopyFilters(online);
            return Close.RelativeError(online, batch.ToRowMajorArray()) < 1e-8;
        });

    [Fact]
    public void StreamingGrangerEqualsBatchGranger() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            (Matrix<double> samples, _) = BaselineData.Simulate(seed, 4, 200);
            var options = new GrangerOptions { Correction = (MultipleTesting)(seed % 3), Level = 0.02 };
            var estimator = new GrangerEstimator(4, options);
            foreach (Vector<double> row in samples.EnumerateRows())
            {
                estimator.Step(row.AsArray());
            }
            var online = new double[16];
            estimator.CopyShiftOperator(online);
            return Close.RelativeError(online, new GrangerLearner(options).Fit(samples).ShiftOperator.ToRowMajorArray())
                < 1e-8;
        });

    [Fact]
    public void VarRecoversNoiselessDynamics() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            RandomStream stream = new RandomStream(seed).Split("dynamics");
            Matrix<double> w = Matrix<double>.Build.Dense(3, 3, (_, _) => stream.NextNormal());
            Matrix<double> samples = Matrix<double>.Build.Dense(30, 3);
            // Restarts keep the excitation up: every tenth row is fresh, and its error is part of the least-squares problem.
            for (int t = 0; t < 30; t++)
            {
                samples.SetRow(
                    t,
                    t == 0
                        ? Vector<double>.Build.Dense(3, _ => stream.NextNormal())
                        : w / w.FrobeniusNorm() * samples.Row(t - 1)
                );
            }
            TopologyFit fit = new VectorAutoregressionLearner(
                new VectorAutoregressionOptions { Order = 1, Intercept = false }
            ).Fit(samples.SubMatrix(0, 8, 0, 3));
            return fit.Status != FitStatus.Converged
                || BaselineData.Difference(fit.ShiftOperator, w / w.FrobeniusNorm())
                    < 1e-13 / fit.Diagnostics["smallest_pivot"];
        });

    [Fact]
    public void AShiftOfTheOriginIsTakenByTheIntercept() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            (Matrix<double> samples, _) = BaselineData.Simulate(seed, 3, 120);
            var learner = new VectorAutoregressionLearner();
            return BaselineData.Difference(learner.Fit(samples + 1e4).Filters!, learner.Fit(samples).Filters!) < 1e-8;
        });

    [Fact]
    public void UnitsOfTheNodesTransformTheVar() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            (Matrix<double> samples, _) = BaselineData.Simulate(seed, 3, 120);
            double[] units = [1e-3, 1, 50];
            Matrix<double> scale = Matrix<double>.Build.DiagonalOfDiagonalArray(units);
            var learner = new VectorAutoregressionLearner();
            Matrix<double> expected = scale * learner.Fit(samples).ShiftOperator * scale.Inverse();
            return BaselineData.Difference(learner.Fit(samples * scale).ShiftOperator, expected) < 1e-9;
        });

    [Fact]
    public void PruningNothingIsTheVar() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            (Matrix<double> samples, _) = BaselineData.Simulate(seed, 4, 150);
            TopologyFit pruned = new PrunedLeastSquaresLearner(
                new PrunedLeastSquaresOptions { Threshold = 0, Scope = PruningScope.AllLags }
            ).Fit(samples);
            return BaselineData.Difference(pruned.Filters!, new VectorAutoregressionLearner().Fit(samples).Filters!)
                < 1e-11;
        });

    [Fact]
    public void AHigherThresholdKeepsASubset() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            (Matrix<double> samples, _) = BaselineData.Simulate(seed, 4, 150);
            Matrix<double> At(double c) =>
                new PrunedLeastSquaresLearner(new PrunedLeastSquaresOptions { Threshold = c })
                    .Fit(samples)
                    .ShiftOperator;
            Matrix<double> loose = At(2);
            Matrix<double> strict = At(4);
            return strict.EnumerateIndexed().All(e => e.Item3 == 0 || loose[e.Item1, e.Item2] != 0);
        });

    [Fact]
    public void TirsoWithoutMemoryIsTiso() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            (Matrix<double> samples, _) = BaselineData.Simulate(seed, 3, 60);
            double penalty = seed % 2 == 0 ? 0 : 0.05;
            Matrix<double> tirso = new TirsoLearner(new TirsoOptions { ForgettingFactor = 0, Penalty = penalty })
                .Fit(samples)
                .Filters!;
            Matrix<double> tiso = new TisoLearner(new TisoOptions { Penalty = penalty }).Fit(samples).Filters!;
            return (tirso - tiso).FrobeniusNorm() <= 1e-12 * (1e-3 + tiso.FrobeniusNorm());
        });

    [Fact]
    public void OneUnpenalisedTisoStepIsTheGradientStep() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            (Matrix<double> samples, _) = BaselineData.Simulate(seed, 3, 3);
            double step = 0.01 + seed % 100 / 1000.0;
            Matrix<double> filters = new TisoLearner(
                new TisoOptions
                {
                    Order = 2,
                    Penalty = 0,
                    Step = ProximalStep.Fixed,
                    StepSize = step,
                }
            ).Fit(samples).Filters!;
            double[] z = [.. samples.Row(1), .. samples.Row(0)];
            Matrix<double> expected = Matrix<double>.Build.Dense(3, 6, (i, k) => step * samples[2, i] * z[k]);
            return (filters - expected).FrobeniusNorm() <= 1e-13 * (1e-300 + expected.FrobeniusNorm());
        });

    /// <summary>The proximal point p of f satisfies f − p ∈ threshold · ∂‖p‖ group by group.</summary>
    [Fact]
    public void GroupShrinkageIsTheProximalPoint() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            RandomStream stream = new RandomStream(seed).Split("prox");
            int n = 2 + (int)(seed % 4);
            int order = 1 + (int)(seed % 3);
            var f = new double[n * order];
            stream.FillNormal(f);
            double threshold = stream.NextUniform() * 2;
            double[] p = [.. f];
            int node = (int)(seed % (ulong)n);
            new GroupShrinkage(n, order, BaselineMode.Corrected, 1e-3).Apply(p, node, threshold);
            for (int j = 0; j < n; j++)
            {
                double[] fs = [.. Enumerable.Range(0, order).Select(q => f[q * n + j])];
                double[] ps = [.. Enumerable.Range(0, order).Select(q => p[q * n + j])];
                double norm = Math.Sqrt(ps.Sum(v => v * v));
                bool good =
                    j == node ? fs.SequenceEqual(ps)
                    : norm == 0 ? Math.Sqrt(fs.Sum(v => v * v)) <= threshold * (1 + 1e-12)
                    : fs.Zip(ps).All(pair => Math.Abs(pair.First - pair.Second * (1 + threshold / norm)) < 1e-10);
                if (!good)
                {
                    return false;
                }
            }
            return true;
        });

    /// <summary>KKT: at the solution |c − S b|_j = λ w_j with b's sign where b_j ≠ 0, and at most λ w_j elsewhere.</summary>
    [Fact]
    public void TheLassoSatisfiesItsOptimalityConditions() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            RandomStream stream = new RandomStream(seed).Split("lasso");
            int n = 1 + (int)(seed % 7);
            Matrix<double> x = Matrix<double>.Build.Dense(n + 3, n, (_, _) => stream.NextNormal());
            Matrix<double> s = x.TransposeThisAndMultiply(x);
            double[] d = [.. s.Diagonal().Select(Math.Sqrt)];
            var covariance = new double[n * n];
            for (int i = 0; i < n * n; i++)
            {
                covariance[i] = i / n == i % n ? 1 : s[i / n, i % n] / d[i / n] / d[i % n];
            }
            var c = new double[n];
            stream.FillNormal(c);
            double[] weights = [.. Enumerable.Range(0, n).Select(_ => 0.2 + stream.NextUniform())];
            var lasso = new CovarianceLasso(covariance, n, 100000, 1e-14);
            lasso.Begin(c, weights);
            double penalty = lasso.CriticalPenalty() * (0.01 + stream.NextUniform());
            bool solved = lasso.Solve(penalty);
            double[] b = lasso.Solution;
            for (int j = 0; j < n && solved; j++)
            {
                double slack = c[j];
                for (int k = 0; k < n; k++)
                {
                    slack -= covariance[j * n + k] * b[k];
                }
                double limit = penalty * weights[j];
                bool good =
                    b[j] == 0 ? Math.Abs(slack) <= limit + 1e-9 : Math.Abs(slack - Math.Sign(b[j]) * limit) <= 1e-9;
                if (!good)
                {
                    return false;
                }
            }
            return solved && (penalty < lasso.CriticalPenalty() || b.All(v => v == 0));
        });

    [Fact]
    public void BenjaminiHochbergIsTheStepUpRule() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            RandomStream stream = new RandomStream(seed).Split("fdr");
            double[] p = [.. Enumerable.Range(0, 1 + (int)(seed % 30)).Select(_ => Math.Pow(stream.NextUniform(), 3))];
            double threshold = MultipleTesting.BenjaminiHochberg.Threshold(p, 0.1);
            int found = p.Count(v => v <= threshold);
            // Self-consistency: the threshold is the largest p whose rank r satisfies p <= 0.1 r / m.
            int expected = p.Select(v => (v, rank: p.Count(u => u <= v)))
                .Where(e => e.v <= 0.1 * e.rank / p.Length)
                .Select(e => e.rank)
                .DefaultIfEmpty(0)
                .Max();
            return found == expected && MultipleTesting.Bonferroni.Threshold(p, 0.1) == 0.1 / p.Length;
        });

    [Fact]
    public void PartialCorrelationWithoutConditionsIsCorrelation() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            (Matrix<double> samples, _) = BaselineData.Simulate(seed, 3, 40);
            var correlation = new LaggedCorrelation(samples.ToRowMajorArray(), 3, 40, 2, Backend.Reference);
            double[] x = [.. samples.Column(0).Skip(1).Take(38)];
            double[] y = [.. samples.Column(2).Skip(2)];
            double expected = MathNet.Numerics.Statistics.Correlation.Pearson(x, y);
            return Math.Abs(correlation.Partial(3, 2, [])!.Value - expected) < 1e-13;
        });

    [Fact]
    public void PartialCorrelationIsThePrecisionMatrixNormalised() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            (Matrix<double> samples, _) = BaselineData.Simulate(seed, 4, 80);
            var correlation = new LaggedCorrelation(samples.ToRowMajorArray(), 4, 80, 1, Backend.Reference);
            // Given all others, the partial correlation of a and b is −Q_ab / √(Q_aa Q_bb).
            Matrix<double> m = Matrix<double>.Build.Dense(
                8,
                8,
                (a, b) => a == b ? 1 : correlation.Partial(a, b, [])!.Value
            );
            Matrix<double> q = m.Inverse();
            int[] others = [.. Enumerable.Range(0, 8).Where(v => v is not (1 or 6))];
            return Math.Abs(correlation.Partial(1, 6, others)!.Value + q[1, 6] / Math.Sqrt(q[1, 1] * q[6, 6])) < 1e-10;
        });

    [Fact]
    public void EveryBackendGivesTheSameGraph() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            (Matrix<double> samples, _) = BaselineData.Simulate(seed, 5, 120);
            return BaselineData.Difference(
                    new TirsoLearner(null, Backend.Reference).Fit(samples).ShiftOperator,
                    new TirsoLearner(null, Backend.Managed).Fit(samples).ShiftOperator
                ) < 1e-11
                && BaselineData.Difference(
                    new VectorAutoregressionLearner(null, Backend.Reference).Fit(samples).ShiftOperator,
                    new VectorAutoregressionLearner(null, Backend.Managed).Fit(samples).ShiftOperator
                ) < 1e-11;
        });

    [Fact]
    public void ThreadsNeverChangeTheBits()
    {
        (Matrix<double> samples, _) = BaselineData.Simulate(9, 20, 300);
        var options = new PrunedLeastSquaresOptions { Threshold = 2 };
        Assert.Equal(
            new PrunedLeastSquaresLearner(options, Backend.ManagedWith(1))
                .Fit(samples)
                .ShiftOperator.ToColumnMajorArray(),
            new PrunedLeastSquaresLearner(options, Backend.ManagedWith(2))
                .Fit(samples)
                .ShiftOperator.ToColumnMajorArray()
        );
        Assert.Equal(
            new TirsoLearner(null, Backend.ManagedWith(1)).Fit(samples).ShiftOperator.ToColumnMajorArray(),
            new TirsoLearner(null, Backend.ManagedWith(2)).Fit(samples).ShiftOperator.ToColumnMajorArray()
        );
    }

    /// <summary>On a sparse truth with enough samples the strong baselines find it and beat the plain fit.</summary>
    [Fact]
    public void StrongBaselinesBeatThePlainFit()
    {
        (Matrix<double> samples, Matrix<double> truth) = BaselineData.Simulate(4, 10, 3000, 1, 0.15);
        double Nmse(ITopologyLearner learner) =>
            TopologyScores.Compare(truth, learner.Fit(samples).OrThrow().ShiftOperator).Nmse;
        double plain = Nmse(new VectorAutoregressionLearner());
        Assert.InRange(Nmse(new PrunedLeastSquaresLearner()), 0, plain / 3);
        Assert.InRange(Nmse(new AdaptiveLassoLearner()), 0, plain / 3);
        Assert.InRange(Nmse(new PartialCorrelationLearner()), 0, plain / 3);
        Assert.InRange(
            Nmse(new AdaptiveLassoLearner(new AdaptiveLassoOptions { Selection = PenaltySelection.Forecast })),
            0,
            plain
        );
    }

    /// <summary>Without any edge, the uncorrected test finds a fraction of about its level and the corrected ones almost nothing.</summary>
    [Fact]
    public void GrangerKeepsItsLevel()
    {
        int found = 0;
        int corrected = 0;
        for (ulong seed = 0; seed < 20; seed++)
        {
            RandomStream stream = new RandomStream(seed).Split("white");
            Matrix<double> samples = Matrix<double>.Build.Dense(300, 6, (_, _) => stream.NextNormal());
            found += new GrangerLearner(new GrangerOptions { Test = GrangerTest.FisherF }).Fit(samples).Edges;
            corrected += new GrangerLearner(new GrangerOptions { Correction = MultipleTesting.Bonferroni })
                .Fit(samples)
                .Edges;
        }
        Assert.InRange(found / (20 * 36.0), 0.03, 0.07);
        Assert.InRange(corrected, 0, 5);
    }
}
