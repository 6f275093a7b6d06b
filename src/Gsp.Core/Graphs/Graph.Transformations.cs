namespace Gsp.Graphs;

public sealed partial class Graph
{
    /// <summary>The graph with every edge turned round: W^T.</summary>
    /// <returns>A new graph; this one where it is undirected.</returns>
    public Graph Reverse() => IsDirected ? With(Rows.Transpose(), directed: true) : this;

    /// <summary>The undirected graph that joins opposite weights by a rule.</summary>
    /// <param name="rule">How W[i, j] and W[j, i] become one weight.</param>
    /// <returns>A new graph; this one where it is undirected.</returns>
    public Graph Symmetrise(Symmetrisation rule = Symmetrisation.Average)
    {
        if (!IsDirected)
        {
            return this;
        }
        var builder = new SparseRows.Builder(Nodes);
        Rows.ForEach(
            (i, j, value) =>
            {
                double opposite = Rows[j, i];
                // A pair is met once from each end that has an entry; it is written at the first meeting only.
                if (i < j && opposite != 0)
                {
                    return;
                }
                double joined = Join(value, opposite, rule);
                builder.Add(i, j, joined);
                if (i != j)
                {
                    builder.Add(j, i, joined);
                }
            }
        );
        return With(builder.Build(), directed: false);
    }

    /// <summary>The graph seen as a directed one: the same weights, free to differ by direction.</summary>
    /// <returns>A new graph that shares the weights; this one where it is directed.</returns>
    public Graph AsDirected() => IsDirected ? this : With(Rows, directed: true);

    /// <summary>The graph with its nodes renumbered: node i of the result is node <c>order[i]</c> of this one (W becomes P W P^T).</summary>
    /// <param name="order">A permutation of 0 .. N-1.</param>
    /// <returns>A new graph with names and coordinates carried along.</returns>
    /// <exception cref="ArgumentException">Not a permutation.</exception>
    public Graph Relabel(params ReadOnlySpan<int> order)
    {
        Require.SameLength(order.Length, Nodes, nameof(order), "a permutation of all nodes");
        return Subgraph(order);
    }

    /// <summary>The graph on some of the nodes with the edges between them.</summary>
    /// <param name="nodes">Distinct nodes; node i of the result is node <c>nodes[i]</c> of this one.</param>
    /// <returns>A new graph with names and coordinates carried along.</returns>
    /// <exception cref="ArgumentException">A node outside 0 .. N-1 or given twice.</exception>
    public Graph Subgraph(params ReadOnlySpan<int> nodes)
    {
        var position = new int[Nodes];
        Array.Fill(position, -1);
        for (int i = 0; i < nodes.Length; i++)
        {
            Require.InRange(nodes[i], 0, Nodes - 1, "no such node", nameof(nodes));
            Require.That(
                position[nodes[i]] < 0,
                FormattableString.Invariant($"node {nodes[i]} is given twice; every node at most once"),
                nameof(nodes)
            );
            position[nodes[i]] = i;
        }
        var builder = new SparseRows.Builder(
            Require.Positive(nodes.Length, "a graph has at least one node", nameof(nodes))
        );
        Rows.ForEach(
            (i, j, value) =>
            {
                if (position[i] >= 0 && position[j] >= 0)
                {
                    builder.Add(position[i], position[j], value);
                }
            }
        );
        int[] kept = nodes.ToArray();
        int d = CoordinateDimension;
        double[]? moved = coordinates is null
            ? null
            : [.. kept.SelectMany(node => coordinates[(node * d)..((node + 1) * d)])];
        string[]? renamed = Names is null ? null : [.. kept.Select(node => Names[node])];
        return new Graph(builder.Build(), IsDirected, renamed, moved, d);
    }

    /// <summary>The graph with every weight mapped; a weight that becomes zero is no edge any more.</summary>
    /// <param name="map">The new weight of an old one; must be finite.</param>
    /// <returns>A new graph with names and coordinates carried along.</returns>
    public Graph MapWeights(Func<double, double> map)
    {
        var builder = new SparseRows.Builder(Nodes);
        Rows.ForEach((i, j, value) => builder.Add(i, j, map(value)));
        Graph mapped = Checked(builder.Build(), IsDirected);
        return With(mapped.Rows, IsDirected);
    }

    /// <summary>The graph without edges from a node to itself.</summary>
    /// <returns>A new graph; this one where it has none.</returns>
    public Graph WithoutSelfLoops()
    {
        if (SelfLoops == 0)
        {
            return this;
        }
        var builder = new SparseRows.Builder(Nodes);
        Rows.ForEach((i, j, value) => builder.Add(i, j, i == j ? 0 : value));
        return With(builder.Build(), IsDirected);
    }

    /// <summary>Another graph's weights with this one's names and coordinates.</summary>
    internal Graph WithWeights(Graph other) => With(other.Rows, other.IsDirected);

    private Graph With(SparseRows rows, bool directed) =>
        new(rows, directed, NameArray(), coordinates, CoordinateDimension);

    private static double Join(double a, double b, Symmetrisation rule) =>
        rule switch
        {
            Symmetrisation.Average => 0.5 * (a + b),
            Symmetrisation.Maximum => Math.Max(a, b),
            Symmetrisation.Minimum => Math.Min(a, b),
            Symmetrisation.Fill => a == 0 ? b
            : b == 0 ? a
            : 0.5 * (a + b),
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "no such rule"),
        };
}
