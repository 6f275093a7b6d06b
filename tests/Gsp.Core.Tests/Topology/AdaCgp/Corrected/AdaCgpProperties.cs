using Gsp.Random;
using Gsp.Testing;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Topology;

public sealed class AdaCgpProperties
{
    [Fact]
    public void WithoutForgettingAndSelectionTheFiltersAreBatchLeastSquares() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            (int nodes, int order) = (2 + (int)(seed % 3), 1 + (int)(seed % 2));
            double[][] x = CorrectedData.Stream(seed, nodes, 60);
            AdaCgp estimator = CorrectedData.Feed(new AdaCgp(nodes, WholeSupport(nodes, order)), x);
            int rows = x.Length - order;
            var z = Matrix<double>.Build.Dense(rows, nodes * order, (t, k) => x[t + order - 1 - k / nodes][k % nodes]);
            var y = Matrix<double>.Build.Dense(rows, nodes, (t, i) => x[t + order][i]);
            Matrix<double> batch = z.QR().Solve(y).Transpose();
            return CorrectedData.IsClose(estimator.Filters(), batch, 1e-9);
        });

    [Fact]
    public void RecursiveLeastSquaresNeverFitsASampleWorseAfterUsingIt() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            int nodes = 2 + (int)(seed % 3);
            var estimator = new AdaCgp(nodes, WholeSupport(nodes, 1) with { Forgetting = 0.95 });
            return CorrectedData
                .Stream(seed, nodes, 60)
                .Select(sample => estimator.Step(sample))
                .Where(u => u.Time > 3 * nodes)
                .All(u => u.ErrorAPosteriori <= u.ErrorAPriori * (1 + 1e-9));
        });

    [Fact]
    public void RelabellingTheNodesRelabelsTheGraph() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            const int nodes = 6;
            double[][] x = CorrectedData.Stream(seed, nodes, 300);
            int[] order = [.. Enumerable.Range(0, nodes).OrderBy(i => (i * 7 + (int)(seed % 5)) % 11)];
            var options = new AdaCgpOptions { Order = 2, UpdateInterval = 1 };
            Matrix<double> w = CorrectedData.Feed(new AdaCgp(nodes, options), x).ShiftOperator();
            Matrix<double> relabelled = CorrectedData
                .Feed(new AdaCgp(nodes, options), x.Select(s => order.Select(i => s[i]).ToArray()))
                .ShiftOperator();
            var expected = Matrix<double>.Build.Dense(nodes, nodes, (i, j) => w[order[i], order[j]]);
            return CorrectedData.IsClose(relabelled, expected, 1e-8);
        });

    [Fact]
    public void ScalingTheDataByAPowerOfTwoChangesNoBitOfTheGraph() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            double[][] x = CorrectedData.Stream(seed, 5, 200);
            AdaCgpOptions options = CorrectedData.Options(seed);
            double scale = Math.ScaleB(1, (int)(seed % 40) - 20);
            AdaCgp a = CorrectedData.Feed(new AdaCgp(5, options), x);
            AdaCgp b = CorrectedData.Feed(new AdaCgp(5, options), x.Select(s => s.Select(v => scale * v).ToArray()));
            return a.ShiftOperator().Equals(b.ShiftOperator()) && a.Filters().Equals(b.Filters());
        });

    [Fact]
    public void ZeroInputChangesNothing() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            AdaCgpOptions options = CorrectedData.Options(seed);
            var estimator = CorrectedData.Feed(new AdaCgp(4, options), CorrectedData.Stream(seed, 4, 30));
            var zero = new double[4];
            for (int t = 0; t < 3; t++)
            {
                estimator.Step(zero); // these still have lags that are not zero
            }
            byte[] before = WithoutTime(estimator);
            for (int t = 0; t < 5; t++)
            {
                if (estimator.Step(zero).Phase != AdaCgpPhase.Ignored)
                {
                    return false;
                }
            }
            return before.AsSpan().SequenceEqual(WithoutTime(estimator));
        });

    [Fact]
    public void SaveAndRestoreContinueToTheSameBits() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            AdaCgpOptions options = CorrectedData.Options(seed);
            double[][] x = CorrectedData.Stream(seed, 4, 90);
            int cut = (int)(seed % 90);
            AdaCgp whole = CorrectedData.Feed(new AdaCgp(4, options), x);
            AdaCgp first = CorrectedData.Feed(new AdaCgp(4, options), x.Take(cut));
            var second = new AdaCgp(4, options);
            second.Restore(Snapshot.FromBytes(first.Save().ToBytes()));
            return CorrectedData.SameBits(whole, CorrectedData.Feed(second, x.Skip(cut)));
        });

    [Fact]
    public void ResetGivesAFreshEstimator() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            AdaCgpOptions options = CorrectedData.Options(seed);
            double[][] x = CorrectedData.Stream(seed, 4, 60);
            AdaCgp used = CorrectedData.Feed(new AdaCgp(4, options), x);
            used.ChangeOrder(1);
            used.ChangeForgetting(0.5);
            used.Reset();
            CorrectedData.Feed(used, x);
            AdaCgp fresh = CorrectedData.Feed(new AdaCgp(4, options), x);
            return used.Filters().Equals(fresh.Filters()) && used.SmoothedError == fresh.SmoothedError;
        });

    [Fact]
    public void ThreadsChangeNoBit() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            double[][] x = CorrectedData.Stream(seed, 40, 120);
            AdaCgpOptions options = CorrectedData.Options(seed) with { UpdateInterval = 1 };
            AdaCgp one = CorrectedData.Feed(new AdaCgp(40, options), x);
            AdaCgp three = CorrectedData.Feed(new AdaCgp(40, options with { Threads = 3 }), x);
            return CorrectedData.SameBits(one, three);
        });

    [Fact]
    public void AMissingValueIsReplacedByTheForecastAndNothingElse() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomStream(seed).Split("holes");
            // One estimate and no schedule: only those look at the errors, in which a missing value does not count.
            AdaCgpOptions options = CorrectedData.Options(seed) with
            {
                Polynomial = PolynomialStructure.Off,
                Debias = AdaCgpDebiasing.Alternating,
            };
            var holes = new AdaCgp(4, options);
            var filled = new AdaCgp(4, options);
            var prediction = new double[4];
            foreach (double[] sample in CorrectedData.Stream(seed, 4, 60))
            {
                filled.Forecast(prediction);
                double[] broken = (double[])sample.Clone();
                int hole = (int)(random.NextUniform() * 6);
                if (hole < 4 && holes.Time >= 3)
                {
                    broken[hole] = double.NaN;
                    sample[hole] = prediction[hole];
                }
                holes.Step(broken);
                filled.Step(sample);
            }
            return holes.Filters().Equals(filled.Filters()) && holes.Lags().AsSpan().SequenceEqual(filled.Lags());
        });

    [Fact]
    public void ChangingTheOrderOnTheWayEqualsHavingHadItAlways() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            AdaCgpOptions options = WholeSupport(3, 1) with { MaximumOrder = 3 };
            double[][] x = CorrectedData.Stream(seed, 3, 70);
            var changed = new AdaCgp(3, options with { Order = 3 });
            CorrectedData.Feed(changed, x.Take(40));
            changed.ChangeOrder(1);
            CorrectedData.Feed(changed, x.Skip(40));
            AdaCgp always = CorrectedData.Feed(new AdaCgp(3, options), x);
            return changed.Order == 1 && CorrectedData.IsClose(changed.ShiftOperator(), always.ShiftOperator(), 1e-9);
        });

    [Fact]
    public void ChangingTheForgettingOnTheWayGivesTheWeightedLeastSquaresOfThatCourse() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            const int nodes = 3;
            double[][] x = CorrectedData.Stream(seed, nodes, 60);
            var estimator = new AdaCgp(nodes, WholeSupport(nodes, 1));
            Matrix<double> r = Matrix<double>.Build.Dense(nodes, nodes);
            Matrix<double> c = Matrix<double>.Build.Dense(nodes, nodes);
            for (int t = 0; t < x.Length; t++)
            {
                double forgetting = t < 30 ? 1 : 0.9;
                estimator.ChangeForgetting(forgetting);
                estimator.Step(x[t]);
                if (t > 0)
                {
                    var z = Vector<double>.Build.DenseOfArray(x[t - 1]);
                    r = forgetting * r + z.OuterProduct(z);
                    c = forgetting * c + Vector<double>.Build.DenseOfArray(x[t]).OuterProduct(z);
                }
            }
            return CorrectedData.IsClose(estimator.Filters(), r.Solve(c.Transpose()).Transpose(), 1e-8);
        });

    [Fact]
    public void NothingStandsOutsideTheWalksOfTheSupport() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            const int nodes = 5;
            Matrix<double> support = CorrectedData.Operator(new RandomStream(seed + 1), nodes, 2);
            AdaCgpOptions options = CorrectedData.Options(seed) with
            {
                Support = support,
                Polynomial = PolynomialStructure.Off,
            };
            Matrix<double> filters = CorrectedData
                .Feed(new AdaCgp(nodes, options), CorrectedData.Stream(seed, nodes, 150))
                .Filters();
            Matrix<double> walks = Matrix<double>.Build.DenseIdentity(nodes);
            Matrix<double> steps = support.PointwiseAbs();
            for (int p = 0; p < filters.ColumnCount / nodes; p++)
            {
                walks *= steps;
                Matrix<double> outside = filters.SubMatrix(0, nodes, p * nodes, nodes);
                if (outside.EnumerateIndexed().Any(e => e.Item3 != 0 && walks[e.Item1, e.Item2] == 0))
                {
                    return false;
                }
            }
            return true;
        });

    [Fact]
    public void AWholeRecordingAndAStreamGiveTheSameGraph() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            double[][] x = CorrectedData.Stream(seed, 5, 120);
            AdaCgpOptions options = CorrectedData.Options(seed);
            AdaCgp stream = CorrectedData.Feed(new AdaCgp(5, options), x);
            stream.Settle();
            TopologyFit fit = new AdaCgpLearner { Options = options }.Fit(Matrix<double>.Build.DenseOfRowArrays(x));
            return fit.ShiftOperator.Equals(stream.ShiftOperator()) && fit.Filters!.Equals(stream.Filters());
        });

    [Fact]
    public void TheGraphIsFoundInAnyStableSparseProcess() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            var random = new RandomStream(seed);
            Matrix<double> w = CorrectedData.Operator(random.Split("graph"), 8, 2);
            double[][] x = CorrectedData.Simulate(random.Split("noise"), 1500, 0.1, w);
            AdaCgp estimator = CorrectedData.Feed(new AdaCgp(8, new AdaCgpOptions { Order = 2 }), x);
            Matrix<double> error = estimator.ShiftOperator() - w;
            return error.FrobeniusNorm() < 0.2 * w.FrobeniusNorm();
        });

    internal static AdaCgpOptions WholeSupport(int nodes, int order) =>
        new()
        {
            Order = order,
            UpdateInterval = 1,
            Support = Matrix<double>.Build.Dense(nodes, nodes, 1),
            KeepWholeSupport = true,
            Polynomial = PolynomialStructure.Off,
            DetectChanges = false,
        };

    private static byte[] WithoutTime(AdaCgp estimator)
    {
        Snapshot snapshot = estimator.Save();
        double[] core = snapshot.Get("core").ToArray();
        core[0] = 0;
        return snapshot.Put("core", core).ToBytes();
    }
}
