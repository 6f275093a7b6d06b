using Gsp.Numerics;
using Gsp.Random;
using Gsp.Testing;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Topology;

public sealed class PmimeTests
{
    [Fact]
    public void ReproducesTheReferenceRun()
    {
        Matrix<double> data = BatchLearnerCases.Kr10(100).SubMatrix(0, 100, 0, 4);
        Matrix<double> expected = BatchLearnerCases.Shared("PMIME", "W_final.csv");
        TopologyFit fit = new PmimeLearner().Fit(data);
        Close.Relative(fit.ShiftOperator.ToRowMajor(), expected.ToRowMajor(), 1e-9, "R measures");
    }

    [Fact]
    public void InformationAgreesWithBruteForce() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            RandomStream random = new RandomStream(seed).Split("points");
            int n = 8 + (int)(30 * random.NextUniform());
            int known = (int)(3 * random.NextUniform());
            // Coarse values make ties, the hard case.
            double[] Column() => [.. Enumerable.Range(0, n).Select(_ => Math.Round(20 * random.NextUniform()) / 20)];
            double[][] future = [Column()];
            double[][] past = [.. Enumerable.Range(0, known).Select(_ => Column())];
            double[][] candidates = [Column(), Column()];
            double[] digamma = [0, .. Enumerable.Range(1, n).Select(m => MathNet.Numerics.SpecialFunctions.DiGamma(m))];
            double[] gains = new double[2];
            double[] totals = new double[2];
            new InformationScan(future, digamma, 3).Candidates(past, candidates, gains, totals);
            return Enumerable
                .Range(0, 2)
                .All(c =>
                {
                    (double gain, double total) = Naive(future, past, candidates[c], 3);
                    return Math.Abs(gains[c] - gain) < 1e-12 && Math.Abs(totals[c] - total) < 1e-12;
                });
        });

    [Fact]
    public void RelabellingNodesRelabelsTheMeasures() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            Matrix<double> x = BatchLearnerCases.Autoregression(seed, 60, 4).Samples;
            return Relabelling.Error(new PmimeLearner(), x, seed) < 1e-9;
        });

    [Fact]
    public void ShiftingAndScalingNodesChangesNothing() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            Matrix<double> x = BatchLearnerCases.Autoregression(seed, 60, 3).Samples;
            RandomStream random = new RandomStream(seed).Split("affine");
            double[] scale =
            [
                .. Enumerable
                    .Range(0, 3)
                    .Select(_ => (0.1 + 5 * random.NextUniform()) * (random.NextUniform() < 0.5 ? -1 : 1)),
            ];
            double[] shift = [.. Enumerable.Range(0, 3).Select(_ => 10 * random.NextNormal())];
            Matrix<double> moved = x.MapIndexed((t, i, value) => scale[i] * value + shift[i], Zeros.Include);
            return BatchLearnerCases.Distance(
                    new PmimeLearner().Fit(moved).ShiftOperator,
                    new PmimeLearner().Fit(x).ShiftOperator
                ) < 1e-9;
        });

    [Fact]
    public void TheDiagonalIsZeroAndTheEmbeddingIsBounded() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            TopologyFit fit = new PmimeLearner(new PmimeOptions { MaximumComponents = 3 }).Fit(
                BatchLearnerCases.Autoregression(seed, 50, 4).Samples
            );
            return fit.ShiftOperator.Diagonal().All(value => value == 0) && fit.Diagnostics["largest_embedding"] <= 3;
        });

    [Fact]
    public void AHigherThresholdTakesNoMoreVariables() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            Matrix<double> x = BatchLearnerCases.Autoregression(seed, 60, 3).Samples;
            double[] sizes =
            [
                .. new[] { 0.0, 0.03, 0.1, 0.5 }.Select(threshold =>
                    new PmimeLearner(new PmimeOptions { Threshold = threshold }).Fit(x).Diagnostics["mean_components"]
                ),
            ];
            return sizes.Zip(sizes.Skip(1)).All(pair => pair.Second <= pair.First);
        });

    [Fact]
    public void FindsANonlinearDriverThatHasNoCorrelation()
    {
        RandomStream random = new RandomStream(4).Split("henon");
        Matrix<double> x = Matrix<double>.Build.Dense(400, 3);
        for (int t = 1; t < 400; t++)
        {
            x[t, 0] = random.NextNormal();
            x[t, 1] = x[t - 1, 0] * x[t - 1, 0] + 0.3 * random.NextNormal();
            x[t, 2] = random.NextNormal();
        }
        Matrix<double> r = new PmimeLearner().Fit(x).ShiftOperator;
        Assert.True(r[1, 0] > 0.5, $"{r}");
        Assert.True(r[1, 0] > 3 * Math.Abs(r[1, 2]), $"{r}");
    }

    [Fact]
    public void FifteenNodesAndTwoHundredSamplesTakeSeconds()
    {
        TestData.SlowOnly();
        Matrix<double> x = BatchLearnerCases.Autoregression(4, 200, 15).Samples;
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal(FitStatus.Converged, new PmimeLearner().Fit(x).Status);
        Assert.True(watch.Elapsed.TotalSeconds < 10, $"{watch.Elapsed}");
    }

    [Fact]
    public void AConstantNodeIsDegenerate()
    {
        Matrix<double> x = BatchLearnerCases.Autoregression(4, 60, 3).Samples;
        x.ClearColumn(1);
        TopologyFit fit = new PmimeLearner().Fit(x);
        Assert.Equal(FitStatus.Degenerate, fit.Status);
        Assert.Contains("node 1", fit.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RepeatedValuesGiveFiniteMeasures()
    {
        Matrix<double> x = BatchLearnerCases.Autoregression(4, 80, 3).Samples.Map(value => Math.Round(value));
        Assert.All(new PmimeLearner().Fit(x).ShiftOperator.Enumerate(), value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void EveryOptionIsLive() =>
        BatchLearnerCases.Live(
            BatchLearnerCases.Autoregression(9, 80, 4).Samples,
            new PmimeOptions(),
            o => new PmimeLearner(o),
            o => o with { MaximumLag = 2 },
            o => o with { Horizon = 2 },
            o => o with { Neighbours = 3 },
            o => o with { Threshold = 0.4 },
            o => o with { MaximumComponents = 1 }
        );

    [Fact]
    public void BadInputIsRefusedWithAReason()
    {
        BatchLearnerCases.RefusesBadSamples(new PmimeLearner(), 10);
        BatchLearnerCases.RefusesOptions(
            o => new PmimeLearner(o),
            new PmimeOptions { MaximumLag = 0 },
            new PmimeOptions { Horizon = 0 },
            new PmimeOptions { Neighbours = 0 },
            new PmimeOptions { Threshold = 1 },
            new PmimeOptions { MaximumComponents = 0 }
        );
    }

    [Fact]
    public void CancellationAndProgress() => BatchLearnerCases.CancelsAndReports(new PmimeLearner(), 4);

    /// <summary>The estimators written down point by point.</summary>
    private static (double Gain, double Total) Naive(double[][] future, double[][] past, double[] candidate, int k)
    {
        int n = candidate.Length;
        static double Distance(double[][] columns, int i, int j) =>
            columns.Length == 0 ? 0 : columns.Max(c => Math.Abs(c[i] - c[j]));
        static double Psi(int m) => MathNet.Numerics.SpecialFunctions.DiGamma(m);
        double gain = 0;
        double total = 0;
        for (int i = 0; i < n; i++)
        {
            int[] others = [.. Enumerable.Range(0, n).Where(j => j != i)];
            double radius = others
                .Select(j => Distance([.. future, candidate, .. past], i, j))
                .Order()
                .ElementAt(k - 1);
            int Near(double[][] columns) => 1 + others.Count(j => Distance(columns, i, j) < radius - 1e-9);
            int both = Near([candidate, .. past]);
            gain += Psi(Near([.. future, .. past])) + Psi(both) - (radius == 0 ? Psi(1) : Psi(Near(past)));
            total += Psi(Near(future)) + Psi(both);
        }
        double information = Psi(k) + Psi(n) - total / n;
        return (past.Length == 0 ? information : Psi(k) - gain / n, information);
    }
}
