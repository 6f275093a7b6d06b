using Gsp.Graphs;
using Gsp.Numerics;
using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Core.Tests.Graphs;

public sealed class VariationTests
{
    [Fact]
    public void VariationIsNotNegativeAndZeroForAConstant() =>
        PropertyCheck.HoldsForSeeds(seed =>
            new[] { RandomGraphs.Undirected(seed), RandomGraphs.Directed(seed) }.All(graph =>
            {
                double[] x = RandomGraphs.Signal(graph, seed);
                double[] constant = [.. Enumerable.Repeat(2.5, graph.Nodes)];
                GraphShift walk = graph.Shift(ShiftKind.RandomWalk);
                return graph.TotalVariation(x) >= 0
                    && graph.DirichletEnergy(x) >= 0
                    && walk.ShiftVariation(x) >= 0
                    && graph.TotalVariation(constant) == 0
                    && graph.DirichletEnergy(constant) == 0
                    && walk.ShiftVariation(constant) < 1e-12;
            })
        );

    [Fact]
    public void VariationsDoNotDependOnLabels() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Graph graph = RandomGraphs.Directed(seed);
            int[] order = RandomGraphs.Order(graph, seed);
            double[] x = RandomGraphs.Signal(graph, seed);
            double[] moved = RandomGraphs.Pick(x, order);
            Graph relabelled = graph.Relabel(order);
            return Math.Abs(graph.TotalVariation(x) - relabelled.TotalVariation(moved)) < 1e-11
                && Math.Abs(graph.DirichletEnergy(x) - relabelled.DirichletEnergy(moved)) < 1e-11;
        });

    [Fact]
    public void TheDirichletEnergyIsTheLaplaciansQuadraticFormAndTheGradientsSquare() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Graph graph = RandomGraphs.Undirected(seed);
            double[] x = RandomGraphs.Signal(graph, seed);
            double energy = graph.DirichletEnergy(x);
            var gradient = new GraphGradient(graph);
            return Math.Abs(energy - RandomGraphs.Dot(x, graph.Laplacian().Apply(x))) < 1e-11
                && Math.Abs(energy - RandomGraphs.Dot(gradient.Apply(x), gradient.Apply(x))) < 1e-11
                && RandomGraphs.Distance(gradient.Adjoint(gradient.Apply(x)), graph.Laplacian().Apply(x)) < 1e-11;
        });

    [Fact]
    public void DirectedVariationCountsRisesAlongEdgesOnly()
    {
        Graph path = Graph.FromEdges(3, [new(0, 1, 2), new(1, 2, 3)], directed: true);
        Assert.Equal(2, path.TotalVariation([0, 1, 0]));
        Assert.Equal(5, path.TotalVariation([0, 1, 2]));
        Assert.Equal(0, path.TotalVariation([2, 1, 0]));
        Assert.Equal(5, path.Symmetrise(Symmetrisation.Fill).TotalVariation([0, 1, 0]));
    }

    [Fact]
    public void TikhonovDenoisingIsItsFilterAndLowersTheEnergy() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Graph graph = RandomGraphs.Undirected(seed);
            double[] y = RandomGraphs.Signal(graph, seed);
            double strength = 0.1 + seed % 10;
            DenoisedSignal result = GraphDenoising.Tikhonov(graph, y, strength, options: new() { Tolerance = 1e-12 });
            FourierBasis basis = FourierBasis.Of(graph.Laplacian());
            double[] expected = FilterBanks.Tikhonov(basis.LargestFrequency, strength).Kernels[0].Filter(basis, y);
            return result.Status == IterationStatus.Converged
                && RandomGraphs.Distance(result.Signal, expected) < 1e-10
                && graph.DirichletEnergy(result.Signal) <= graph.DirichletEnergy(y);
        });

    [Fact]
    public void HarmonicCompletionIsLinearAlongAPath()
    {
        double[] y = [1, double.NaN, double.NaN, double.NaN, 9];
        DenoisedSignal result = GraphDenoising.Tikhonov(
            GraphGenerators.Path(5),
            y,
            1e-7,
            [true, false, false, false, true],
            new() { Tolerance = 1e-14 }
        );
        Close.Relative(result.Signal, [1, 3, 5, 7, 9], 1e-6);
    }

    [Fact]
    public void TotalVariationDenoisingLowersVariationAndItsGapBoundsTheObjective() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Graph graph = RandomGraphs.Undirected(seed);
            double[] y = RandomGraphs.Signal(graph, seed);
            double strength = 0.05 + 0.1 * (seed % 10);
            DenoisedSignal result = GraphDenoising.TotalVariation(graph, y, strength);
            double Objective(double[] x) =>
                0.5 * Math.Pow(RandomGraphs.Distance(x, y), 2) + strength * graph.TotalVariation(x);
            // Any other signal is no better than the gap allows.
            double[] other = [.. result.Signal.Zip(RandomGraphs.Signal(graph, seed + 1), (a, b) => a + 0.01 * b)];
            return result.Status == IterationStatus.Converged
                && graph.TotalVariation(result.Signal) <= graph.TotalVariation(y) + 1e-9
                && Math.Abs(result.Objective - Objective(result.Signal)) < 1e-12
                && Objective(other) >= result.Objective - result.Accuracy - 1e-12
                && Math.Abs(result.Signal.Sum() - y.Sum()) < 1e-9;
        });

    [Fact]
    public void StrongTotalVariationGivesTheMean() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            Graph graph = RandomGraphs.Undirected(seed);
            double[] y = RandomGraphs.Signal(graph, seed);
            double[] x = GraphDenoising.TotalVariation(graph, y, 1000, new() { Tolerance = 1e-12 }).Signal;
            return x.All(v => Math.Abs(v - y.Average()) < 1e-4);
        });

    /// <summary>On two nodes the answer is known: the values move towards each other by the strength until they meet.</summary>
    [Theory]
    [InlineData(0.5, 0.5, 2.5)]
    [InlineData(1.5, 1.5, 1.5)]
    [InlineData(9, 1.5, 1.5)]
    public void TwoNodesMoveTowardsEachOtherByTheStrength(double strength, double first, double second)
    {
        DenoisedSignal result = GraphDenoising.TotalVariation(
            GraphGenerators.Path(2),
            [0, 3],
            strength,
            new() { Tolerance = 1e-13 }
        );
        Close.Relative(result.Signal, [first, second], 1e-6);
    }

    [Fact]
    public void AnExhaustedIterationSaysSo()
    {
        Graph graph = GraphGenerators.Path(30);
        double[] y = RandomGraphs.Signal(graph, 1);
        var hurried = new DenoisingOptions { MostIterations = 2 };
        Assert.Equal(IterationStatus.IterationLimit, GraphDenoising.TotalVariation(graph, y, 1, hurried).Status);
        Assert.Equal(IterationStatus.IterationLimit, GraphDenoising.Tikhonov(graph, y, 10, options: hurried).Status);
        Assert.Contains(
            "no node of the component",
            Assert
                .Throws<ArgumentException>(() =>
                    GraphDenoising.Tikhonov(graph, y, 1, [.. Enumerable.Repeat(false, 30)])
                )
                .Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentException>(() =>
            GraphDenoising.TotalVariation(GraphGenerators.DirectedRing(3), [1, 2, 3], 1)
        );
    }
}
