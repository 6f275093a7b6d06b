using System.Text;
using Gsp.Files;
using Gsp.Graphs;
using Gsp.Random;
using Gsp.Testing;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Files;

public sealed class GraphFilesTests
{
    private static EdgeList Edges(string text, EdgeListOptions? options = null) =>
        EdgeListFile.Parse(Encoding.UTF8.GetBytes(text), options);

    private static EdgeList Xml(string text) => GraphMl.Parse(Encoding.UTF8.GetBytes(text));

    private static string Document(string inner) => $"<graphml xmlns=\"{GraphMl.Namespace}\">{inner}</graphml>";

    [Fact]
    public void GraphMlOfNetworkXIsRead()
    {
        EdgeList graph = GraphMl.Read(FilesGolden.Path("directed.graphml"));
        Assert.Equal(["a", "b", "c", "d"], graph.Names!);
        Assert.Equal([new GraphEdge(0, 1, 0.5), new GraphEdge(1, 2, -1.25)], graph.Edges);
        Assert.True(graph.Directed);
        // The effect of a on b stands in row b, column a.
        Assert.Equal(0.5, graph.ToAdjacency()[1, 0]);

        EdgeList undirected = GraphMl.Read(FilesGolden.Path("undirected.graphml"));
        Assert.False(undirected.Directed);
        Assert.Null(undirected.Names);
        Assert.Equal(0.1, undirected.ToAdjacency()[1, 2]);
        Assert.Equal(0.1, undirected.ToAdjacency()[2, 1]);
    }

    [Fact]
    public void EdgeListsOfNetworkXAreRead()
    {
        EdgeList graph = EdgeListFile.Read(
            FilesGolden.Path("undirected.edges"),
            new EdgeListOptions { Directed = false }
        );
        Assert.Equal(3, graph.Nodes);
        Assert.Equal([new GraphEdge(0, 1, 2.0), new GraphEdge(1, 2, 0.1)], graph.Edges);
    }

    [Fact]
    public void LabelsAreIndicesOrNames()
    {
        Assert.Null(Edges("0,1\n1,2\n").Names);
        Assert.Equal(["773869", "767541"], Edges("773869,767541\n").Names!);
        Assert.Equal(773870, Edges("773869,767541\n", new EdgeListOptions { Labels = NodeLabels.Indices }).Nodes);
        Assert.Equal(["x", "y", "z"], Edges("source\ttarget\tweight\nx\ty\t1\ny\tz\t2\n").Names!);
        Assert.Equal(["from a", "b"], Edges("\"from a\",b,2\n").Names!);
        Assert.Equal("row 2, column 3", Assert.Throws<GspFormatException>(() => Edges("a,b,1\nb,c,x\n")).Field);
        Assert.Throws<GspFormatException>(() => Edges("a,b\n", new EdgeListOptions { Labels = NodeLabels.Indices }));
    }

    [Fact]
    public void AnEdgeListOfRealCountiesIsRead()
    {
        string path = TestData.SharedOrSkip(
            "data",
            "causal-real",
            "hungary-chickenpox",
            "ground.truth",
            "hungary_county_edges.txt"
        );
        EdgeList graph = EdgeListFile.Read(path, new EdgeListOptions { Separator = '\t', Header = CsvHeader.Present });
        Assert.Equal(20, graph.Nodes);
        Assert.Contains("ZALA", graph.Names!);
    }

