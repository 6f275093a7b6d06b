using System.Globalization;
using Gsp.Numerics;

namespace Gsp.Networks;

/// <summary>The directed edges of a graph as two lists of nodes.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class GraphEdges
{
    /// <summary>Makes the edges.</summary>
    /// <param name="sources">The node that each edge leaves.</param>
    /// <param name="targets">The node that each edge enters.</param>
    /// <param name="nodeCount">Number of nodes.</param>
    /// <exception cref="ArgumentException">The lists differ in length, or a node lies outside.</exception>
    public GraphEdges(ReadOnlySpan<int> sources, ReadOnlySpan<int> targets, int nodeCount)
    {
        Require.SameLength(targets.Length, sources.Length, nameof(targets), "every edge has a source and a target");
        Sources = new IndexList(sources, nodeCount);
        Targets = new IndexList(targets, nodeCount);
    }

    /// <summary>The node that each edge leaves.</summary>
    public IndexList Sources { get; }

    /// <summary>The node that each edge enters.</summary>
    public IndexList Targets { get; }

    /// <summary>Number of nodes.</summary>
    public int NodeCount => Sources.Bound;

    /// <summary>Number of edges.</summary>
    public int Count => Sources.Count;

    /// <summary>The stored entries of an adjacency matrix, row by row: entry (i, j) is an edge from i to j.</summary>
    /// <param name="adjacency">A square matrix.</param>
    /// <returns>The edges.</returns>
    public static GraphEdges Of(SparseMatrix adjacency)
    {
        ArgumentNullException.ThrowIfNull(adjacency);
        Require.SameLength(adjacency.ColumnCount, adjacency.RowCount, nameof(adjacency), "columns; it is to be square");
        int[] sources = [.. adjacency.Triplets().Select(entry => entry.Row)];
        return new GraphEdges(sources, adjacency.ColumnIndices, adjacency.RowCount);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{NodeCount} nodes, {Count} edges");
}
