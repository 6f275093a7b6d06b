using Gsp.Networks.Tests.Operations.Sparse;
using Gsp.Numerics;
using Gsp.Random;
using Gsp.Testing;
using Xunit;
using static Gsp.Networks.Operations;

namespace Gsp.Networks.Tests.Layers.Graph;

public sealed class GraphLayerTests
{
    private const int Nodes = 7;

    [Fact]
    public void LayersFollowARelabellingOfTheNodes() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            using var test = new TestWorkspace(seed: seed);
            SparseMatrix graph = RandomGraphs.Matrix(Nodes, Nodes, 3, seed);
            int[] label = [.. Enumerable.Range(0, Nodes).OrderBy(i => Numbers.Normal(Nodes, seed + 5)[i])];
            SparseMatrix relabelled = SparseMatrix.FromTriplets(
                Nodes,
                Nodes,
                [.. graph.Triplets().Select(e => (label[e.Row], label[e.Column], e.Value))]
            );
            // New node label[i] is old node i.
            var place = new IndexList([.. Enumerable.Range(0, Nodes).Select(i => Array.IndexOf(label, i))], Nodes);
            var cell = new GraphGru<double>(test.Space, 2, 3, 2, 2, new RandomStream(1));
            var convolution = new DiffusionConvolution<double>(
                test.Space,
                2,
                4,
                2,
                2,
                new RandomStream(2),
                root: false
            );
            var anisotropic = new AnisotropicGruCell<double>(test.Space, 2, 3, new RandomStream(3));
            Tensor<double> x = test.Normal([2, 4, Nodes, 2], "x");
            Tensor<double> h = test.Normal([2, Nodes, 3], "h");
            double[] plain = All(graph, x, h, place);
            double[] moved = All(relabelled, x.Gather(place, 2), h.Gather(place, 1), null);
            return Close.RelativeError(moved, plain) < 1e-13;

