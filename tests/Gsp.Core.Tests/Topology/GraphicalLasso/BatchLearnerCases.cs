using Gsp.Random;
using Gsp.Testing;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Topology;

/// <summary>Inputs and checks shared by the tests of the batch learners.</summary>
internal static class BatchLearnerCases
{
    /// <summary>Samples of a random, mildly correlated Gaussian: [time, node].</summary>
    public static Matrix<double> Correlated(ulong seed, int samples, int nodes)
    {
        RandomStream random = new RandomStream(seed).Split("samples");
        Matrix<double> mix = Matrix<double>.Build.Dense(
            nodes,
            nodes,
            (i, j) => (i == j ? 1 : 0) + 0.3 * random.NextNormal()
        );
        return Matrix<double>.Build.Dense(samples, nodes, (_, _) => random.NextNormal()) * mix;
    }

    /// <summary>A stable sparse vector autoregression of order 1 with its weights: [time, node].</summary>
    public static (Matrix<double> Samples, Matrix<double> Weights) Autoregression(ulong seed, int samples, int nodes)
    {
        RandomStream random = new RandomStream(seed).Split("var");
        Matrix<double> w = Matrix<double>.Build.Dense(
            nodes,
            nodes,
            (i, j) =>
                i == j ? 0.4
                : random.NextUniform() < 0.25 ? 0.8 * (random.NextUniform() - 0.5)
                : 0
        );
        double norm = Math.Max(w.InfinityNorm(), w.L1Norm());
        w /= Math.Max(1, norm / 0.85);
        Vector<double> state = Vector<double>.Build.Dense(nodes);
        Matrix<double> x = Matrix<double>.Build.Dense(samples, nodes);
        for (int t = -50; t < samples; t++)
        {
            state = w * state + Vector<double>.Build.Dense(nodes, _ => random.NextNormal());
            if (t >= 0)
            {
                x.SetRow(t, state);
            }
        }
        return (x, w);
    }

    public static double Distance(Matrix<double> a, Matrix<double> b) =>
        (a - b).FrobeniusNorm() / Math.Max(1e-300, b.FrobeniusNorm());

    public static bool SameSupport(Matrix<double> a, Matrix<double> b) =>
        a.Enumerate().Zip(b.Enumerate()).All(pair => pair.First == 0 == (pair.Second == 0));

    public static Matrix<double> Golden(string area, string file) =>
        Matrix<double>.Build.DenseOfRowArrays(
            Gsp.Testing.Golden.Csv(Path.Combine(AppContext.BaseDirectory, "Golden", area, file))
        );

    public static Matrix<double> Shared(string method, string file) =>
        Matrix<double>.Build.DenseOfRowArrays(
            Gsp.Testing.Golden.Csv(TestData.SharedOrSkip("golden", "adacgp", "baselines", method, file))
        );

    /// <summary>The first samples that the reference baselines saw: the recording without its three start-up rows.</summary>
    public static Matrix<double> Kr10(int samples) =>
        Matrix<double>.Build.DenseOfRowArrays(
            Gsp.Testing.Golden.Csv(TestData.SharedOrSkip("golden", "adacgp", "data", "kr10", "x.csv"))
                .Skip(3)
                .Take(samples)
        );

    /// <summary>Every changed option changes the operator, or the diagnostics that go with it.</summary>
    public static void Live<TOptions>(
        Matrix<double> samples,
        TOptions options,
        Func<TOptions, ITopologyLearner> learner,
        params Func<TOptions, TOptions>[] changes
    )
    {
        TopologyFit before = learner(options).Fit(samples);
        foreach (Func<TOptions, TOptions> change in changes)
        {
            TOptions changed = change(options);
            TopologyFit after = learner(changed).Fit(samples);
            Assert.True(
                Distance(after.ShiftOperator, before.ShiftOperator) > 0
                    || after.Diagnostics.Any(d => d.Value != before.Diagnostics[d.Key]),
                $"no effect: {changed}"
            );
        }
        Assert.Equal(typeof(TOptions).GetProperties().Select(p => p.Name).Order(), before.Settings.Keys.Order());
    }

    public static void RefusesBadSamples(ITopologyLearner learner, int tooFewRows)
    {
        Matrix<double> x = Correlated(3, 30, 4);
        foreach (double bad in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
        {
            Matrix<double> spoiled = x.Clone();
            spoiled[7, 2] = bad;
            Assert.Contains(
                "samples[7, 2]",
                Assert.Throws<ArgumentException>(() => learner.Fit(spoiled)).Message,
                StringComparison.Ordinal
            );
        }
        string message = Assert.Throws<ArgumentException>(() => learner.Fit(x.SubMatrix(0, tooFewRows, 0, 4))).Message;
        Assert.Contains("rows", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => learner.Fit(null!));
    }

    public static void RefusesOptions<TOptions>(Func<TOptions, ITopologyLearner> learner, params TOptions[] wrong)
    {
        foreach (TOptions options in wrong)
        {
            string message = Assert.ThrowsAny<ArgumentException>(() => learner(options)).Message;
            Assert.Contains(" is ", message, StringComparison.Ordinal);
        }
    }

    public static void CancelsAndReports(ITopologyLearner learner, int nodes)
    {
        Matrix<double> x = Autoregression(11, 60, nodes).Samples;
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => learner.Fit(x, cancellation: cancelled.Token));
        var progress = new Collected();
        TopologyFit fit = learner.Fit(x, progress);
        Assert.Equal(1, progress.Values[^1]);
        Assert.All(progress.Values, value => Assert.InRange(value, 0, 1));
        Assert.Equal(learner.Name, fit.Method);
        Assert.Equal(fit.ShiftOperator, learner.Fit(x).ShiftOperator);
        Assert.Contains(learner.Name, fit.ToString(), StringComparison.Ordinal);
    }

    private sealed class Collected : IProgress<double>
    {
        public List<double> Values { get; } = [];

        public void Report(double value)
        {
            lock (Values)
            {
                Values.Add(value);
            }
        }
    }
}
