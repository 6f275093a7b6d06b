using Gsp.Random;
using Gsp.Testing;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Topology;

/// <summary>What must hold for any stream and any setting of the reference recursion.</summary>
public sealed class ReferencePropertyTests
{
    private const int Nodes = 5;

    [Fact]
    public void RelabellingTheNodesRelabelsTheGraph() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            double[][] series = Series(seed, 60);
            int[] order = [3, 1, 4, 0, 2];
            double[][] relabelled = [.. series.Select(row => order.Select(i => row[i]).ToArray())];
            AdaCgpReference one = Run(OptionsOf(seed), series);
            AdaCgpReference other = Run(OptionsOf(seed), relabelled);
            for (int i = 0; i < Nodes; i++)
            {
                for (int j = 0; j < Nodes; j++)
                {
                    double expected = one.ShiftOperator[order[i] * Nodes + order[j]];
                    if (Math.Abs(other.ShiftOperator[i * Nodes + j] - expected) > 1e-9 * (1 + Math.Abs(expected)))
                    {
                        return false;
                    }
                }
            }
            return true;
        });

    [Fact]
    public void ContinuingASavedStateGivesTheSameBits() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            double[][] series = Series(seed, 50);
            int cut = 1 + (int)(seed % 48);
            AdaCgpReference whole = Run(OptionsOf(seed), series);
            AdaCgpReference first = Run(OptionsOf(seed), series[..cut]);
            var second = new AdaCgpReference(Nodes, OptionsOf(seed));
            second.Restore(Snapshot.FromBytes(first.Save().ToBytes()));
            foreach (double[] sample in series[cut..])
            {
                second.Step(sample);
            }
            return whole.Save().ToBytes().AsSpan().SequenceEqual(second.Save().ToBytes());
        });

    [Fact]
    public void ResettingGivesTheSameBits() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            double[][] series = Series(seed, 40);
            AdaCgpReference estimator = Run(OptionsOf(seed), series);
            byte[] once = estimator.Save().ToBytes();
            estimator.Reset();
            foreach (double[] sample in series)
            {
                estimator.Step(sample);
            }
            return estimator.Save().ToBytes().AsSpan().SequenceEqual(once);
        });

    [Fact]
    public void TheFiltersAreTheDifferenceOfNonNegativeParts() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            ReferenceState state = Run(OptionsOf(seed), Series(seed, 40)).State;
            // One run in 10,000 diverges, here as in the programs: the wrong sign of the commutator's gradient drives it uphill.
            return state.Filters.Values.Any(value => !double.IsFinite(value))
                || state.Positive.All(p => p >= 0)
                    && state.Negative.All(n => n >= 0)
                    && state
                        .Filters.Values.Select((value, k) => value == state.Positive[k] - state.Negative[k])
                        .All(same => same);
        });

    [Fact]
    public void ACriticalPenaltyLeavesNoEdge() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            // mu = 1 is the smallest penalty at which the zero filters are optimal, eq. (5).
            ReferenceOptions options = OptionsOf(seed) with
            {
                SparsityWeights = [1.0001, 1.0001],
                Path = AdaCgpPath.Path2,
            };
            foreach (double value in Run(options, Series(seed, 30)).ShiftOperator)
            {
                if (value != 0)
                {
                    return false;
                }
            }
            return true;
        });

    [Fact]
    public void TheLargestEigenvalueIsThatOfADirectSolver() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            ReferenceState state = Run(OptionsOf(seed), Series(seed, 40)).State;
            Matrix<double> correlation = Matrix<double>.Build.DenseOfColumnMajor(
                state.Width,
                state.Width,
                state.Correlation.ToArray()
            );
            double direct = correlation.Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real).Max();
            var lanczos = new LargestEigenvalue(state.Width);
            return Math.Abs(lanczos.Of(state.Correlation, state.Regressor) - direct) <= 1e-10 * direct;
        });

    [Fact]
    public void TheLargestEigenvalueIsRightFromTheFirstSampleOnWhileTheMatrixIsSingular() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            int size = 2 * Nodes;
            var stream = new RandomStream(seed);
            double lambda = 0.5 + 0.5 * stream.NextUniform();
            var lanczos = new LargestEigenvalue(size);
            var matrix = new PaddedMatrix(size, size);
            double[] regressor = new double[size];
            for (int t = 0; t < 12; t++)
            {
                // Lags shift, so that early regressors are partly zero and repeat each other.
                regressor.AsSpan(0, Nodes).CopyTo(regressor.AsSpan(Nodes));
                stream.FillNormal(regressor.AsSpan(0, Nodes));
                for (int i = 0; i < size; i++)
                {
                    for (int j = 0; j < size; j++)
                    {
                        matrix.View[i, j] = lambda * matrix.View[i, j] + regressor[i] * regressor[j];
                    }
                }
                double direct = Matrix<double>
                    .Build.DenseOfRowMajor(size, size, matrix.ToArray())
                    .Evd(Symmetricity.Symmetric)
                    .EigenValues.Max(value => value.Real);
                if (!(Math.Abs(lanczos.Of(matrix, regressor) - direct) <= 1e-10 * direct))
                {
                    return false;
                }
            }
            return true;
        });

    [Theory]
    [InlineData(AdaCgpPath.Path1, AdaCgpDebiasing.AfterConvergence)]
    [InlineData(AdaCgpPath.Path1, AdaCgpDebiasing.Alternating)]
    [InlineData(AdaCgpPath.Path2, AdaCgpDebiasing.AfterConvergence)]
    [InlineData(AdaCgpPath.Path2, AdaCgpDebiasing.Alternating)]
    public void AStepAllocatesNothing(AdaCgpPath path, AdaCgpDebiasing debiasing)
    {
        var options = new ReferenceOptions
        {
            Order = 2,
            SparsityWeights = [0.05, 0.3],
            Path = path,
            Debiasing = debiasing,
        };
        var estimator = new AdaCgpReference(Nodes, options);
        double[][] series = Series(1, 200);
        foreach (double[] sample in series[..100])
        {
            estimator.Step(sample);
        }
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int t = 100; t < series.Length; t++)
        {
            estimator.Step(series[t]);
        }
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void BadInputIsNamed()
    {
        var estimator = new AdaCgpReference(Nodes, new ReferenceOptions());
        Assert.Contains(
            "expected 5",
            Assert.Throws<ArgumentException>(() => estimator.Step(new double[4])).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "NaN",
            Assert.Throws<ArgumentException>(() => estimator.Step([1, 2, double.NaN, 4, 5])).Message,
            StringComparison.Ordinal
        );
        Refused(new ReferenceOptions { ForgettingFactor = 1.5 }, "ForgettingFactor is 1.5");
        Refused(new ReferenceOptions { SparsityWeights = [0.1] }, "SparsityWeights holds 1");
        Refused(new ReferenceOptions { EigenvalueStep = false }, "numpy program");
        Refused(new ReferenceOptions { ProjectToSupport = true }, "optical program");
        Refused(
            new ReferenceOptions { ProjectToSupport = true, Implementation = ReferenceImplementation.Optical },
            "needs the support"
        );
        var learner = new AdaCgpReferenceLearner(new ReferenceOptions());
        Assert.Contains(
            "needs more than 3",
            Assert.Throws<ArgumentException>(() => learner.Fit(Matrix<double>.Build.Dense(3, 4))).Message,
            StringComparison.Ordinal
        );
    }

    private static void Refused(ReferenceOptions options, string part) =>
        Assert.Contains(
            part,
            Assert.ThrowsAny<ArgumentException>(() => new AdaCgpReference(Nodes, options)).Message,
            StringComparison.Ordinal
        );

    private static AdaCgpReference Run(ReferenceOptions options, double[][] series)
    {
        var estimator = new AdaCgpReference(Nodes, options);
        foreach (double[] sample in series)
        {
            estimator.Step(sample);
        }
        return estimator;
    }

    private static ReferenceOptions OptionsOf(ulong seed) =>
        new()
        {
            Order = 2,
            SparsityWeights = [0.05, 0.3],
            CommutatorWeight = 0.3,
            Patience = 12,
            Path = seed % 2 == 0 ? AdaCgpPath.Path1 : AdaCgpPath.Path2,
            Debiasing = seed / 2 % 2 == 0 ? AdaCgpDebiasing.AfterConvergence : AdaCgpDebiasing.Alternating,
            SearchFilterStep = seed / 4 % 4 == 0,
        };

    private static double[][] Series(ulong seed, int length)
    {
        var stream = new RandomStream(seed);
        var series = new double[length][];
        var last = new double[Nodes];
        for (int t = 0; t < length; t++)
        {
            series[t] = new double[Nodes];
            stream.FillNormal(series[t]);
            for (int i = 0; i < Nodes; i++)
            {
                series[t][i] += 0.6 * last[(i + 1) % Nodes];
            }
            last = series[t];
        }
        return series;
    }
}
