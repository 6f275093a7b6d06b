using System.Globalization;
using System.Text;
using Gsp.Graphs;

namespace Gsp.Files;

/// <summary>What the first two cells of an edge list's rows are.</summary>
public enum NodeLabels
{
    /// <summary>Indices where all labels are integers below twice the number of different labels;
    /// names otherwise.</summary>
    Auto,

    /// <summary>Node indices counted from 0.</summary>
    Indices,

    /// <summary>Names; nodes are numbered in the order in which they appear.</summary>
    Names,
}

/// <summary>How an edge list is read.</summary>
public sealed record EdgeListOptions
{
    /// <summary>The character between cells; a space stands for any run of blanks and tabs; null finds it.</summary>
    public char? Separator { get; init; }

    /// <summary>Whether edges have a direction, where the file does not say so itself.</summary>
    public bool Directed { get; init; } = true;

    /// <summary>What the labels are.</summary>
    public NodeLabels Labels { get; init; }

    /// <summary>Whether the first row is a header; found by default from words such as <c>source</c>, <c>from</c> or <c>name_1</c> in its
    /// first cell, or a third cell that is no number.</summary>
    public CsvHeader Header { get; init; }
}

/// <summary>Reads and writes edge lists: one row an edge, <c>source,target[,weight]</c>, further cells ignored.</summary>
/// <remarks>Lines that start with <c>#</c> are comments. A row of one cell is a node without edges. The writer's first line,
/// <c># nodes=5 directed=true labels=indices</c>, keeps the number of nodes and the direction; without it nodes are those that appear. Stateless; thread-safe.</remarks>
public static class EdgeListFile
{
    /// <summary>Reads a graph.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read it; null for the defaults.</param>
    /// <returns>The graph.</returns>
    /// <exception cref="GspFormatException">A row without target, a weight that is no number, or not a text file.</exception>
    public static EdgeList Read(string path, EdgeListOptions? options = null) =>
        Parse(FileBytes.ReadAll(path), options, path);

    /// <summary>Reads a graph from the bytes of a file.</summary>
    /// <param name="bytes">The text, UTF-8.</param>
    /// <param name="options">How to read it; null for the defaults.</param>
    /// <param name="path">The name to give in errors.</param>
    /// <returns>The graph.</returns>
    /// <exception cref="GspFormatException">A row without target, a weight that is no number, or not a text file.</exception>
    public static EdgeList Parse(ReadOnlySpan<byte> bytes, EdgeListOptions? options = null, string path = "edges")
    {
        options ??= new EdgeListOptions();
        new CsvOptions { Separator = options.Separator }.Validate();
        return new EdgeListReader(options, path).Read(bytes);
    }

    /// <summary>Writes a graph, with node names where it has them, with indices otherwise.</summary>
    /// <param name="path">The file to write; complete or absent.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="separator">The character between cells.</param>
    public static void Write(string path, EdgeList graph, char separator = ',') =>
        AtomicFile.WriteText(path, Text(graph, separator));

    internal static string Text(EdgeList graph, char separator = ',')
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"# nodes={graph.Nodes} directed={(graph.Directed ? "true" : "false")} labels={(graph.Names is null ? "indices" : "names")}\n"
        );
        text.Append(string.Join(separator, "source", "target", "weight")).Append('\n');
        // Named nodes are declared first, one a row, so that their order and those without edges survive.
        for (int node = 0; graph.Names is not null && node < graph.Nodes; node++)
        {
            text.Append(Csv.Quoted(graph.Names[node], separator)).Append('\n');
        }
        foreach (GraphEdge edge in graph.Edges)
        {
            text.Append(
                string.Join(
                    separator,
                    Csv.Quoted(graph.Name(edge.Source), separator),
                    Csv.Quoted(graph.Name(edge.Target), separator),
                    Csv.Text(edge.Weight)
                )
            );
            text.Append('\n');
        }
        return text.ToString();
    }
}
