using System.Globalization;
using Gsp.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Graphs;

public sealed partial class Graph
{
    /// <summary>Largest |W[i,j] - W[j,i]| over max |W| that still counts as rounding.</summary>
    private const double SymmetryTolerance = 1e-12;

    /// <summary>A directed graph from its weight matrix.</summary>
    /// <param name="weights">W, N x N; W[i, j] is the effect of node j on node i.</param>
    /// <returns>The graph.</returns>
    /// <exception cref="ArgumentException">The matrix is not square, is empty or holds a value that is not finite.</exception>
    public static Graph Directed(Matrix<double> weights) => Checked(SquareRows(weights), directed: true);

    /// <summary>An undirected graph from its symmetric weight matrix.</summary>
    /// <param name="weights">W, N x N, symmetric up to rounding (1e-12 of the largest weight); the two halves are averaged.</param>
    /// <returns>The graph.</returns>
    /// <exception cref="ArgumentException">The matrix is not square, not symmetric, empty or holds a value that is not finite.</exception>
    public static Graph Undirected(Matrix<double> weights) => Checked(SquareRows(weights), directed: false);

    /// <summary>A graph from a list of edges.</summary>
    /// <param name="nodes">Number of nodes N.</param>
    /// <param name="edges">The edges; for an undirected graph each pair once, in either direction. Edges of weight 0 are left out.</param>
    /// <param name="directed">Whether an edge acts in its own direction only.</param>
    /// <returns>The graph.</returns>
    /// <exception cref="ArgumentException">A node outside 0 .. N-1, an edge given twice, or a weight that is not finite.</exception>
    public static Graph FromEdges(int nodes, IEnumerable<GraphEdge> edges, bool directed)
    {
        Require.Positive(nodes);
        var builder = new SparseRows.Builder(nodes);
        foreach (GraphEdge edge in edges)
        {
            Require.InRange(edge.Source, 0, nodes - 1, "an edge names a node that does not exist", nameof(edges));
            Require.InRange(edge.Target, 0, nodes - 1, "an edge names a node that does not exist", nameof(edges));
            builder.Add(edge.Target, edge.Source, edge.Weight);
            if (!directed && edge.Source != edge.Target)
            {
                builder.Add(edge.Source, edge.Target, edge.Weight);
            }
        }
        return Checked(builder.Build(), directed);
    }

    /// <summary>A graph from compressed sparse rows.</summary>
    /// <param name="nodes">Number of nodes N.</param>
    /// <param name="rowStarts">N + 1 offsets: row i holds the values rowStarts[i] .. rowStarts[i + 1] - 1.</param>
    /// <param name="columns">Column (source node) of each value.</param>
    /// <param name="values">The weights; stored zeros are dropped.</param>
    /// <param name="directed">Whether the matrix may be asymmetric.</param>
    /// <returns>The graph; it keeps copies.</returns>
    /// <exception cref="ArgumentException">Inconsistent arrays, an entry given twice, asymmetry of an undirected graph, or a weight that is not finite.</exception>
    public static Graph FromSparseRows(
        int nodes,
        ReadOnlySpan<int> rowStarts,
        ReadOnlySpan<int> columns,
        ReadOnlySpan<double> values,
        bool directed
    ) => Checked(SparseRows.FromArrays(Require.Positive(nodes), rowStarts, columns, values), directed);

    /// <summary>The same graph with names.</summary>
    /// <param name="names">One distinct name a node.</param>
    /// <returns>A new graph that shares the weights.</returns>
    public Graph WithNames(params IReadOnlyList<string> names)
    {
        Require.SameLength(names.Count, Nodes, nameof(names), "one name a node");
        string? twice = names.GroupBy(n => n, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1)?.Key;
        Require.That(twice is null, $"the name '{twice}' is given twice; names must differ", nameof(names));
        return new Graph(Rows, IsDirected, [.. names], coordinates, CoordinateDimension);
    }

    /// <summary>The same graph with coordinates, for drawing or distances.</summary>
    /// <param name="positions">N x d, one row a node.</param>
    /// <returns>A new graph that shares the weights.</returns>
    public Graph WithCoordinates(Matrix<double> positions)
    {
        Require.SameLength(positions.RowCount, Nodes, nameof(positions), "one row of coordinates a node");
        double[] rows = positions.ToRowMajorArray();
        Require.Finite(rows, nameof(positions));
        return new Graph(Rows, IsDirected, NameArray(), rows, positions.ColumnCount);
    }

    private string[]? NameArray() => Names is null ? null : [.. Names];

    private static SparseRows SquareRows(Matrix<double> weights)
    {
        Require.That(
            weights.RowCount == weights.ColumnCount,
            string.Create(
                CultureInfo.InvariantCulture,
                $"weights is {weights.RowCount} x {weights.ColumnCount}; a graph's weight matrix is square (samples are no weights: learn a graph from them first)"
            ),
            nameof(weights)
        );
        return SparseRows.FromDense(weights);
    }

    internal static Graph Checked(SparseRows rows, bool directed) =>
        new(directed ? rows : ExactlySymmetric(rows), directed, null, null, 0);

    /// <summary>Removes rounding-level asymmetry, so that W = W^T holds exactly from here on.</summary>
    private static SparseRows ExactlySymmetric(SparseRows rows)
    {
        double largest = Reductions.MaxMagnitude(rows.Matrix.Values);
        bool exact = true;
        var builder = new SparseRows.Builder(rows.Size);
        rows.ForEach(
            (i, j, value) =>
            {
                double opposite = rows[j, i];
                Require.That(
                    Math.Abs(value - opposite) <= SymmetryTolerance * largest,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"W[{i}, {j}] = {value:R} but W[{j}, {i}] = {opposite:R}; an undirected graph needs a symmetric matrix (use Graph.Directed, then Symmetrise if need be)"
                    ),
                    "weights"
                );
                exact &= value == opposite;
                if (j <= i || opposite == 0)
                {
                    double mean = 0.5 * (value + opposite);
                    builder.Add(i, j, mean);
                    if (i != j)
                    {
                        builder.Add(j, i, mean);
                    }
                }
            }
        );
        return exact ? rows : builder.Build();
    }
}
