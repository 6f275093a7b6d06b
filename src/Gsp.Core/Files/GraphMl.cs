using System.Globalization;
using System.Text;
using System.Xml;
using Gsp.Graphs;

namespace Gsp.Files;

/// <summary>Reads and writes graphs as GraphML: directed or undirected, with node names and edge weights.</summary>
/// <remarks>Document types and entities are refused, nothing outside the file is ever fetched. Node names are read from a node attribute
/// named <c>name</c> or <c>label</c>, else from the node identifiers; weights from an edge attribute named <c>weight</c>. A graph with both
/// kinds of edges becomes directed, with two edges for an undirected one. Nested graphs, hyperedges and ports are refused. Stateless;
/// thread-safe.</remarks>
public static class GraphMl
{
    internal const string Namespace = "http://graphml.graphdrawing.org/xmlns";

    /// <summary>Reads a graph.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The graph.</returns>
    /// <exception cref="GspFormatException">Not GraphML, damaged, or with parts that are not read.</exception>
    public static EdgeList Read(string path) => Parse(FileBytes.ReadAll(path), path);

    /// <summary>Reads a graph from the bytes of a file.</summary>
    /// <param name="bytes">The XML text.</param>
    /// <param name="path">The name to give in errors.</param>
    /// <returns>The graph.</returns>
    /// <exception cref="GspFormatException">Not GraphML, damaged, or with parts that are not read.</exception>
    public static EdgeList Parse(byte[] bytes, string path = "graph") => new GraphMlReader(bytes, path).Read();

    /// <summary>Writes a graph.</summary>
    /// <param name="path">The file to write; complete or absent.</param>
    /// <param name="graph">The graph.</param>
    /// <exception cref="ArgumentException">A node's name holds a character that XML cannot hold.</exception>
    public static void Write(string path, EdgeList graph)
    {
        if (graph.Names is not null)
        {
            foreach (string name in graph.Names)
            {
                Require.That(
                    IsXmlText(name),
                    $"the name of a node, '{name}', holds a character that XML cannot hold",
                    nameof(graph)
                );
            }
        }
        AtomicFile.Write(path, stream => Write(stream, graph));
    }

    internal static void Write(Stream stream, EdgeList graph)
    {
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(false),
            Indent = true,
            NewLineChars = "\n",
        };
        using XmlWriter xml = XmlWriter.Create(stream, settings);
        xml.WriteStartElement("graphml", Namespace);
        WriteKey(xml, "weight", "edge", "double");
        if (graph.Names is not null)
        {
            WriteKey(xml, "name", "node", "string");
        }
        xml.WriteStartElement("graph");
        xml.WriteAttributeString("edgedefault", graph.Directed ? "directed" : "undirected");
        for (int node = 0; node < graph.Nodes; node++)
        {
            xml.WriteStartElement("node");
            xml.WriteAttributeString("id", Identifier(node));
            if (graph.Names is not null)
            {
                WriteData(xml, "name", graph.Names[node]);
            }
            xml.WriteEndElement();
        }
        foreach (GraphEdge edge in graph.Edges)
        {
            xml.WriteStartElement("edge");
            xml.WriteAttributeString("source", Identifier(edge.Source));
            xml.WriteAttributeString("target", Identifier(edge.Target));
            WriteData(xml, "weight", Csv.Text(edge.Weight));
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static string Identifier(int node) => string.Create(CultureInfo.InvariantCulture, $"n{node}");

    private static void WriteKey(XmlWriter xml, string name, string owner, string type)
    {
        xml.WriteStartElement("key");
        xml.WriteAttributeString("id", name);
        xml.WriteAttributeString("for", owner);
        xml.WriteAttributeString("attr.name", name);
        xml.WriteAttributeString("attr.type", type);
        xml.WriteEndElement();
    }

    private static void WriteData(XmlWriter xml, string key, string value)
    {
        xml.WriteStartElement("data");
        xml.WriteAttributeString("key", key);
        xml.WriteString(value);
        xml.WriteEndElement();
    }

    private static bool IsXmlText(string text)
    {
        try
        {
            XmlConvert.VerifyXmlChars(text);
            return !text.Contains('\r', StringComparison.Ordinal);
        }
        catch (XmlException)
        {
            return false;
        }
    }
}
