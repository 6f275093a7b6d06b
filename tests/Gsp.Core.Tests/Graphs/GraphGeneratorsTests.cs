using Gsp.Graphs;
using Gsp.Random;
using Gsp.Testing;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Graphs;

public sealed class GraphGeneratorsTests
{
    private static readonly Func<RandomStream, Graph>[] Families =
    [
        s => GraphGenerators.ErdosRenyi(20, 0.3, s),
        s => GraphGenerators.ErdosRenyi(20, 0.3, s, directed: true),
        s => GraphGenerators.RandomRegular(20, 3, s),
        s => GraphGenerators.PowerLaw(40, 2.5, s, 2),
        s => GraphGenerators.BarabasiAlbert(20, 2, s),
        s => GraphGenerators.WattsStrogatz(20, 2, 0.3, s),
        s => GraphGenerators.RandomSensor(20, s),
        s => GraphGenerators.Community(20, 3, 0.8, 0.1, s),
    ];

    [Fact]
    public void TheSameSeedGivesTheSameGraph() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
            Families.All(make =>
                make(new RandomStream(seed)).ToMatrix().Equals(make(new RandomStream(seed)).ToMatrix())
            )
        );

    [Fact]
    public void RandomGraphsHaveNoSelfLoopsAndNonNegativeWeights() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
            Families.Select(make => make(new RandomStream(seed))).All(g => g.SelfLoops == 0 && g.NegativeWeights == 0)
        );

    [Fact]
    public void RegularGraphsAreRegular() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var stream = new RandomStream(seed);
            int n = 4 + stream.NextInt(12);
            int degree = stream.NextInt(n);
            degree -= n * degree % 2;
            Graph graph = GraphGenerators.RandomRegular(n, degree, stream);
            return graph.InDegrees().All(d => d == degree);
        });

    [Fact]
    public void PreferentialAttachmentIsConnectedWithAKnownNumberOfEdges() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var stream = new RandomStream(seed);
            int n = 5 + stream.NextInt(30);
            int m = 1 + stream.NextInt(3);
            Graph graph = GraphGenerators.BarabasiAlbert(n, m, stream);
            return graph.Edges == m * (n - m) && graph.IsWeaklyConnected() && graph.InDegrees().Min() >= 1;
        });

    [Fact]
    public void RewiringKeepsTheNumberOfEdges() =>
        PropertyCheck.HoldsForSeeds(seed =>
            GraphGenerators.WattsStrogatz(15, 3, new RandomStream(seed).NextUniform(), new RandomStream(seed)).Edges
            == 45
        );

    [Fact]
    public void WithoutRewiringASmallWorldIsTheRingLattice() =>
        Assert.Equal(
            GraphGenerators.Ring(15, 3).ToMatrix(),
            GraphGenerators.WattsStrogatz(15, 3, 0, new RandomStream(1)).ToMatrix()
        );

    [Fact]
    public void TheEdgeDensityIsTheProbability()
    {
        Graph graph = GraphGenerators.ErdosRenyi(300, 0.1, new RandomStream(4));
        double pairs = 300 * 299 / 2.0;
        // Five standard deviations of the binomial count.
        Assert.Equal(0.1, graph.Edges / pairs, 5 * Math.Sqrt(0.09 / pairs));
        Graph directed = GraphGenerators.ErdosRenyi(300, 0.1, new RandomStream(5), directed: true);
        Assert.Equal(0.1, directed.Edges / (2 * pairs), 5 * Math.Sqrt(0.09 / (2 * pairs)));
    }

    [Fact]
    public void BlocksHaveTheirDensities()
    {
        int[] labels = GraphGenerators.CommunityLabels(200, 2);
        var p = Matrix<double>.Build.DenseOfArray(
            new[,]
            {
                { 0.4, 0.05 },
                { 0.05, 0.2 },
            }
        );
        Matrix<double> w = GraphGenerators.StochasticBlock(labels, p, new RandomStream(7)).ToMatrix();
        Assert.Equal(0.4, w.SubMatrix(0, 100, 0, 100).Enumerate().Sum() / 9900, 0.03);
        Assert.Equal(0.2, w.SubMatrix(100, 100, 100, 100).Enumerate().Sum() / 9900, 0.03);
        Assert.Equal(0.05, w.SubMatrix(0, 100, 100, 100).Enumerate().Average(), 0.015);
    }

    [Fact]
    public void PowerLawDegreesFollowTheirLaw()
    {
        int[] degrees = GraphGenerators.PowerLaw(5000, 2.5, new RandomStream(2)).InDegrees();
        // P(k) ~ k^-2.5 cut at ceil(sqrt(5000)) = 71: the share of degree 1 over that of degree 2 is 2^2.5.
        double ratio = (double)degrees.Count(d => d == 1) / degrees.Count(d => d == 2);
        Assert.Equal(Math.Pow(2, 2.5), ratio, 0.6);
        Assert.InRange(degrees.Max(), 20, 72);
    }

    [Fact]
    public void ShapesHaveTheirDegrees()
    {
        Assert.Equal([1, 2, 2, 1], GraphGenerators.Path(4).InDegrees());
        Assert.All(GraphGenerators.Ring(7, 2).InDegrees(), d => Assert.Equal(4, d));
        Assert.Equal([4, 1, 1, 1, 1], GraphGenerators.Star(5).InDegrees());
        Assert.All(GraphGenerators.Complete(5).InDegrees(), d => Assert.Equal(4, d));
        Assert.Equal([2, 3, 2, 3, 4, 3, 2, 3, 2], GraphGenerators.Grid(3, 3).InDegrees());
        Assert.Equal([3, 5, 3, 5, 8, 5, 3, 5, 3], GraphGenerators.Grid(3, 3, diagonals: true).InDegrees());
        Assert.All(GraphGenerators.Torus(3, 4).InDegrees(), d => Assert.Equal(4, d));
        Assert.Equal(1, GraphGenerators.Path(1).Nodes);
        Assert.Equal(1, GraphGenerators.DirectedRing(4)[1, 0]);
    }

    [Fact]
    public void NearestNeighboursOfALineAreFoundAndWeighted()
    {
        Matrix<double> points = Matrix<double>.Build.Dense(4, 1, (i, _) => new[] { 0, 1, 3, 7.0 }[i]);
        Graph mutual = NeighbourGraphs.KNearest(points, 1, new DistanceKernel.Binary(), Symmetrisation.Minimum);
        Assert.Equal([new GraphEdge(0, 1)], mutual.EnumerateEdges());
        Graph either = NeighbourGraphs.KNearest(points, 1, new DistanceKernel.Inverse(), Symmetrisation.Fill);
        Assert.Equal(
            [new GraphEdge(0, 1), new GraphEdge(1, 2, 0.5), new GraphEdge(2, 3, 0.25)],
            either.EnumerateEdges()
        );
        Graph near = NeighbourGraphs.WithinRadius(points, 2, new DistanceKernel.Gaussian(1));
        Assert.Equal(Math.Exp(-0.5), near[0, 1], 1e-15);
        Assert.Equal(2, near.Edges);
        Assert.Throws<ArgumentException>(() =>
            NeighbourGraphs.WithinRadius(Matrix<double>.Build.Dense(2, 1), 1, new DistanceKernel.Inverse())
        );
    }

    [Fact]
    public void NeighbourGraphsOfMovedPointsAreMoved() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Matrix<double> points = PointClouds.Cube(12, 3, new RandomStream(seed));
            int[] order = new RandomStream(seed).Split(1).Permutation(12);
            Matrix<double> moved = Matrix<double>.Build.Dense(12, 3, (i, k) => points[order[i], k] + 5);
            Graph a = NeighbourGraphs.KNearest(points, 3).Relabel(order);
            Graph b = NeighbourGraphs.KNearest(moved, 3);
            return (a.ToMatrix() - b.ToMatrix()).FrobeniusNorm() < 1e-10;
        });

    [Fact]
    public void CloudsLieOnTheirShapes()
    {
        Assert.All(
            PointClouds.Sphere(50, 3, new RandomStream(1)).EnumerateRows(),
            r => Assert.Equal(1, r.L2Norm(), 1e-12)
        );
        Assert.All(
            PointClouds.SwissRoll(50, new RandomStream(1)).EnumerateRows(),
            r => Assert.InRange(Math.Sqrt(r[0] * r[0] + r[2] * r[2]), 1.5 * Math.PI, 4.5 * Math.PI)
        );
        Assert.All(PointClouds.Cube(50, 4, new RandomStream(1)).Enumerate(), v => Assert.InRange(v, 0, 1));
    }
}
