using Gsp.Graphs;

namespace Gsp.Files;

/// <summary>Reads and writes graphs; the file's ending names its format.</summary>
/// <remarks><c>.graphml</c> is GraphML, <c>.mtx</c> MatrixMarket (entry (i, j) is the effect of node j on node i), every other ending an edge
/// list. Stateless; thread-safe.</remarks>
public static class GraphFiles
{
    /// <summary>Reads a graph.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How an edge list is read; null for the defaults. Other formats say themselves what they hold.</param>
    /// <returns>The graph.</returns>
    /// <exception cref="GspFormatException">The file is damaged, or what it holds is no graph.</exception>
    public static Graph Read(string path, EdgeListOptions? options = null) =>
        Ending(path) switch
        {
            ".graphml" => Checked(path, GraphMl.Read(path).ToGraph),
            ".mtx" => Checked(path, () => FromMatrix(MatrixMarket.Read(path))),
            _ => Checked(path, EdgeListFile.Read(path, options).ToGraph),
        };

    /// <summary>Writes a graph.</summary>
    /// <param name="path">The file to write; complete or absent.</param>
    /// <param name="graph">The graph; coordinates are not written, names not to MatrixMarket.</param>
    public static void Write(string path, Graph graph)
    {
        switch (Ending(path))
        {
            case ".graphml":
                GraphMl.Write(path, EdgeList.FromGraph(graph));
                break;
            case ".mtx":
                MatrixMarket.Write(path, ToMatrix(graph));
                break;
            default:
                EdgeListFile.Write(path, EdgeList.FromGraph(graph));
                break;
        }
    }

    private static string Ending(string path) => Path.GetExtension(path).ToLowerInvariant();

    private static Graph Checked(string path, Func<Graph> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentException e)
        {
            throw new GspFormatException(path, -1, "graph", e.Message, e);
        }
    }

    private static Graph FromMatrix(MatrixMarketMatrix matrix)
    {
        Require.SameLength(matrix.Columns, matrix.Rows, "the matrix's columns", "a graph's matrix is square");
        bool directed = matrix.Symmetry != MatrixMarketSymmetry.Symmetric;
        IEnumerable<GraphEdge> edges = matrix
            .Entries()
            .Where(entry => entry.Value != 0 && (directed || entry.Row >= entry.Column))
            .Select(entry => new GraphEdge(entry.Column, entry.Row, entry.Value));
        return Graph.FromEdges(matrix.Rows, edges, directed);
    }

    private static MatrixMarketMatrix ToMatrix(Graph graph)
    {
        // The lower triangle of a symmetric matrix: row at least column.
        GraphEdge[] edges = [.. graph.EnumerateEdges()];
        return new MatrixMarketMatrix
        {
            Rows = graph.Nodes,
            Columns = graph.Nodes,
            Symmetry = graph.IsDirected ? MatrixMarketSymmetry.General : MatrixMarketSymmetry.Symmetric,
            RowIndices = [.. edges.Select(edge => graph.IsDirected ? edge.Target : Math.Max(edge.Source, edge.Target))],
            ColumnIndices =
            [
                .. edges.Select(edge => graph.IsDirected ? edge.Source : Math.Min(edge.Source, edge.Target)),
            ],
            Values = [.. edges.Select(edge => edge.Weight)],
        };
    }
}
