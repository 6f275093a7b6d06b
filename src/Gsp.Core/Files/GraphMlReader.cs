using System.Globalization;
using System.Text;
using System.Xml;
using Gsp.Graphs;

namespace Gsp.Files;

/// <summary>One reading of a GraphML file, element by element.</summary>
internal sealed class GraphMlReader
{
    private readonly byte[] bytes;
    private readonly string path;
    private XmlReader xml = XmlReader.Create(TextReader.Null);
    private readonly Dictionary<string, string> nodeKeys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> edgeKeys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> nodes = new(StringComparer.Ordinal);
    private readonly List<string> identifiers = [];
    private readonly List<string?> names = [];
    private readonly List<(string Source, string Target, double Weight, bool Directed, int Line, int Position)> edges =
    [];
    private double defaultWeight = 1;
    private bool directedByDefault = true;

    public GraphMlReader(byte[] bytes, string path)
    {
        this.bytes = bytes;
        this.path = path;
    }

    public EdgeList Read()
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
        };
        try
        {
            // The reader looks at the encoding when it is made, so that making it can fail like reading.
            using (xml = XmlReader.Create(new MemoryStream(bytes, writable: false), settings))
            {
                return ReadDocument();
            }
        }
        catch (XmlException e)
        {
            // Only a refused document type comes without a place of its own.
            long offset =
                e.LineNumber > 0
                    ? Offset(e.LineNumber, e.LinePosition)
                    : Math.Max(0, bytes.AsSpan().IndexOf("<!DOCTYPE"u8));
            throw new GspFormatException(path, offset, "XML", e.Message, e);
        }
    }

    private EdgeList ReadDocument()
    {
        xml.MoveToContent();
        if (xml.LocalName != "graphml")
        {
            throw Error("graphml", $"the root element is '{xml.LocalName}'");
        }
        bool found = false;
        foreach (string element in Children())
        {
            switch (element)
            {
                case "key":
                    ReadKey();
                    break;
                case "graph" when !found:
                    found = true;
                    ReadGraph();
                    break;
                case "graph":
                    throw Error("graph", "the file holds more than one graph");
                default:
                    Skip();
                    break;
            }
        }
        return found ? Assemble() : throw Error("graph", "the file holds no graph");
    }

    private void ReadKey()
    {
        string id = Attribute("id");
        string owner = xml.GetAttribute("for") ?? "all";
        string name = (xml.GetAttribute("attr.name") ?? id).ToLowerInvariant();
        if (owner is "node" or "all")
        {
            nodeKeys[id] = name;
        }
        if (owner is "edge" or "all")
        {
            edgeKeys[id] = name;
        }
        foreach (string element in Children())
        {
            if (element == "default" && name == "weight")
            {
                defaultWeight = Number(Text());
            }
            else
            {
                Skip();
            }
        }
    }

    private void ReadGraph()
    {
        directedByDefault = Attribute("edgedefault") switch
        {
            "directed" => true,
            "undirected" => false,
            string other => throw Error("edgedefault", $"'{other}' is neither 'directed' nor 'undirected'"),
        };
        foreach (string element in Children())
        {
            switch (element)
            {
                case "node":
                    ReadNode();
                    break;
                case "edge":
                    ReadEdge();
                    break;
                case "hyperedge":
                    throw Error("hyperedge", "hyperedges are not read");
                default:
                    Skip();
                    break;
            }
        }
    }

    private void ReadNode()
    {
        string id = Attribute("id");
        if (!nodes.TryAdd(id, identifiers.Count))
        {
            throw Error("node", $"two nodes have the identifier '{id}'");
        }
        identifiers.Add(id);
        names.Add(null);
        foreach (string element in Children())
        {
            RefuseNesting(element);
            if (element == "data" && nodeKeys.GetValueOrDefault(Attribute("key")) is "name" or "label")
            {
                names[^1] = Text();
            }
            else
            {
                Skip();
            }
        }
    }

    private void ReadEdge()
    {
        (int line, int position) = Place();
        string source = Attribute("source");
        string target = Attribute("target");
        bool directed = xml.GetAttribute("directed") switch
        {
            "true" => true,
            "false" => false,
            null => directedByDefault,
            string other => throw Error("directed", $"'{other}' is neither 'true' nor 'false'"),
        };
        double weight = defaultWeight;
        foreach (string element in Children())
        {
            RefuseNesting(element);
            if (element == "data" && edgeKeys.GetValueOrDefault(Attribute("key")) == "weight")
            {
                weight = Number(Text());
            }
            else
            {
                Skip();
            }
        }
        edges.Add((source, target, weight, directed, line, position));
    }

    private EdgeList Assemble()
    {
        bool directed = edges.Count == 0 ? directedByDefault : edges.Exists(edge => edge.Directed);
        var list = new List<GraphEdge>(edges.Count);
        foreach ((string source, string target, double weight, bool oneWay, int line, int position) in edges)
        {
            if (!nodes.TryGetValue(source, out int from) || !nodes.TryGetValue(target, out int to))
            {
                throw new GspFormatException(
                    path,
                    Offset(line, position),
                    "edge",
                    $"no node for '{source}' or '{target}'"
                );
            }
            list.Add(new GraphEdge(from, to, weight));
            if (directed && !oneWay && from != to)
            {
                list.Add(new GraphEdge(to, from, weight));
            }
        }
        return new EdgeList(identifiers.Count, list, directed, Names());
    }

    /// <summary>Names where the file gives different ones to all nodes; identifiers otherwise; none where those only count the nodes.</summary>
    private IReadOnlyList<string>? Names()
    {
        string[] given = [.. names.OfType<string>().Distinct(StringComparer.Ordinal)];
        if (given.Length == identifiers.Count && given.Length > 0)
        {
            return given;
        }
        bool counted = identifiers
            .Select((id, k) => id == FormattableString.Invariant($"n{k}") || id == FormattableString.Invariant($"{k}"))
            .All(same => same);
        return counted ? null : identifiers;
    }

    /// <summary>The names of the child elements of the present element; each must be consumed by the caller.</summary>
    private IEnumerable<string> Children()
    {
        if (xml.IsEmptyElement)
        {
            xml.Read();
            yield break;
        }
        int depth = xml.Depth;
        xml.Read();
        while (xml.Depth > depth || xml.NodeType != XmlNodeType.EndElement)
        {
            if (xml.EOF)
            {
                throw Error("XML", "the file ends inside an element");
            }
            if (xml.NodeType == XmlNodeType.Element)
            {
                yield return xml.LocalName;
            }
            else
            {
                xml.Read();
            }
        }
        xml.Read();
    }

    private void Skip() => xml.Skip();

    private string Text() => xml.ReadElementContentAsString();

    private void RefuseNesting(string element)
    {
        if (element is "graph" or "port" or "hyperedge")
        {
            throw Error(element, "nested graphs and ports are not read");
        }
    }

    private string Attribute(string name) =>
        xml.GetAttribute(name) ?? throw Error(name, $"element '{xml.LocalName}' has no attribute '{name}'");

    private double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : throw Error("weight", $"'{text}' is not a number");

    private GspFormatException Error(string field, string reason)
    {
        (int line, int position) = Place();
        return new GspFormatException(path, Offset(line, position), field, reason);
    }

    private (int Line, int Position) Place() =>
        xml is IXmlLineInfo info ? (info.LineNumber, info.LinePosition) : (0, 0);

    /// <summary>The byte offset of a place that the XML reader names by line and character, for UTF-8 text.</summary>
    private long Offset(int line, int character)
    {
        if (line < 1)
        {
            return -1;
        }
        int at = 0;
        for (int k = 1; k < line; k++)
        {
            int end = bytes.AsSpan(at).IndexOf((byte)'\n');
            at = end < 0 ? bytes.Length : at + end + 1;
        }
        for (int k = 1; k < character && at < bytes.Length; k++)
        {
            _ = Rune.DecodeFromUtf8(bytes.AsSpan(at), out _, out int consumed);
            at += consumed;
        }
        return at;
    }
}
