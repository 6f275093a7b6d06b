using Gsp.Files;
using Gsp.Graphs;
using Gsp.Random;
using Gsp.Testing;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Files;

public sealed class GraphFrontDoorTests
{
    [Theory]
    [InlineData("g.graphml")]
    [InlineData("g.csv")]
    [InlineData("g.mtx")]
    public void WritingThenReadingIsIdentity(string name)
    {
        using TemporaryFolder folder = FilesGolden.Temporary();
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            Graph graph = AnyGraph(new RandomStream(seed));
            GraphFiles.Write(folder[name], graph);
            Graph back = GraphFiles.Read(folder[name]);
            bool sameNames =
                name.EndsWith("mtx", StringComparison.Ordinal)
                || (graph.Names is null ? back.Names is null : graph.Names.SequenceEqual(back.Names!));
            return back.IsDirected == graph.IsDirected && back.ToMatrix().Equals(graph.ToMatrix()) && sameNames;
        });
    }

    [Fact]
    public void ARealGraphThatListsBothDirectionsIsRead()
    {
        string path = TestData.SharedOrSkip(
            "data",
            "causal-real",
            "hungary-chickenpox",
            "ground.truth",
            "hungary_county_edges.txt"
        );
        // Its columns are two names and then two numbers that are no weights: the names alone are the graph.
        using TemporaryFolder folder = FilesGolden.Temporary();
        File.WriteAllLines(
            folder["counties.tsv"],
            File.ReadLines(path).Skip(1).Select(line => string.Join('\t', line.Split('\t').Take(2)))
        );
        Graph graph = GraphFiles.Read(folder["counties.tsv"], new EdgeListOptions { Directed = false });
        Assert.Equal(20, graph.Nodes);
        Assert.True(graph.ToMatrix().IsSymmetric());
        Assert.True(graph.IsWeaklyConnected());
    }

    [Fact]
    public void WhatIsNoGraphIsAFormatError()
    {
        using TemporaryFolder folder = FilesGolden.Temporary();
        File.WriteAllText(folder["twice.csv"], "a,b,1\na,b,2\n");
        Assert.Contains(
            "stands twice",
            Assert.Throws<GspFormatException>(() => GraphFiles.Read(folder["twice.csv"])).Reason,
            StringComparison.Ordinal
        );
        File.WriteAllText(folder["empty.csv"], "");
        Assert.Throws<GspFormatException>(() => GraphFiles.Read(folder["empty.csv"]));
        File.WriteAllText(folder["flat.mtx"], "%%MatrixMarket matrix array real general\n1 2\n1\n2\n");
        Assert.Throws<GspFormatException>(() => GraphFiles.Read(folder["flat.mtx"]));
    }

    private static Graph AnyGraph(RandomStream random)
    {
        int nodes = 1 + (int)(random.NextUInt64() % 6);
        bool directed = random.NextUInt64() % 2 == 0;
        Matrix<double> weights = Matrix<double>.Build.Dense(nodes, nodes);
        // A first edge keeps the direction of formats that say it edge by edge.
        for (int i = 0; i < nodes; i++)
        {
            for (int j = 0; j <= (directed ? nodes - 1 : i); j++)
            {
                weights[i, j] = random.NextUInt64() % 3 == 0 || (i, j) == (0, 0) ? random.NextUniform() - 0.5 : 0;
                if (!directed)
                {
                    weights[j, i] = weights[i, j];
                }
            }
        }
        Graph graph = directed ? Graph.Directed(weights) : Graph.Undirected(weights);
        return random.NextUInt64() % 2 == 0
            ? graph
            : graph.WithNames([.. Enumerable.Range(0, nodes).Select(k => $"node {k}, \"{k}\"")]);
    }
}
