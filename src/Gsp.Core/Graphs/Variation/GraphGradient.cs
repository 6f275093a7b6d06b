namespace Gsp.Graphs;

/// <summary>The gradient of a signal along the edges of an undirected graph, and its adjoint, the (negative) divergence.</summary>
/// <remarks>(G x)_e = sqrt(w_e) (x_target - x_source), so that G^T G is the combinatorial Laplacian (PyGSP: <c>grad</c>, <c>div</c>,
/// and <c>D</c> = G^T). Edges come in the order of <see cref="Graph.EnumerateEdges"/>; self-loops have gradient 0. Immutable and thread-safe.</remarks>
public sealed class GraphGradient
{
    private readonly GraphEdge[] edges;
    private readonly double[] roots;

    /// <summary>Prepares the operator of a graph.</summary>
    /// <param name="graph">An undirected graph of non-negative weights.</param>
    /// <exception cref="ArgumentException">The graph is directed or has negative weights.</exception>
    public GraphGradient(Graph graph)
    {
        Require.That(
            !graph.IsDirected,
            "a gradient needs an undirected graph; use Symmetrise, or GraphVariation for directed measures",
            nameof(graph)
        );
        GraphShifts.RequireNonNegative(graph);
        Nodes = graph.Nodes;
        edges = [.. graph.EnumerateEdges()];
        roots = [.. edges.Select(e => Math.Sqrt(e.Weight))];
    }

    /// <summary>Number of nodes N.</summary>
    public int Nodes { get; }

    /// <summary>The edges, in the order of the gradient's entries.</summary>
    public IReadOnlyList<GraphEdge> Edges => edges;

    /// <summary>The gradient.</summary>
    /// <param name="signal">x, N values.</param>
    /// <returns>One value an edge.</returns>
    public double[] Apply(ReadOnlySpan<double> signal)
    {
        Require.SameLength(signal.Length, Nodes, nameof(signal), "one value a node");
        var gradient = new double[edges.Length];
        for (int e = 0; e < edges.Length; e++)
        {
            gradient[e] = roots[e] * (signal[edges[e].Target] - signal[edges[e].Source]);
        }
        return gradient;
    }

    /// <summary>The adjoint G^T v.</summary>
    /// <param name="flow">v, one value an edge.</param>
    /// <returns>N values that sum to zero.</returns>
    public double[] Adjoint(ReadOnlySpan<double> flow)
    {
        Require.SameLength(flow.Length, edges.Length, nameof(flow), "one value an edge");
        var result = new double[Nodes];
        for (int e = 0; e < edges.Length; e++)
        {
            double value = roots[e] * flow[e];
            result[edges[e].Target] += value;
            result[edges[e].Source] -= value;
        }
        return result;
    }
}
