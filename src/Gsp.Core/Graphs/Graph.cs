using System.Globalization;
using Gsp.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Graphs;

/// <summary>A weighted graph on N nodes, directed or undirected, that never changes after construction.</summary>
/// <remarks>
/// <para>W[i, j] is the effect of node j on node i, the weight of the edge j -> i; a zero means no edge. An undirected graph has W = W^T
/// exactly. Weights are held as compressed sparse rows, whatever form they came in. Self-loops and negative weights are allowed, counted
/// and reported (<see cref="Notices"/>): some operators refuse them.</para>
/// <para>What other libraries cache inside a graph (Laplacian, Fourier basis, largest eigenvalue) are separate immutable values here, so
/// there is no order of calls to remember and every instance is safe for any number of threads. Two graphs compare by reference.</para>
/// </remarks>
public sealed partial class Graph
{
    private readonly double[]? coordinates;

    private Graph(SparseRows rows, bool directed, string[]? names, double[]? coordinates, int dimension)
    {
        Rows = rows;
        IsDirected = directed;
        Names = names;
        this.coordinates = coordinates;
        CoordinateDimension = dimension;
        int loops = 0;
        int negative = 0;
        rows.ForEach(
            (i, j, value) =>
            {
                loops += i == j ? 1 : 0;
                negative += value < 0 && (directed || j >= i) ? 1 : 0;
            }
        );
        (SelfLoops, NegativeWeights) = (loops, negative);
        Edges = directed ? rows.Count : (rows.Count + SelfLoops) / 2;
    }

    /// <summary>The weights by rows.</summary>
    internal SparseRows Rows { get; }

    /// <summary>Number of nodes N.</summary>
    public int Nodes => Rows.Size;

    /// <summary>Number of edges: non-zero weights of a directed graph, unordered pairs (and self-loops) of an undirected one.</summary>
    public int Edges { get; }

    /// <summary>Whether W[i, j] and W[j, i] may differ.</summary>
    public bool IsDirected { get; }

    /// <summary>Number of edges from a node to itself.</summary>
    public int SelfLoops { get; }

    /// <summary>Number of edges with a weight below zero.</summary>
    public int NegativeWeights { get; }

    /// <summary>The nodes' names; null where they have none.</summary>
    public IReadOnlyList<string>? Names { get; }

    /// <summary>Number of coordinates a node has; 0 where the graph has no coordinates.</summary>
    public int CoordinateDimension { get; }

    /// <summary>What an operator may refuse: self-loops, negative weights, isolated nodes; empty where there is nothing to say.</summary>
    public IReadOnlyList<string> Notices
    {
        get
        {
            var notices = new List<string>();
            int isolated = Enumerable.Range(0, Nodes).Zip(OutDegrees(), (i, o) => o + InDegree(i)).Count(d => d == 0);
            Note(SelfLoops, "self-loops (they cancel in the combinatorial Laplacian)");
            Note(NegativeWeights, "edges of negative weight (Laplacians may be indefinite)");
            Note(isolated, "isolated nodes");
            return notices;

            void Note(int count, string what)
            {
                if (count > 0)
                {
                    notices.Add(string.Create(CultureInfo.InvariantCulture, $"{count} {what}"));
                }
            }
        }
    }

    /// <summary>The weight W[target, source]; 0 where there is no edge. Cost: a binary search in the row.</summary>
    /// <param name="target">Row, 0 .. N-1.</param>
    /// <param name="source">Column, 0 .. N-1.</param>
    public double this[int target, int source] =>
        Rows[Require.InRange(target, 0, Nodes - 1), Require.InRange(source, 0, Nodes - 1)];

    /// <summary>The nodes with an edge to a node, ascending; its neighbours where the graph is undirected.</summary>
    /// <param name="target">The node, 0 .. N-1.</param>
    /// <returns>The columns of its row of W.</returns>
    public ReadOnlySpan<int> Sources(int target) => Rows.RowColumns(Require.InRange(target, 0, Nodes - 1));

    /// <summary>The weights of the edges to a node, in the order of <see cref="Sources"/>.</summary>
    /// <param name="target">The node, 0 .. N-1.</param>
    /// <returns>The values of its row of W.</returns>
    public ReadOnlySpan<double> SourceWeights(int target) => Rows.RowValues(Require.InRange(target, 0, Nodes - 1));

    /// <summary>All edges by ascending target, then source; each undirected edge once, with Source &lt;= Target.</summary>
    /// <returns>The edges.</returns>
    public IEnumerable<GraphEdge> EnumerateEdges()
    {
        for (int i = 0; i < Nodes; i++)
        {
            for (int k = Rows.Matrix.RowStarts[i]; k < Rows.Matrix.RowStarts[i + 1]; k++)
            {
                if (IsDirected || Rows.Matrix.ColumnIndices[k] <= i)
                {
                    yield return new GraphEdge(Rows.Matrix.ColumnIndices[k], i, Rows.Matrix.Values[k]);
                }
            }
        }
    }

    /// <summary>The weights as a sparse matrix, shared: it never changes.</summary>
    public SparseMatrix Weights => Rows.Matrix;

    /// <summary>The weights as a fresh dense matrix.</summary>
    /// <returns>W, N x N.</returns>
    public Matrix<double> ToMatrix() => Rows.Matrix.ToDense();

    /// <summary>Number of edges to each node (row counts of W; self-loops included).</summary>
    /// <returns>N counts.</returns>
    public int[] InDegrees() => [.. Enumerable.Range(0, Nodes).Select(InDegree)];

    /// <summary>Number of edges from each node (column counts of W; self-loops included).</summary>
    /// <returns>N counts.</returns>
    public int[] OutDegrees()
    {
        var counts = new int[Nodes];
        foreach (int column in Rows.Matrix.ColumnIndices)
        {
            counts[column]++;
        }
        return counts;
    }

    /// <summary>Sum of the weights of the edges to each node (row sums of W).</summary>
    /// <returns>N sums.</returns>
    public double[] InStrengths() => Rows.Matrix.RowSums();

    /// <summary>Sum of the weights of the edges from each node (column sums of W).</summary>
    /// <returns>N sums.</returns>
    public double[] OutStrengths() => IsDirected ? Reverse().InStrengths() : InStrengths();

    /// <summary>One coordinate of one node.</summary>
    /// <param name="node">The node, 0 .. N-1.</param>
    /// <param name="axis">The axis, 0 .. <see cref="CoordinateDimension"/> - 1.</param>
    /// <returns>The coordinate.</returns>
    /// <exception cref="InvalidOperationException">The graph has no coordinates.</exception>
    public double Coordinate(int node, int axis) =>
        coordinates is null
            ? throw new InvalidOperationException(
                "the graph has no coordinates; give it some by WithCoordinates, for instance from GraphLayout"
            )
            : coordinates[
                Require.InRange(node, 0, Nodes - 1) * CoordinateDimension
                    + Require.InRange(axis, 0, CoordinateDimension - 1)
            ];

    /// <summary>The coordinates as a fresh matrix; null where the graph has none.</summary>
    /// <returns>N x d.</returns>
    public Matrix<double>? CoordinateMatrix() =>
        coordinates is null
            ? null
            : Matrix<double>.Build.Dense(
                Nodes,
                CoordinateDimension,
                (i, k) => coordinates[i * CoordinateDimension + k]
            );

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(IsDirected ? "directed" : "undirected")} graph: {Nodes} nodes, {Edges} edges{(Notices.Count == 0 ? "" : "; ")}{string.Join(", ", Notices)}"
        );

    private int InDegree(int node) => Rows.RowCount(node);
}
