using System.Globalization;
using Gsp.Graphs;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Files;

/// <summary>A graph as files hold it: nodes, their names, weighted edges. What every graph format is read into and written from.</summary>
/// <remarks>Immutable; compares by reference. An undirected graph lists each edge once.</remarks>
public sealed record EdgeList
{
    /// <summary>Creates a graph.</summary>
    /// <param name="nodes">Number of nodes.</param>
    /// <param name="edges">The edges, between nodes 0 and <paramref name="nodes"/> - 1.</param>
    /// <param name="directed">Whether an edge has a direction.</param>
    /// <param name="names">One name a node, all different; null where nodes have none.</param>
    /// <exception cref="ArgumentException">An edge leaves the range of nodes, or names are too few, too many or not different.</exception>
    public EdgeList(int nodes, IReadOnlyList<GraphEdge> edges, bool directed, IReadOnlyList<string>? names = null)
    {
        Require.NotNegative(nodes);
        foreach (GraphEdge edge in edges)
        {
            Require.That(
                (uint)edge.Source < (uint)nodes && (uint)edge.Target < (uint)nodes,
                FormattableString.Invariant(
                    $"edge {edge.Source} -> {edge.Target} leaves the {nodes} nodes (indices count from 0)"
                ),
                nameof(edges)
            );
        }
        if (names is not null)
        {
            Require.SameLength(names.Count, nodes, nameof(names), "one name a node");
            Require.That(
                names.Distinct(StringComparer.Ordinal).Count() == nodes,
                "two nodes have the same name",
                nameof(names)
            );
        }
        Nodes = nodes;
        Edges = edges;
        Directed = directed;
        Names = names;
    }

    /// <summary>Number of nodes, those without edges included.</summary>
    public int Nodes { get; }

    /// <summary>The edges in the file's order.</summary>
    public IReadOnlyList<GraphEdge> Edges { get; }

    /// <summary>Whether an edge has a direction.</summary>
    public bool Directed { get; }

    /// <summary>One name a node; null where nodes have none.</summary>
    public IReadOnlyList<string>? Names { get; }

    /// <summary>The name of a node, or its index where nodes have none.</summary>
    /// <param name="node">Index of the node.</param>
    /// <returns>Its name.</returns>
    public string Name(int node) => Names?[node] ?? node.ToString(CultureInfo.InvariantCulture);

    /// <summary>The weighted adjacency matrix: entry (i, j) is the effect of node j on node i.</summary>
    /// <returns>N x N; an edge s -> t adds its weight at (t, s), and at (s, t) too where the graph is undirected.</returns>
    /// <exception cref="ArgumentException">The matrix would exceed what one array can hold.</exception>
    public Matrix<double> ToAdjacency()
    {
        Require.That(
            (long)Nodes * Nodes <= Array.MaxLength,
            FormattableString.Invariant($"a dense matrix of {Nodes} nodes does not fit in memory"),
            nameof(Nodes)
        );
        var values = new double[Nodes * Nodes];
        foreach (GraphEdge edge in Edges)
        {
            values[edge.Target + (edge.Source * Nodes)] += edge.Weight;
            if (!Directed && edge.Source != edge.Target)
            {
                values[edge.Source + (edge.Target * Nodes)] += edge.Weight;
            }
        }
        return Matrix<double>.Build.Dense(Nodes, Nodes, values);
    }

    /// <summary>The graph of a weighted adjacency matrix.</summary>
    /// <param name="adjacency">N x N; entry (i, j) is the effect of node j on node i, zero where there is no edge.</param>
    /// <param name="directed">Whether to keep directions; an undirected graph takes the entries with i >= j of a symmetric matrix.</param>
    /// <param name="names">One name a node; null where nodes have none.</param>
    /// <returns>The graph, edges ordered by source, then target.</returns>
    /// <exception cref="ArgumentException">The matrix is not square, or not symmetric although the graph is undirected.</exception>
    public static EdgeList FromAdjacency(Matrix<double> adjacency, bool directed, IReadOnlyList<string>? names = null)
    {
        Require.SameLength(adjacency.ColumnCount, adjacency.RowCount, nameof(adjacency), "the matrix must be square");
        int nodes = adjacency.RowCount;
        var edges = new List<GraphEdge>();
        for (int source = 0; source < nodes; source++)
        {
            for (int target = directed ? 0 : source; target < nodes; target++)
            {
                double weight = adjacency[target, source];
                Require.That(
                    directed || weight.Equals(adjacency[source, target]),
                    FormattableString.Invariant(
                        $"entries ({target}, {source}) and ({source}, {target}) differ: the graph is directed"
                    ),
                    nameof(adjacency)
                );
                if (weight != 0)
                {
                    edges.Add(new GraphEdge(source, target, weight));
                }
            }
        }
        return new EdgeList(nodes, edges, directed, names);
    }

    /// <summary>The graph with all its operations.</summary>
    /// <returns>The same nodes, names and weights; an edge of weight zero is no edge.</returns>
    /// <exception cref="ArgumentException">No nodes, a weight that is not finite, or a pair with two different weights. A pair that stands
    /// twice with the same weight, as many files list both directions of an undirected edge, counts once.</exception>
    public Graph ToGraph()
    {
        var weights = new Dictionary<(int, int), double>(Edges.Count);
        var once = new List<GraphEdge>(Edges.Count);
        foreach (GraphEdge edge in Edges)
        {
            bool swap = !Directed && edge.Source > edge.Target;
            (int, int) pair = swap ? (edge.Target, edge.Source) : (edge.Source, edge.Target);
            if (weights.TryAdd(pair, edge.Weight))
            {
                once.Add(edge);
                continue;
            }
            Require.That(
                weights[pair].Equals(edge.Weight),
                FormattableString.Invariant(
                    $"edge {Name(edge.Source)} -> {Name(edge.Target)} stands twice, with weights {weights[pair]:R} and {edge.Weight:R}"
                ),
                nameof(Edges)
            );
        }
        var graph = Graph.FromEdges(Nodes, once, Directed);
        return Names is null ? graph : graph.WithNames(Names);
    }

    /// <summary>The neutral form of a graph, to be written.</summary>
    /// <param name="graph">The graph; its coordinates are left out.</param>
    /// <returns>Its nodes, names and edges.</returns>
    public static EdgeList FromGraph(Graph graph) =>
        new(graph.Nodes, [.. graph.EnumerateEdges()], graph.IsDirected, graph.Names);

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(Directed ? "directed" : "undirected")} graph of {Nodes} nodes and {Edges.Count} edges"
        );
}