            double[] All(SparseMatrix adjacency, Tensor<double> x, Tensor<double> h, IndexList? after)
            {
                var supports = GraphSupports<double>.RandomWalk(test.Space, adjacency);
                var edges = GraphEdges.Of(adjacency);
                Tensor<double> a = cell.Forward(x, supports, h);
                Tensor<double> b = convolution.Forward(x, supports);
                Tensor<double> c = anisotropic.Forward(x.Select(1, 0), h, edges);
                return after is null
                    ? [.. a.ToArray(), .. b.ToArray(), .. c.ToArray()]
                    :
                    [
                        .. a.Gather(after, 2).ToArray(),
                        .. b.Gather(after, 2).ToArray(),
                        .. c.Gather(after, 1).ToArray(),
                    ];
            }
        });

    [Fact]
    public void SequencesAreStepsBatchesAreLoopsAndTheFutureIsNotSeen()
    {
        using var test = new TestWorkspace();
        var supports = GraphSupports<double>.RandomWalk(test.Space, RandomGraphs.Matrix(Nodes, Nodes, 3, 2));
        var cell = new GraphGru<double>(test.Space, 2, 3, 2, 2, new RandomStream(1));
        Tensor<double> x = test.Normal([2, 5, Nodes, 2]);
        Tensor<double> y = cell.Forward(x, supports);
        Tensor<double> h = test.Space.Zeros([2, Nodes, 3]);
        for (int t = 0; t < 5; t++)
        {
            h = cell.Step(x.Select(1, t), h, supports);
            Close.Relative(h.ToArray(), y.Select(1, t).ToArray(), 1e-14);
            double[] early = cell.Forward(x.Slice(1, 0, t + 1), supports).ToArray();
            Close.Relative(early, y.Slice(1, 0, t + 1).ToArray(), 1e-14);
        }
        for (int b = 0; b < 2; b++)
        {
            Close.Relative(cell.Forward(x.Slice(0, b, 1), supports).ToArray(), y.Slice(0, b, 1).ToArray(), 1e-14);
        }
    }

    [Fact]
    public void ADisjointUnionIsTwoGraphs()
    {
        using var test = new TestWorkspace();
        SparseMatrix one = RandomGraphs.Matrix(5, 5, 2, 1);
        SparseMatrix two = RandomGraphs.Matrix(Nodes, Nodes, 2, 2);
        SparseMatrix union = SparseMatrix.FromTriplets(
            5 + Nodes,
            5 + Nodes,
            [.. one.Triplets(), .. two.Triplets().Select(e => (e.Row + 5, e.Column + 5, e.Value))]
        );
        var cell = new GraphGru<double>(test.Space, 2, 3, 2, 1, new RandomStream(1));
        Tensor<double> x = test.Normal([1, 4, 5 + Nodes, 2]);
        double[] whole = Run(union, x);
        double[] parts = Concat(2, Tensor(one, x.Slice(2, 0, 5)), Tensor(two, x.Slice(2, 5, Nodes))).ToArray();
        Close.Relative(whole, parts, 1e-14);

        double[] Run(SparseMatrix graph, Tensor<double> input) => Tensor(graph, input).ToArray();

        Tensor<double> Tensor(SparseMatrix graph, Tensor<double> input) =>
            cell.Forward(input, GraphSupports<double>.RandomWalk(test.Space, graph));
    }

    [Fact]
    public void AGraphWithoutEdgesIsARecurrenceForEachNode()
    {
        using var test = new TestWorkspace();
        SparseMatrix nothing = SparseMatrix.FromTriplets(Nodes, Nodes, []);
        var supports = GraphSupports<double>.RandomWalk(test.Space, nothing);
        var cell = new GraphGru<double>(test.Space, 2, 3, 2, 2, new RandomStream(1));
        Tensor<double> x = test.Normal([1, 4, Nodes, 2]);
        double[] y = cell.Forward(x, supports).ToArray();
        var alone = GraphSupports<double>.RandomWalk(test.Space, SparseMatrix.FromTriplets(1, 1, []));
        Tensor<double>[] each = [.. Enumerable.Range(0, Nodes).Select(i => cell.Forward(x.Slice(2, i, 1), alone))];
        Close.Relative(y, Concat(2, each).ToArray(), 1e-14);
    }

    [Fact]
    public void GradientsOfLayers()
    {
        using var test = new TestWorkspace();
        SparseMatrix graph = RandomGraphs.Matrix(Nodes, Nodes, 3, 2);
        var supports = GraphSupports<double>.RandomWalk(test.Space, graph);
        var edges = GraphEdges.Of(graph);
        var cell = new GraphGru<double>(test.Space, 2, 3, 2, 2, new RandomStream(1));
        var anisotropic = new AnisotropicConvolution<double>(test.Space, 2, 3, new RandomStream(3), edgeFeatures: 2);
        Tensor<double> x = test.Normal([2, 3, Nodes, 2], "x");
        Tensor<double> e = test.Normal([edges.Count, 2], "e");
        test.CheckGradient(() => cell.Forward(x, supports), [x, .. cell.Parameters]);
        test.CheckGradient(() => anisotropic.Forward(x, edges, e), 1e-5, [x, e, .. anisotropic.Parameters]);
    }

    [Fact]
    public void MistakesAreExplained()
    {
        using var test = new TestWorkspace();
        SparseMatrix graph = RandomGraphs.Matrix(Nodes, Nodes, 3, 2);
        var oneWay = GraphSupports<double>.RandomWalk(test.Space, graph, bothWays: false);
        var cell = new GraphGru<double>(test.Space, 2, 3, 2, 2, new RandomStream(1));
        Tensor<double> x = test.Normal([2, 3, Nodes, 2], "x");
        Assert.Contains(
            "weights are for 2 supports; the graph has 1",
            Assert.Throws<ArgumentException>(() => cell.Forward(x, oneWay)).Message,
            StringComparison.Ordinal
        );
        var anisotropic = new AnisotropicConvolution<double>(test.Space, 2, 3, new RandomStream(3));
        Assert.Throws<ArgumentException>(() => anisotropic.Forward(x, GraphEdges.Of(graph), x));
    }
}