    [Fact]
    public void GraphsSurviveEveryFormat() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomStream(seed);
            EdgeList graph = AnyGraph(random);
            using var xml = new MemoryStream();
            GraphMl.Write(xml, graph);
            char separator = ",;\t|"[(int)(random.NextUInt64() % 4)];
            return Same(graph, GraphMl.Parse(xml.ToArray())) && Same(graph, Edges(EdgeListFile.Text(graph, separator)));
        });

    [Fact]
    public void AdjacencyRoundTripsAndRelabellingIsEquivariant() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomStream(seed);
            EdgeList graph = AnyGraph(random);
            Matrix<double> adjacency = graph.ToAdjacency();
            int n = graph.Nodes;
            GraphEdge[] shifted =
            [
                .. graph.Edges.Select(e => new GraphEdge((e.Source + 1) % n, (e.Target + 1) % n, e.Weight)),
            ];
            Matrix<double> relabelled = new EdgeList(n, shifted, graph.Directed).ToAdjacency();
            bool equivariant = Enumerable
                .Range(0, n * n)
                .All(k => relabelled[((k / n) + 1) % n, ((k % n) + 1) % n].Equals(adjacency[k / n, k % n]));
            return equivariant && EdgeList.FromAdjacency(adjacency, graph.Directed).ToAdjacency().Equals(adjacency);
        });

    [Theory]
    [InlineData("<!DOCTYPE graphml [<!ENTITY a 'b'>]><graphml/>", "XML")]
    [InlineData("<graphml><graph edgedefault='directed'>", "XML")]
    [InlineData("<other/>", "graphml")]
    [InlineData("<graphml/>", "graph")]
    [InlineData("<graphml><graph edgedefault='no'/></graphml>", "edgedefault")]
    [InlineData("<graphml><graph/></graphml>", "edgedefault")]
    [InlineData("<graphml><graph edgedefault='directed'><node/></graph></graphml>", "id")]
    [InlineData("<graphml><graph edgedefault='directed'><node id='a'/><node id='a'/></graph></graphml>", "node")]
    [InlineData("<graphml><graph edgedefault='directed'><edge source='a' target='b'/></graph></graphml>", "edge")]
    [InlineData("<graphml><graph edgedefault='directed'><hyperedge/></graph></graphml>", "hyperedge")]
    [InlineData("<graphml><graph edgedefault='directed'><node id='a'><graph/></node></graph></graphml>", "graph")]
    public void DamagedGraphMlNamesTheField(string text, string field)
    {
        GspFormatException error = Assert.Throws<GspFormatException>(() => Xml(text));
        Assert.Equal(field, error.Field);
        Assert.InRange(error.ByteOffset, 0, text.Length);
    }

    [Fact]
    public void AForeignEncodingIsAFormatError() =>
        Assert.Equal(
            "XML",
            Assert.Throws<GspFormatException>(() => GraphMl.Parse([0xFF, 0xFE, 0x00, 0xD8, 0x01])).Field
        );

    [Fact]
    public void AnErrorInXmlNamesItsByte()
    {
        string text = Document("<graph edgedefault='directed'>\n<node id='ä'/>\n<node id='ä'/></graph>");
        GspFormatException error = Assert.Throws<GspFormatException>(() => Xml(text));
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Assert.StartsWith(
            "node id='ä'/></graph>",
            Encoding.UTF8.GetString(bytes[(int)error.ByteOffset..]),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void MixedDirectionsBecomeDirected()
    {
        EdgeList graph = Xml(
            Document(
                "<graph edgedefault='undirected'><node id='n0'/><node id='n1'/><edge source='n0' target='n1'/>"
                    + "<edge source='n1' target='n1' directed='true'/></graph>"
            )
        );
        Assert.True(graph.Directed);
        Assert.Equal([new GraphEdge(0, 1), new GraphEdge(1, 0), new GraphEdge(1, 1)], graph.Edges);
    }

    [Fact]
    public void MistakesOfTheCallerAreNamed()
    {
        Assert.Throws<ArgumentException>(() => new EdgeList(2, [new GraphEdge(0, 2)], true));
        Assert.Throws<ArgumentException>(() => new EdgeList(2, [], true, ["a", "a"]));
        Assert.Throws<ArgumentException>(() => new EdgeList(int.MaxValue, [], true).ToAdjacency());
        Assert.Throws<ArgumentException>(() =>
            EdgeList.FromAdjacency(Matrix<double>.Build.Dense(2, 2, [0, 1, 0, 0]), directed: false)
        );
        using TemporaryFolder folder = FilesGolden.Temporary();
        Assert.Throws<ArgumentException>(() =>
            GraphMl.Write(folder["g.graphml"], new EdgeList(1, [], true, ["\u0001"]))
        );
        Assert.Empty(Directory.GetFileSystemEntries(folder.Folder));
    }

    private static bool Same(EdgeList a, EdgeList b) =>
        a.Nodes == b.Nodes
        && a.Directed == b.Directed
        && a.Edges.SequenceEqual(b.Edges)
        && (a.Names is null ? b.Names is null : b.Names is not null && a.Names.SequenceEqual(b.Names));

    private static EdgeList AnyGraph(RandomStream random)
    {
        int nodes = 1 + (int)(random.NextUInt64() % 6);
        bool directed = random.NextUInt64() % 2 == 0;
        bool named = random.NextUInt64() % 2 == 0;
        var edges = new List<GraphEdge>();
        for (int k = 0; k < nodes * nodes; k++)
        {
            if (random.NextUInt64() % 3 == 0 && (directed || k / nodes <= k % nodes))
            {
                edges.Add(new GraphEdge(k / nodes, k % nodes, (random.NextUInt64() / 1e19) - 0.5));
            }
        }
        string[] names = [.. Enumerable.Range(0, nodes).Select(k => $"{(char)('a' + k)} <&\"{k}\", ü;|")];
        // A graph without edges says in no format but its own whether it is directed; GraphML keeps its default.
        return new EdgeList(nodes, edges, directed, named ? names : null);
    }
}
