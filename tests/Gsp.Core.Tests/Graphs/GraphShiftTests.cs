using System.Numerics;
using Gsp.Graphs;
using Gsp.Random;
using Gsp.Testing;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Graphs;

public sealed class GraphShiftTests
{
    private static readonly ShiftKind[] Laplacians = [ShiftKind.CombinatorialLaplacian, ShiftKind.RandomWalkLaplacian];

    [Fact]
    public void LaplaciansMapAConstantToZeroDirectedOrNot() =>
        PropertyCheck.HoldsForSeeds(seed =>
            Laplacians.All(kind =>
                new[] { RandomGraphs.Undirected(seed), RandomGraphs.Directed(seed) }.All(graph =>
                    RandomGraphs.Norm(graph.Shift(kind).Apply([.. Enumerable.Repeat(1.0, graph.Nodes)])) < 1e-12
                )
            )
        );

    [Fact]
    public void TheLaplacianIsPositiveSemidefinite() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Graph graph = RandomGraphs.Undirected(seed);
            double[] x = RandomGraphs.Signal(graph, seed);
            return RandomGraphs.Dot(x, graph.Laplacian().Apply(x)) >= 0
                && RandomGraphs.Dot(x, graph.Shift(ShiftKind.NormalisedLaplacian).Apply(x)) >= -1e-13;
        });

    [Fact]
    public void TheNormalisedSpectrumLiesBetweenZeroAndTwo() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            FourierBasis basis = FourierBasis.Of(RandomGraphs.Undirected(seed).Shift(ShiftKind.NormalisedLaplacian));
            return basis.Frequencies[0] == 0 && basis.LargestFrequency <= 2 + 1e-12;
        });

    [Fact]
    public void ShiftsAreEquivariantUnderRelabelling() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Graph undirected = RandomGraphs.Undirected(seed);
            Graph directed = RandomGraphs.Directed(seed);
            return Equivariant(undirected, ShiftKind.NormalisedLaplacian)
                && Equivariant(directed, ShiftKind.Adjacency)
                && Equivariant(directed, ShiftKind.RandomWalk)
                && Equivariant(directed, ShiftKind.DirectedLaplacian);

            bool Equivariant(Graph graph, ShiftKind kind)
            {
                int[] order = RandomGraphs.Order(graph, seed);
                double[] x = RandomGraphs.Signal(graph, seed);
                double[] direct = graph.Relabel(order).Shift(kind).Apply(RandomGraphs.Pick(x, order));
                return RandomGraphs.Distance(direct, RandomGraphs.Pick(graph.Shift(kind).Apply(x), order)) < 1e-11;
            }
        });

    [Fact]
    public void RandomWalksKeepAConstant() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Graph graph = RandomGraphs.Directed(seed);
            return graph
                .Shift(ShiftKind.RandomWalk)
                .Apply([.. Enumerable.Repeat(3.0, graph.Nodes)])
                .All(v => Math.Abs(v - 3) < 1e-13);
        });

    [Fact]
    public void ChungsLaplacianIsPositiveSemidefiniteAndItsDistributionStationary() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Graph graph = RandomGraphs.Directed(seed);
            double teleportation = seed % 2 == 0 ? 0 : 0.1;
            DirectedLaplacian chung = DirectedLaplacian.Of(graph, teleportation);
            double[] phi = [.. chung.StationaryDistribution];
            double[] root = [.. phi.Select(Math.Sqrt)];
            FourierBasis basis = FourierBasis.Of(chung.Shift);
            double[] flow = graph
                .Reverse()
                .Shift(ShiftKind.Adjacency)
                .Apply([.. phi.Zip(graph.InStrengths(), (p, d) => p / d)]);
            double[] next = [.. flow.Select(v => (1 - teleportation) * v + teleportation / graph.Nodes)];
            double[] constant = DirectedLaplacian
                .Of(graph, teleportation, normalised: false)
                .Shift.Apply([.. Enumerable.Repeat(1.0, graph.Nodes)]);
            return basis.Frequencies[0] > -1e-12
                && basis.LargestFrequency <= 2 + 1e-12
                && RandomGraphs.Norm(chung.Shift.Apply(root)) < 1e-12
                && RandomGraphs.Distance(next, phi) < 1e-13
                && RandomGraphs.Norm(constant) < 1e-13;
        });

    [Fact]
    public void ChungsLaplacianOfAnUndirectedGraphIsTheNormalisedOne() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Graph graph = RandomGraphs.Undirected(seed);
            return (
                    graph.Shift(ShiftKind.DirectedLaplacian).ToMatrix()
                    - graph.Shift(ShiftKind.NormalisedLaplacian).ToMatrix()
                ).FrobeniusNorm() < 1e-11;
        });

    [Fact]
    public void TheMagneticLaplacianIsHermitianAndPositiveSemidefinite() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Graph graph = RandomGraphs.Directed(seed);
            double charge = 0.5 * new RandomStream(seed).NextUniform();
            MagneticLaplacian magnetic = MagneticLaplacian.Of(graph, charge, normalised: seed % 2 == 0);
            Matrix<Complex> l = magnetic.ToMatrix();
            double[] x = RandomGraphs.Signal(graph, seed);
            double[] y = RandomGraphs.Signal(graph, seed + 1);
            Complex[] z = [.. x.Zip(y, (a, b) => new Complex(a, b))];
            double energy = z.Zip(magnetic.Apply(z), (a, b) => (Complex.Conjugate(a) * b).Real).Sum();
            return (l - l.ConjugateTranspose()).FrobeniusNorm() == 0 && energy >= -1e-12;
        });

    [Fact]
    public void WithoutChargeTheMagneticLaplacianIsTheCombinatorialOneOfTheMeanWeights() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Graph graph = RandomGraphs.Directed(seed);
            Matrix<Complex> magnetic = MagneticLaplacian.Of(graph, 0).ToMatrix();
            Matrix<double> plain = graph.Symmetrise().Laplacian().ToMatrix();
            return (magnetic.Map(c => c.Real) - plain).FrobeniusNorm() < 1e-12
                && magnetic.Enumerate().All(c => c.Imaginary == 0);
        });

    /// <summary>On a directed cycle with charge q the magnetic Laplacian is circulant with eigenvalues 1 - cos(2 pi (k / N + q)), N values of k.</summary>
    [Theory]
    [InlineData(5, 0.25)]
    [InlineData(8, 0.1)]
    [InlineData(4, 0.25)]
    public void TheMagneticSpectrumOfADirectedCycleIsKnown(int nodes, double charge)
    {
        MagneticFourierBasis basis = MagneticFourierBasis.Of(
            MagneticLaplacian.Of(GraphGenerators.DirectedRing(nodes), charge)
        );
        double[] expected =
        [
            .. Enumerable.Range(0, nodes).Select(k => 1 - Math.Cos(2 * Math.PI * ((double)k / nodes + charge))).Order(),
        ];
        Assert.Equal(0, RandomGraphs.Distance([.. basis.Frequencies], expected), 1e-12);
    }

    [Fact]
    public void TheLargestEigenvalueIsBracketed() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            GraphShift laplacian = RandomGraphs.Undirected(seed).Laplacian();
            LargestEigenvalue estimate = laplacian.EstimateLargestEigenvalue();
            double exact = FourierBasis.Of(laplacian).LargestFrequency;
            return Math.Abs(estimate.Estimate - exact) < 1e-8 * exact
                && estimate.UpperBound >= exact * (1 - 1e-12)
                && estimate.UpperBound <= 1.0101 * exact;
        });

    [Fact]
    public void OperatorsThatAreNotDefinedSayWhatToUseInstead()
    {
        Graph directed = GraphGenerators.DirectedRing(4);
        Graph negative = directed.MapWeights(w => -w);
        Graph path = Graph.FromEdges(3, [new(0, 1), new(1, 2)], directed: true);
        Assert.Contains(
            "Chung",
            Assert.Throws<ArgumentException>(() => directed.Shift(ShiftKind.NormalisedLaplacian)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "negative",
            Assert.Throws<ArgumentException>(() => negative.Shift(ShiftKind.RandomWalk)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "teleportation",
            Assert.Throws<ArgumentException>(() => path.Shift(ShiftKind.DirectedLaplacian)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "symmetric",
            Assert.Throws<InvalidOperationException>(() => FourierBasis.Of(directed.Laplacian())).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentException>(() => directed.Shift(ShiftKind.Custom));
        Assert.Throws<ArgumentException>(() => directed.Laplacian().Apply([1, 2]));
    }
}
