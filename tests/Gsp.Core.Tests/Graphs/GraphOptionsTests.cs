using Gsp.Graphs;
using Gsp.Numerics;
using Gsp.Random;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Graphs;

/// <summary>Every option changes the result, and every value out of range is refused by name.</summary>
public sealed class GraphOptionsTests
{
    private static readonly CausalGraphProcess Process = PublishedProcesses.CreateHigherOrder(
        new PublishedFamily.Random(0.5),
        5,
        new RandomStream(1)
    );

    private static Matrix<double> Simulated(ProcessSimulationOptions options) =>
        Process.Simulate(new RandomStream(2), options).Samples;

    [Fact]
    public void SimulationOptionsAreLive()
    {
        var plain = new ProcessSimulationOptions { Samples = 20, BurnIn = 10 };
        Matrix<double> baseline = Simulated(plain);
        Assert.Equal(19, Simulated(plain with { Samples = 19 }).RowCount);
        Assert.NotEqual(baseline, Simulated(plain with { BurnIn = 11 }));
        Assert.NotEqual(baseline, Simulated(plain with { NoiseScale = 2 }));
        Assert.NotEqual(baseline, Simulated(plain with { Noise = NoiseDistribution.Laplace }));
        Assert.NotEqual(baseline, Simulated(plain with { Noise = NoiseDistribution.Uniform }));
        // AllowUnstable turns a refusal into a status; ProcessSimulatorTests shows both sides.
    }

    [Fact]
    public void SimulationOptionsOutOfRangeAreRefused()
    {
        ProcessSimulationOptions[] bad =
        [
            new() { Samples = 0 },
            new() { BurnIn = -1 },
            new() { NoiseScale = 0 },
            new() { NoiseScale = double.NaN },
            new() { Noise = (NoiseDistribution)9 },
        ];
        Assert.All(bad, options => Assert.ThrowsAny<ArgumentException>(() => Simulated(options)));
        Assert.Throws<ArgumentException>(() => ProcessSimulator.Simulate([(1, Process)], new RandomStream(1)));
        Assert.Throws<ArgumentException>(() =>
            ProcessSimulator.Simulate([(0, Process), (0, Process)], new RandomStream(1))
        );
    }

    [Fact]
    public void DenoisingOptionsAreLiveAndChecked()
    {
        Graph graph = GraphGenerators.Grid(4, 4);
        double[] y = RandomGraphs.Signal(graph, 3);
        DenoisedSignal fine = GraphDenoising.TotalVariation(graph, y, 0.4, new() { Tolerance = 1e-10 });
        DenoisedSignal coarse = GraphDenoising.TotalVariation(graph, y, 0.4, new() { Tolerance = 1e-2 });
        Assert.True(coarse.Iterations < fine.Iterations);
        Assert.True(coarse.Objective >= fine.Objective - fine.Accuracy);
        Assert.Equal(
            3,
            GraphDenoising.TotalVariation(graph, y, 0.4, new() { Tolerance = 1e-10, MostIterations = 3 }).Iterations
        );
        Assert.ThrowsAny<ArgumentException>(() =>
            GraphDenoising.Tikhonov(graph, y, 1, options: new() { Tolerance = 0 })
        );
        Assert.ThrowsAny<ArgumentException>(() =>
            GraphDenoising.Tikhonov(graph, y, 1, options: new() { MostIterations = 0 })
        );
        Assert.ThrowsAny<ArgumentException>(() => GraphDenoising.TotalVariation(graph, y, -1));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void SignalsThatAreNotFiniteAreRefusedWhereTheyWouldSpread(double bad)
    {
        Graph graph = GraphGenerators.Ring(4);
        double[] y = [1, bad, 2, 3];
        Assert.Contains(
            "noisy[1]",
            Assert.ThrowsAny<ArgumentException>(() => GraphDenoising.TotalVariation(graph, y, 1)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "noisy[1]",
            Assert.ThrowsAny<ArgumentException>(() => GraphDenoising.Tikhonov(graph, y, 1)).Message,
            StringComparison.Ordinal
        );
        FourierBasis basis = FourierBasis.Of(graph.Laplacian());
        Assert.ThrowsAny<ArgumentException>(() => GraphSampling.Reconstruct(basis, 2, [0, 1, 2, 3], y));
        Assert.ThrowsAny<ArgumentException>(() =>
            KMeans.Cluster(Matrix<double>.Build.Dense(4, 1, y), 2, new RandomStream(1))
        );
        Assert.ThrowsAny<ArgumentException>(() => NeighbourGraphs.KNearest(Matrix<double>.Build.Dense(4, 1, y), 1));
        Assert.ThrowsAny<ArgumentException>(() =>
            new CausalGraphProcess(Matrix<double>.Build.Dense(2, 2, y), FilterCoefficients.FirstLagOnly(1))
        );
    }

    [Fact]
    public void SmallestGraphsWork()
    {
        Graph single = Graph.Undirected(Matrix<double>.Build.Dense(1, 1));
        FourierBasis basis = FourierBasis.Of(single.Laplacian());
        Assert.Equal([5.0], basis.Transform([5]));
        Assert.Equal(0, single.TotalVariation([5]));
        Assert.Equal([0], single.StrongComponents());
        Assert.Equal([0], SpectralClustering.Cluster(single, 1, new RandomStream(1)).Labels);
        Assert.Equal(5, GraphDenoising.TotalVariation(single, [5], 1).Signal[0]);
        Assert.Equal(IterationStatus.Converged, GraphDenoising.Tikhonov(single, [5], 1).Status);
        Assert.Equal(1, HeavyEdgeMatching.Coarsen(single).Coarse.Nodes);
        Assert.Empty(GraphMultiresolution.Build(single, 2));
        Assert.Equal(1, GraphLayout.Spring(single, new RandomStream(1)).RowCount);
        Graph isolated = Graph.FromEdges(3, [new(0, 1)], directed: false);
        Assert.Contains("1 isolated nodes", isolated.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            [0, 0, 2.0],
            FourierBasis.Of(isolated.Shift(ShiftKind.NormalisedLaplacian)).Frequencies.Select(f => Math.Round(f, 12))
        );
    }
}
