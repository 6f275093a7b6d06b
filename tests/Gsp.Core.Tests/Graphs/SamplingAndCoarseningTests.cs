using Gsp.Graphs;
using Gsp.Random;
using Gsp.Testing;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Graphs;

public sealed class SamplingAndCoarseningTests
{
    [Fact]
    public void BandlimitedSignalsAreRebuiltExactlyFromChosenNodes() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Graph graph = RandomGraphs.Undirected(seed);
            FourierBasis basis = FourierBasis.Of(graph.Laplacian());
            int bandwidth = 1 + (int)(seed % (ulong)(graph.Nodes - 1));
            var spectrum = new double[graph.Nodes];
            RandomGraphs.Signal(graph, seed).AsSpan(0, bandwidth).CopyTo(spectrum);
            double[] x = basis.Inverse(spectrum);
            SamplingRule rule = seed % 2 == 0 ? SamplingRule.Volume : SamplingRule.SmallestSingularValue;
            int[] nodes = GraphSampling.Choose(basis, bandwidth, bandwidth, rule);
            BandlimitedReconstruction result = GraphSampling.Reconstruct(
                basis,
                bandwidth,
                nodes,
                RandomGraphs.Pick(x, nodes)
            );
            return result.IsDetermined
                && nodes.Distinct().Count() == bandwidth
                && RandomGraphs.Distance(result.Signal, x) < 1e-11 * result.ConditionNumber;
        });

    [Fact]
    public void MoreSamplesNeverMakeTheSmallestSingularValueSmaller() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            Graph graph = RandomGraphs.Undirected(seed);
            FourierBasis basis = FourierBasis.Of(graph.Laplacian());
            int[] nodes = GraphSampling.Choose(basis, 2, graph.Nodes, SamplingRule.SmallestSingularValue);
            double Condition(int count) =>
                GraphSampling.Reconstruct(basis, 2, nodes.AsSpan(0, count), new double[count]).ConditionNumber;
            // With all nodes the sampled modes are orthonormal.
            return Math.Abs(Condition(graph.Nodes) - 1) < 1e-10 && Condition(2) >= 1;
        });

    [Fact]
    public void SamplesThatDoNotDetermineTheSignalAreReported()
    {
        FourierBasis basis = FourierBasis.Of(GraphGenerators.Ring(8).Laplacian());
        BandlimitedReconstruction few = GraphSampling.Reconstruct(basis, 3, [0, 1], [1, 2]);
        Assert.False(few.IsDetermined);
        Assert.Equal(double.PositiveInfinity, few.ConditionNumber);
        Assert.Throws<ArgumentOutOfRangeException>(() => GraphSampling.Choose(basis, 3, 2));
    }

    [Fact]
    public void KronReductionGivesALaplacian() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Graph graph = RandomGraphs.Undirected(seed);
            int[] kept = [.. RandomGraphs.Order(graph, seed).Take(Math.Max(1, graph.Nodes / 2))];
            Graph reduced = KronReduction.Reduce(graph, kept);
            double[] ones = [.. Enumerable.Repeat(1.0, kept.Length)];
            return reduced.NegativeWeights == 0
                && reduced.SelfLoops == 0
                && reduced.IsWeaklyConnected()
                && RandomGraphs.Norm(reduced.Laplacian().Apply(ones)) < 1e-11;
        });

    /// <summary>The defining fact: effective resistances between kept nodes do not change.</summary>
    [Fact]
    public void KronReductionKeepsEffectiveResistances() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Graph graph = RandomGraphs.Undirected(seed);
            int[] kept = [.. RandomGraphs.Order(graph, seed).Take(2)];
            static double Resistance(Graph g, int a, int b)
            {
                FourierBasis basis = FourierBasis.Of(g.Laplacian());
                return Enumerable
                    .Range(1, g.Nodes - 1)
                    .Sum(k => Math.Pow(basis.Mode(k)[a] - basis.Mode(k)[b], 2) / basis.Frequencies[k]);
            }
            double whole = Resistance(graph, kept[0], kept[1]);
            return Math.Abs(Resistance(KronReduction.Reduce(graph, kept), 0, 1) - whole) < 1e-9 * whole;
        });

    [Fact]
    public void SeriesAndStarReductionsAreTheTextbooks()
    {
        Assert.Equal(0.5, KronReduction.Reduce(GraphGenerators.Path(3), 0, 2)[0, 1], 1e-14);
        // Star to triangle: three unit conductances become three of 1/3.
        Graph triangle = KronReduction.Reduce(GraphGenerators.Star(4), 1, 2, 3);
        Assert.All(triangle.EnumerateEdges(), e => Assert.Equal(1 / 3.0, e.Weight, 1e-14));
        Assert.Equal(3, triangle.Edges);
    }

    [Fact]
    public void AMultiresolutionShrinksAndKeepsItsNodesPlaces()
    {
        Graph graph = GraphGenerators.Grid(6, 6);
        IReadOnlyList<MultiresolutionLevel> levels = GraphMultiresolution.Build(graph, 3);
        Assert.Equal(3, levels.Count);
        Graph before = graph;
        foreach (MultiresolutionLevel level in levels)
        {
            Assert.InRange(level.Graph.Nodes, 1, before.Nodes - 1);
            Assert.Equal(before.Coordinate(level.Kept[^1], 0), level.Graph.Coordinate(level.Graph.Nodes - 1, 0));
            before = level.Graph;
        }
    }

    [Fact]
    public void MatchingKeepsTotalWeightBetweenGroupsAndGroupsAreSmall() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Graph graph = RandomGraphs.Undirected(seed);
            GraphCoarsening coarsening = HeavyEdgeMatching.Coarsen(graph);
            int[] groups = [.. coarsening.Groups];
            double between = graph.EnumerateEdges().Where(e => groups[e.Source] != groups[e.Target]).Sum(e => e.Weight);
            double[] coarse = RandomGraphs.Signal(coarsening.Coarse, seed);
            return groups.GroupBy(g => g).All(g => g.Count() <= 2)
                && Math.Abs(coarsening.Coarse.EnumerateEdges().Sum(e => e.Weight) - between) < 1e-11
                && graph
                    .EnumerateEdges()
                    .All(e =>
                        coarsening.Groups.Count(g => g == groups[e.Source]) == 2
                        || coarsening.Groups.Count(g => g == groups[e.Target]) == 2
                    )
                && RandomGraphs.Distance(coarsening.Average(coarsening.Spread(coarse)), coarse) < 1e-14;
        });

    [Fact]
    public void ClearCommunitiesAreFoundWhateverTheLabels() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            var stream = new RandomStream(seed);
            Graph graph = GraphGenerators.Community(45, 3, 0.8, 0.02, stream);
            int[] order = stream.Permutation(45);
            int[] truth = [.. order.Select(i => GraphGenerators.CommunityLabels(45, 3)[i])];
            int[] found = SpectralClustering.Cluster(graph.Relabel(order), 3, stream.Split("k")).Labels;
            int wrong = 0;
            for (int i = 0; i < 45; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    wrong += (truth[i] == truth[j]) != (found[i] == found[j]) ? 1 : 0;
                }
            }
            return wrong <= 45; // at most a node or so at the border
        });

    [Fact]
    public void KMeansNeverBeatsMoreClustersAndIsDeterministic() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            Matrix<double> points = PointClouds.Cube(30, 2, new RandomStream(seed));
            KMeansClusters Run(int k) => KMeans.Cluster(points, k, new RandomStream(seed));
            double mean = points.Column(0).Average();
            double total = (points.Column(0) - mean).L2Norm();
            double other = (points.Column(1) - points.Column(1).Average()).L2Norm();
            return Run(3).Labels.SequenceEqual(Run(3).Labels)
                && Run(30).Inertia == 0
                && Run(6).Inertia < Run(2).Inertia
                && Math.Abs(Run(1).Inertia - total * total - other * other) < 1e-10;
        });

    [Fact]
    public void TwoSeparateHeapsAreTwoClusters()
    {
        Matrix<double> points = Matrix<double>.Build.Dense(8, 1, (i, _) => i % 2 == 0 ? i * 0.1 : 100 + i * 0.1);
        Assert.Equal([0, 1, 0, 1, 0, 1, 0, 1], KMeans.Cluster(points, 2, new RandomStream(1)).Labels);
    }

    [Fact]
    public void LayoutsFitTheUnitSquareAndAreReproducible() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            Graph graph = seed % 2 == 0 ? RandomGraphs.Directed(seed) : RandomGraphs.Undirected(seed);
            Func<Matrix<double>>[] layouts =
            [
                () => GraphLayout.Circular(graph),
                () => GraphLayout.Grid(graph),
                () => GraphLayout.Spectral(graph),
                () => GraphLayout.Spring(graph, new RandomStream(seed), 50),
            ];
            return layouts.All(make =>
            {
                Matrix<double> p = make();
                return p.RowCount == graph.Nodes
                    && p.ColumnCount == 2
                    && p.Equals(make())
                    && p.Enumerate().All(v => Math.Abs(v) <= 1 + 1e-12);
            });
        });

    [Fact]
    public void SpringsPullJoinedNodesTogether()
    {
        Graph graph = GraphGenerators.Community(20, 2, 1, 0, new RandomStream(1));
        Matrix<double> p = GraphLayout.Spring(graph, new RandomStream(2));
        double Distance(int a, int b) => (p.Row(a) - p.Row(b)).L2Norm();
        double inside = Enumerable.Range(1, 9).Average(i => Distance(0, i));
        double across = Enumerable.Range(10, 10).Average(i => Distance(0, i));
        Assert.True(across > 2 * inside, $"{across} {inside}");
    }
}
