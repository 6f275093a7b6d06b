using System.Globalization;
using System.Text;
using Gsp.Graphs;

namespace Gsp.Files;

/// <summary>One reading of an edge list.</summary>
internal sealed class EdgeListReader
{
    private const byte Comment = (byte)'#';

    private static readonly HashSet<string> HeaderWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "source",
        "from",
        "src",
        "tail",
        "start",
        "node1",
        "node_1",
        "name1",
        "name_1",
        "id1",
        "id_1",
    };

    private readonly EdgeListOptions options;
    private readonly string path;
    private readonly CellParser parser = new([]);
    private readonly Dictionary<string, int> indices = new(StringComparer.Ordinal);
    private readonly List<string> labels = [];
    private readonly List<GraphEdge> edges = [];
    private int? declaredNodes;
    private NodeLabels kind;
    private bool directed;

    public EdgeListReader(EdgeListOptions options, string path)
    {
        this.options = options;
        this.path = path;
        kind = options.Labels;
        directed = options.Directed;
    }

    public EdgeList Read(ReadOnlySpan<byte> bytes)
    {
        ReadDeclaration(bytes);
        byte separator = (byte)(options.Separator ?? (char)SeparatorDetector.Detect(bytes, Comment));
        var scanner = new RowScanner(bytes, separator, path, Comment);
        while (scanner.NextRow())
        {
            if (scanner.Row > 1 || !IsHeader(ref scanner))
            {
                ReadRow(ref scanner);
            }
        }
        return kind switch
        {
            NodeLabels.Names => Named(),
            NodeLabels.Indices => Indexed()
                ?? throw new GspFormatException(
                    path,
                    0,
                    "nodes",
                    $"a label is not an index between 0 and {(declaredNodes ?? int.MaxValue) - 1}; read the labels as names instead"
                ),
            _ => Indexed() ?? Named(),
        };
    }

    private EdgeList Named() =>
        declaredNodes is null || declaredNodes == labels.Count
            ? new EdgeList(labels.Count, edges, directed, labels)
            : throw new GspFormatException(path, 0, "nodes", $"{declaredNodes} nodes declared, {labels.Count} named");

    private EdgeList? Indexed()
    {
        var numbers = new int[labels.Count];
        int nodes = declaredNodes ?? 0;
        for (int k = 0; k < numbers.Length; k++)
        {
            bool integer = int.TryParse(labels[k], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[k]);
            if (!integer || numbers[k] >= (declaredNodes ?? int.MaxValue))
            {
                return null;
            }
            nodes = Math.Max(nodes, numbers[k] + 1);
        }
        bool looksSparse = declaredNodes is null && nodes > 2L * labels.Count;
        if (kind == NodeLabels.Auto && looksSparse)
        {
            return null;
        }
        GraphEdge[] renumbered = [.. edges.Select(e => new GraphEdge(numbers[e.Source], numbers[e.Target], e.Weight))];
        return new EdgeList(nodes, renumbered, directed);
    }

    private void ReadRow(ref RowScanner scanner)
    {
        int source = Index(ref scanner, 0);
        if (scanner.Count == 1)
        {
            return;
        }
        int target = Index(ref scanner, 1);
        double weight = 1;
        if (scanner.Count > 2 && parser.Read(scanner[2], out weight) != CellKind.Number)
        {
            throw scanner.Error(2, $"the weight: {CellParser.Explain(scanner[2])}");
        }
        edges.Add(new GraphEdge(source, target, weight));
    }

    private int Index(ref RowScanner scanner, int cell)
    {
        string label = scanner.Text(cell);
        if (label.Length == 0)
        {
            throw scanner.Error(cell, "the node has no label");
        }
        if (!indices.TryGetValue(label, out int index))
        {
            index = labels.Count;
            indices.Add(label, index);
            labels.Add(label);
        }
        return index;
    }

    private bool IsHeader(ref RowScanner scanner) =>
        options.Header switch
        {
            CsvHeader.Present => true,
            CsvHeader.Absent => false,
            _ => (scanner.Count > 1 && HeaderWords.Contains(scanner.Text(0)))
                || (scanner.Count > 2 && parser.Read(scanner[2], out _) != CellKind.Number),
        };

    /// <summary>Reads the writer's own first line, <c># nodes=5 directed=true labels=names</c>, where there is one.</summary>
    private void ReadDeclaration(ReadOnlySpan<byte> bytes)
    {
        int zero = bytes.IndexOf((byte)0);
        if (zero >= 0)
        {
            throw new GspFormatException(path, zero, "encoding", "a zero byte: this is not a UTF-8 text file");
        }
        if (!bytes.StartsWith("# nodes="u8))
        {
            return;
        }
        int end = bytes.IndexOfAny((byte)'\n', (byte)'\r');
        string line = Encoding.UTF8.GetString(bytes[..Math.Min(end < 0 ? bytes.Length : end, 100)]);
        foreach (string word in line[2..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string value = word[(word.IndexOf('=', StringComparison.Ordinal) + 1)..];
            switch (word[..^value.Length])
            {
                case "nodes=" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int nodes):
                    declaredNodes = nodes;
                    break;
                case "directed=" when value is "true" or "false":
                    directed = value == "true";
                    break;
                case "labels=" when value is "names" or "indices":
                    kind = value == "names" ? NodeLabels.Names : NodeLabels.Indices;
                    break;
                default:
                    throw new GspFormatException(path, 0, "first line", $"'{word}' is not understood");
            }
        }
    }
}
