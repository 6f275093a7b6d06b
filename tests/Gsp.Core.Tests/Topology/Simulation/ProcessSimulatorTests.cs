using Gsp.Numerics;
using Gsp.Random;
using Gsp.Testing;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Topology.Simulation;

public sealed class ProcessSimulatorTests
{
    private static CausalGraphProcess Process(ulong seed, int nodes = 6, int order = 3, double radius = 0.8) =>
        PublishedProcesses.CreateHigherOrder(
            new PublishedFamily.Random(0.5),
            nodes,
            new RandomStream(seed),
            order,
            radius: radius
        );

    [Fact]
    public void TheCompanionRadiusIsThatOfTheWholeCompanionMatrix() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            CausalGraphProcess process = Process(seed);
            int n = process.Nodes;
            int p = process.Order;
            Matrix<double> companion = Matrix<double>.Build.Dense(n * p, n * p);
            companion.SetSubMatrix(0, 0, process.Filters());
            companion.SetSubMatrix(n, 0, Matrix<double>.Build.DenseIdentity(n * (p - 1)));
            double whole = companion.Evd().EigenValues.Max(v => v.Magnitude);
            return Math.Abs(whole - process.CompanionRadius) < 1e-6;
        });

    [Fact]
    public void TheFiltersCommute() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            CausalGraphProcess process = Process(seed);
            int n = process.Nodes;
            Matrix<double> filters = process.Filters();
            Matrix<double> a = filters.SubMatrix(0, n, n, n);
            Matrix<double> b = filters.SubMatrix(0, n, 2 * n, n);
            return (a * b - b * a).FrobeniusNorm() <= 1e-12 * (1 + a.FrobeniusNorm() * b.FrobeniusNorm());
        });

    [Fact]
    public void TheFirstFilterIsTheShiftOperator() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            CausalGraphProcess process = Process(seed);
            return process.Filters().SubMatrix(0, process.Nodes, 0, process.Nodes).Equals(process.ShiftOperator());
        });

    [Fact]
    public void SamplesObeyTheRecursionUpToTheNoiseThatWasDrawn() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            CausalGraphProcess process = Process(seed);
            var options = new ProcessSimulationOptions
            {
                Samples = 40,
                BurnIn = 0,
                NoiseScale = 0.5,
            };
            Matrix<double> x = process.Simulate(new RandomStream(seed), options).Samples;
            var noise = new RandomStream(seed);
            var block = new double[process.Nodes];
            for (int k = 0; k < process.Order; k++)
            {
                noise.FillNormal(block, 0, 0.5);
            }
            for (int t = process.Order; t < 40; t++)
            {
                noise.FillNormal(block, 0, 0.5);
                Vector<double> z = Vector<double>.Build.DenseOfEnumerable(
                    Enumerable.Range(1, process.Order).SelectMany(p => x.Row(t - p))
                );
                Vector<double> expected = process.Filters() * z + Vector<double>.Build.Dense(block);
                if ((expected - x.Row(t)).L2Norm() > 1e-10 * (1 + expected.L2Norm()))
                {
                    return false;
                }
            }
            return true;
        });

    [Fact]
    public void StableProcessesStayBounded() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            ProcessSimulation simulation = Process(seed).Simulate(new RandomStream(seed));
            return simulation.Status == FitStatus.Converged
                && simulation.Samples.Enumerate().All(v => Math.Abs(v) < 1e4);
        });

    [Fact]
    public void RelabellingTheNodesRelabelsTheFilters() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            CausalGraphProcess process = Process(seed);
            int[] order = new RandomStream(seed).Split("order").Permutation(process.Nodes);
            Matrix<double> w = process.ShiftOperator();
            Matrix<double> moved = Matrix<double>.Build.Dense(6, 6, (i, j) => w[order[i], order[j]]);
            Matrix<double> filters = process.Filters();
            Matrix<double> expected = Matrix<double>.Build.Dense(
                6,
                18,
                (i, j) => filters[order[i], j / 6 * 6 + order[j % 6]]
            );
            return Close.RelativeError(
                    new CausalGraphProcess(moved, process.Coefficients).Filters().ToRowMajor(),
                    expected.ToRowMajor()
                ) < 1e-12;
        });

    [Theory]
    [InlineData(NoiseDistribution.Normal, 3.0)]
    [InlineData(NoiseDistribution.Laplace, 6.0)]
    [InlineData(NoiseDistribution.Uniform, 1.8)]
    public void TheNoiseHasTheVarianceAndKurtosisOfItsLaw(NoiseDistribution noise, double kurtosis)
    {
        var silent = new CausalGraphProcess(Matrix<double>.Build.Dense(5, 5), FilterCoefficients.FirstLagOnly(1));
        var options = new ProcessSimulationOptions
        {
            Samples = 40_000,
            NoiseScale = 2,
            Noise = noise,
        };
        double[] x = silent.Simulate(new RandomStream(1), options).Samples.ToRowMajor();
        double variance = x.Average(v => v * v);
        Assert.Equal(4, variance, 0.1);
        Assert.Equal(kurtosis, x.Average(v => v * v * v * v) / (variance * variance), 0.3);
    }

    [Fact]
    public void TheStationaryVarianceOfAScalarProcessIsTheTextbooks()
    {
        var process = new CausalGraphProcess(Matrix<double>.Build.Dense(1, 1, 0.8), FilterCoefficients.FirstLagOnly(1));
        double[] x = process
            .Simulate(new RandomStream(5), new ProcessSimulationOptions { Samples = 200_000 })
            .Samples.ToRowMajor();
        Assert.Equal(1 / (1 - 0.64), x.Average(v => v * v), 0.1);
    }

    [Fact]
    public void AnUnstableProcessIsRefusedAndOnRequestReportedAsDiverged()
    {
        var process = new CausalGraphProcess(
            Matrix<double>.Build.DenseIdentity(3) * 3,
            FilterCoefficients.FirstLagOnly(2)
        );
        Assert.False(process.IsStable);
        Assert.Equal(3, process.CompanionRadius, 1e-9);
        var error = Assert.Throws<InvalidOperationException>(() => process.Simulate(new RandomStream(1)));
        Assert.Contains("companion radius is 3", error.Message, StringComparison.Ordinal);
        Assert.Equal(
            FitStatus.Diverged,
            process.Simulate(new RandomStream(1), new ProcessSimulationOptions { AllowUnstable = true }).Status
        );
        Assert.Equal(0.9, process.ScaledToRadius(0.9).CompanionRadius, 1e-9);
    }

    [Fact]
    public void ASwitchHappensAtItsRowAndBeforeItNothingChanges()
    {
        CausalGraphProcess first = Process(1);
        CausalGraphProcess second = Process(2);
        var options = new ProcessSimulationOptions { Samples = 100, BurnIn = 50 };
        Matrix<double> constant = first.Simulate(new RandomStream(9), options).Samples;
        ProcessSimulation switched = ProcessSimulator.Simulate(
            [(0, first), (60, second)],
            new RandomStream(9),
            options
        );
        Assert.Equal(constant.SubMatrix(0, 60, 0, 6), switched.Samples.SubMatrix(0, 60, 0, 6));
        Assert.NotEqual(constant.Row(60), switched.Samples.Row(60));
        Assert.Same(first, switched.ProcessAt(59));
        Assert.Same(second, switched.ProcessAt(60));
    }

    [Fact]
    public void ADriftGoesInAStraightLineFromOneOperatorToTheOther()
    {
        CausalGraphProcess from = Process(1);
        var to = new CausalGraphProcess(from.ShiftOperator() * 0.5, from.Coefficients);
        IReadOnlyList<(int Start, CausalGraphProcess Process)> segments = ProcessSimulator.Drift(from, to, 100, 300, 4);
        Assert.Equal([0, 100, 150, 200, 250, 300], segments.Select(s => s.Start));
        Assert.Equal(
            1 - 0.5 * 0.125,
            segments[1].Process.ShiftOperator().FrobeniusNorm() / from.ShiftOperator().FrobeniusNorm(),
            1e-12
        );
        Assert.Equal(FitStatus.Converged, ProcessSimulator.Simulate(segments, new RandomStream(1)).Status);
    }

    [Fact]
    public void CoefficientsKnowTheirOrderAndPlaces()
    {
        var h = new FilterCoefficients(0, 1, 2, 3, 4, 5, 6, 7, 8);
        Assert.Equal(3, h.Order);
        Assert.Equal(4, h[2, 2]);
        Assert.Equal(5, h[3, 0]);
        Assert.Equal(8, h[3, 3]);
        Assert.Throws<ArgumentException>(() => new FilterCoefficients(0, 1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => h[2, 3]);
    }
}
