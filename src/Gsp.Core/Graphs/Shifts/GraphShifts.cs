namespace Gsp.Graphs;

/// <summary>Makes the shift operators of a graph.</summary>
public static class GraphShifts
{
    /// <summary>One of the standard shift operators.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="kind">Which; not <see cref="ShiftKind.Custom"/>.</param>
    /// <returns>The operator.</returns>
    /// <exception cref="ArgumentException">The kind is not defined for this graph: the message names the alternative.</exception>
    public static GraphShift Shift(this Graph graph, ShiftKind kind) =>
        kind switch
        {
            ShiftKind.Adjacency => new GraphShift(graph.Rows, kind, !graph.IsDirected),
            ShiftKind.CombinatorialLaplacian => Laplacian(graph, graph.InStrengths(), (_, _, w) => w, kind),
            ShiftKind.NormalisedLaplacian => Normalised(graph),
            ShiftKind.RandomWalk => Walk(graph),
            ShiftKind.RandomWalkLaplacian => WalkLaplacian(graph),
            ShiftKind.DirectedLaplacian => DirectedLaplacian.Of(graph).Shift,
            _ => throw new ArgumentException(
                $"'{kind}' cannot be made from a graph; use GraphShift.FromMatrix",
                nameof(kind)
            ),
        };

    /// <summary>The combinatorial Laplacian L = D - W.</summary>
    /// <param name="graph">The graph.</param>
    /// <returns>The operator.</returns>
    public static GraphShift Laplacian(this Graph graph) => graph.Shift(ShiftKind.CombinatorialLaplacian);

    private static GraphShift Normalised(Graph graph)
    {
        Require.That(
            !graph.IsDirected,
            "the normalised Laplacian is defined for undirected graphs; for a directed one use DirectedLaplacian (Chung), MagneticLaplacian, or Symmetrise",
            nameof(graph)
        );
        RequireNonNegative(graph);
        double[] root = [.. graph.InStrengths().Select(d => d > 0 ? 1 / Math.Sqrt(d) : 0)];
        double[] diagonal = [.. root.Select(r => r > 0 ? 1.0 : 0)];
        return Laplacian(graph, diagonal, (i, j, w) => root[i] * root[j] * w, ShiftKind.NormalisedLaplacian);
    }

    private static GraphShift WalkLaplacian(Graph graph)
    {
        RequireNonNegative(graph);
        double[] strength = graph.InStrengths();
        return Laplacian(
            graph,
            [.. strength.Select(d => d > 0 ? 1.0 : 0)],
            (i, _, w) => w / strength[i],
            ShiftKind.RandomWalkLaplacian
        );
    }

    private static GraphShift Walk(Graph graph)
    {
        RequireNonNegative(graph);
        double[] strength = graph.InStrengths();
        var builder = new SparseRows.Builder(graph.Nodes);
        graph.Rows.ForEach((i, j, w) => builder.Add(i, j, w / strength[i]));
        return new GraphShift(builder.Build(), ShiftKind.RandomWalk, symmetric: false);
    }

    /// <summary>diagonal - weight(W), self-loops included on both sides.</summary>
    private static GraphShift Laplacian(
        Graph graph,
        double[] diagonal,
        Func<int, int, double, double> weight,
        ShiftKind kind
    )
    {
        var builder = new SparseRows.Builder(graph.Nodes);
        for (int i = 0; i < graph.Nodes; i++)
        {
            builder.Add(i, i, diagonal[i]);
        }
        graph.Rows.ForEach((i, j, w) => builder.Add(i, j, -weight(i, j, w)));
        bool symmetric = !graph.IsDirected && kind != ShiftKind.RandomWalkLaplacian;
        return new GraphShift(builder.Build(sumDuplicates: true), kind, symmetric);
    }

    internal static void RequireNonNegative(Graph graph) =>
        Require.That(
            graph.NegativeWeights == 0,
            FormattableString.Invariant(
                $"the graph has {graph.NegativeWeights} negative weights, for which this operator is not defined; take Adjacency or CombinatorialLaplacian, or MapWeights(Math.Abs)"
            ),
            nameof(graph)
        );
}
