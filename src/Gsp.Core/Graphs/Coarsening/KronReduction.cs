using Gsp.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Graphs;

/// <summary>Kron reduction: the graph on some nodes that behaves, between them, like the whole.</summary>
/// <remarks>
/// Its Laplacian is the Schur complement L_kk - L_kr L_rr^-1 L_rk of the kept nodes k and the removed ones r: seen as an electrical network of
/// conductances, effective resistances between kept nodes stay as they were. The result is denser than the graph. Cost: O(r^3). Dorfler and
/// Bullo, "Kron reduction of graphs with applications to electrical networks", IEEE TCAS-I 60 (2013).
/// </remarks>
public static class KronReduction
{
    /// <summary>Reduces a graph to some of its nodes.</summary>
    /// <param name="graph">An undirected graph of non-negative weights; self-loops are left out.</param>
    /// <param name="kept">Distinct nodes to keep, at least one; node i of the result is node <c>kept[i]</c>.</param>
    /// <returns>The reduced graph, with names and coordinates carried along.</returns>
    /// <exception cref="ArgumentException">A directed graph, negative weights, or nodes out of range or given twice.</exception>
    public static Graph Reduce(Graph graph, params ReadOnlySpan<int> kept)
    {
        Require.That(!graph.IsDirected, "Kron reduction needs an undirected graph; use Symmetrise", nameof(graph));
        GraphShifts.RequireNonNegative(graph);
        Graph skeleton = graph.Subgraph(kept);
        int[] keep = kept.ToArray();
        int[] component = graph.WeakComponents();
        HashSet<int> alive = [.. keep.Select(node => component[node])];
        // A component without a kept node vanishes; its part of L_rr would be singular.
        int[] removed = [.. Enumerable.Range(0, graph.Nodes).Where(i => alive.Contains(component[i])).Except(keep)];
        if (removed.Length == 0)
        {
            return skeleton.WithoutSelfLoops();
        }
        GraphShift laplacian = graph.WithoutSelfLoops().Laplacian();
        Matrix<double> Block(int[] rows, int[] columns) =>
            Matrix<double>.Build.Dense(rows.Length, columns.Length, (i, j) => laplacian.Rows[rows[i], columns[j]]);
        Matrix<double> between = Block(removed, keep);
        Matrix<double> solved = Cholesky.Of(Block(removed, removed)).Solve(between);
        Matrix<double> reduced = Block(keep, keep) - between.TransposeThisAndMultiply(solved);
        double noise = 1e-14 * reduced.Enumerate().Max(Math.Abs);
        Matrix<double> weights = Matrix<double>.Build.Dense(
            keep.Length,
            keep.Length,
            (i, j) =>
            {
                double weight = i == j ? 0 : -0.5 * (reduced[i, j] + reduced[j, i]);
                return weight > noise ? weight : 0;
            }
        );
        return skeleton.WithWeights(Graph.Undirected(weights));
    }
}

/// <summary>One level of a multiresolution.</summary>
/// <param name="Graph">The graph of this level.</param>
/// <param name="Kept">Its nodes as nodes of the level before.</param>
public sealed record MultiresolutionLevel(Graph Graph, IReadOnlyList<int> Kept);

/// <summary>A sequence of ever smaller graphs by Kron reduction (PyGSP: <c>graph_multiresolution</c>, without its random sparsification).</summary>
public static class GraphMultiresolution
{
    /// <summary>Halves a graph repeatedly: each level keeps the nodes where the mode of highest frequency is not negative.</summary>
    /// <param name="graph">An undirected graph of non-negative weights.</param>
    /// <param name="levels">How many reductions, at least 1; fewer are made once a single node is left or nothing is removed.</param>
    /// <returns>The levels after the first. Shuman, Faraji and Vandergheynst, "A multiscale pyramid transform for graph signals", IEEE TSP 64 (2016).</returns>
    public static IReadOnlyList<MultiresolutionLevel> Build(Graph graph, int levels)
    {
        Require.Positive(levels);
        var result = new List<MultiresolutionLevel>();
        for (int level = 0; level < levels && graph.Nodes > 1; level++)
        {
            FourierBasis basis = FourierBasis.Of(graph.Laplacian());
            double[] mode = basis.Mode(graph.Nodes - 1).ToArray();
            int[] kept = [.. Enumerable.Range(0, graph.Nodes).Where(i => mode[i] >= 0)];
            if (kept.Length == graph.Nodes)
            {
                break;
            }
            graph = KronReduction.Reduce(graph, kept);
            result.Add(new MultiresolutionLevel(graph, kept));
        }
        return result;
    }
}
