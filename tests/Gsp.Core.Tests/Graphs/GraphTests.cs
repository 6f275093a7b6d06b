using Gsp.Graphs;
using Gsp.Testing;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Graphs;

public sealed class GraphTests
{
    private static readonly Matrix<double> Asymmetric = Matrix<double>.Build.DenseOfArray(
        new double[,]
        {
            { 0, 2, 0 },
            { 0, 0, -1 },
            { 3, 0, 4 },
        }
    );

    [Fact]
    public void AWeightIsTheEffectOfTheColumnOnTheRow()
    {
        Graph graph = Graph.Directed(Asymmetric);
        Assert.Equal(
            [new GraphEdge(1, 0, 2), new GraphEdge(2, 1, -1), new GraphEdge(0, 2, 3), new GraphEdge(2, 2, 4)],
            graph.EnumerateEdges()
        );
        Assert.Equal([1, 1, 2], graph.InDegrees());
        Assert.Equal([1, 1, 2], graph.OutDegrees());
        Assert.Equal([2, -1, 7.0], graph.InStrengths());
        Assert.Equal([3, 2, 3.0], graph.OutStrengths());
        Assert.Equal([0, 2], graph.Sources(2).ToArray());
        Assert.Equal([3, 4.0], graph.SourceWeights(2).ToArray());
    }

    [Fact]
    public void SelfLoopsAndNegativeWeightsAreReported()
    {
        Graph graph = Graph.Directed(Asymmetric);
        Assert.Equal((4, 1, 1), (graph.Edges, graph.SelfLoops, graph.NegativeWeights));
        Assert.Equal(2, graph.Notices.Count);
        Assert.Contains("directed graph: 3 nodes, 4 edges; 1 self-loops", graph.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, graph.WithoutSelfLoops().SelfLoops);
    }

    [Fact]
    public void BadWeightsAreNamed()
    {
        static string Message(Action make) => Assert.ThrowsAny<ArgumentException>(make).Message;
        Matrix<double> bad = Asymmetric.Clone();
        bad[1, 2] = double.NaN;
        Assert.Contains("W[1, 2] is NaN", Message(() => Graph.Directed(bad)), StringComparison.Ordinal);
        Assert.Contains("symmetric", Message(() => Graph.Undirected(Asymmetric)), StringComparison.Ordinal);
        Assert.Contains(
            "2 x 3",
            Message(() => Graph.Directed(Matrix<double>.Build.Dense(2, 3))),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "given twice",
            Message(() => Graph.FromEdges(3, [new(0, 1), new(1, 0)], false)),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "does not exist",
            Message(() => Graph.FromEdges(3, [new(0, 3)], true)),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "'a' is given twice",
            Message(() => Graph.Directed(Asymmetric).WithNames("a", "b", "a")),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "rowStarts",
            Message(() => Graph.FromSparseRows(2, [0, 2, 1], [0], [1], true)),
            StringComparison.Ordinal
        );
        Message(() => Graph.Directed(Asymmetric).Relabel(0, 1, 1));
        Message(() => Graph.FromEdges(0, [], true));
    }

    [Fact]
    public void EdgesRebuildTheGraph() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Graph a = RandomGraphs.Undirected(seed);
            Graph b = RandomGraphs.Directed(seed);
            return Graph.FromEdges(a.Nodes, a.EnumerateEdges(), false).ToMatrix().Equals(a.ToMatrix())
                && Graph.FromEdges(b.Nodes, b.EnumerateEdges(), true).ToMatrix().Equals(b.ToMatrix())
                && Graph.Undirected(a.ToMatrix()).Edges == a.Edges
                && b.Reverse().ToMatrix().Equals(b.ToMatrix().Transpose());
        });

    [Fact]
    public void RelabellingIsConjugationByThePermutation() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Graph graph = RandomGraphs
                .Directed(seed)
                .WithCoordinates(
                    Matrix<double>.Build.Dense(RandomGraphs.Directed(seed).Nodes, 2, (i, k) => i + 10 * k)
                );
            int[] order = RandomGraphs.Order(graph, seed);
            Graph moved = graph.Relabel(order);
            Matrix<double> p = Matrix<double>.Build.Dense(graph.Nodes, graph.Nodes, (i, j) => order[i] == j ? 1 : 0);
            return moved.ToMatrix().Equals(p * graph.ToMatrix() * p.Transpose()) && moved.Coordinate(0, 0) == order[0];
        });

    [Theory]
    [InlineData(Symmetrisation.Average, 1.0, 1.5)]
    [InlineData(Symmetrisation.Maximum, 2.0, 3.0)]
    [InlineData(Symmetrisation.Minimum, 0.0, 0.0)]
    [InlineData(Symmetrisation.Fill, 2.0, 3.0)]
    public void SymmetrisationFollowsItsRule(Symmetrisation rule, double zeroOne, double zeroTwo)
    {
        Graph graph = Graph.Directed(Asymmetric).Symmetrise(rule);
        Assert.False(graph.IsDirected);
        Assert.Equal(zeroOne, graph[0, 1]);
        Assert.Equal(zeroOne, graph[1, 0]);
        Assert.Equal(zeroTwo, graph[0, 2]);
        Assert.Equal(4, graph[2, 2]);
    }

    [Fact]
    public void AverageSymmetrisationIsTheSymmetricPart() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Graph graph = RandomGraphs.Directed(seed);
            Matrix<double> w = graph.ToMatrix();
            return graph.Symmetrise().ToMatrix().Equals((w + w.Transpose()) * 0.5);
        });

    [Fact]
    public void ComponentsAreFound()
    {
        Graph graph = Graph.FromEdges(6, [new(0, 1), new(1, 2), new(2, 0), new(2, 3), new(4, 5)], directed: true);
        Assert.Equal([0, 0, 0, 0, 1, 1], graph.WeakComponents());
        Assert.Equal([0, 0, 0, 1, 2, 3], graph.StrongComponents());
        Assert.False(graph.IsWeaklyConnected());
    }

    [Fact]
    public void TwoNodesShareAStrongComponentExactlyWhenEachReachesTheOther() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var stream = new Gsp.Random.RandomStream(seed);
            Graph graph = GraphGenerators.ErdosRenyi(8, 0.2, stream, directed: true);
            Matrix<double> reach = Matrix<double>.Build.DenseIdentity(8) + graph.ToMatrix();
            for (int k = 0; k < 3; k++)
            {
                reach = (reach * reach).Map(v => v > 0 ? 1.0 : 0);
            }
            int[] strong = graph.StrongComponents();
            return Enumerable
                .Range(0, 64)
                .All(k => (strong[k / 8] == strong[k % 8]) == (reach[k / 8, k % 8] > 0 && reach[k % 8, k / 8] > 0));
        });
}
