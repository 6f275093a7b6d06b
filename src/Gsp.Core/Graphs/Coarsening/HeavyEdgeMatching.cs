using System.Globalization;

namespace Gsp.Graphs;

/// <summary>A coarser graph whose nodes are groups of nodes.</summary>
/// <remarks>Immutable; compares by reference.</remarks>
public sealed class GraphCoarsening
{
    private readonly int[] groups;
    private readonly int[] sizes;

    internal GraphCoarsening(Graph coarse, int[] groups)
    {
        Coarse = coarse;
        this.groups = groups;
        sizes = new int[coarse.Nodes];
        foreach (int group in groups)
        {
            sizes[group]++;
        }
    }

    /// <summary>The coarse graph: the weight between two groups is the sum of the weights between their nodes.</summary>
    public Graph Coarse { get; }

    /// <summary>The group of each node of the fine graph.</summary>
    public IReadOnlyList<int> Groups => groups;

    /// <summary>The mean of a signal over each group.</summary>
    /// <param name="signal">One value a fine node.</param>
    /// <returns>One value a group.</returns>
    public double[] Average(ReadOnlySpan<double> signal)
    {
        Require.SameLength(signal.Length, groups.Length, nameof(signal), "one value a node of the fine graph");
        var result = new double[sizes.Length];
        for (int i = 0; i < groups.Length; i++)
        {
            result[groups[i]] += signal[i] / sizes[groups[i]];
        }
        return result;
    }

    /// <summary>Gives every node the value of its group.</summary>
    /// <param name="signal">One value a group.</param>
    /// <returns>One value a fine node.</returns>
    public double[] Spread(ReadOnlySpan<double> signal)
    {
        Require.SameLength(signal.Length, sizes.Length, nameof(signal), "one value a node of the coarse graph");
        var result = new double[groups.Length];
        for (int i = 0; i < groups.Length; i++)
        {
            result[i] = signal[groups[i]];
        }
        return result;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{groups.Length} nodes in {sizes.Length} groups");
}

/// <summary>Coarsening by heavy-edge matching: each node joins at most one neighbour, along the heaviest edge left to it.</summary>
public static class HeavyEdgeMatching
{
    /// <summary>Roughly halves a graph.</summary>
    /// <remarks>Nodes are visited by ascending strength, so that weakly joined nodes find a partner; the partner is the free neighbour of largest w (1/d_i + 1/d_j),
    /// the rule of Graclus (Dhillon, Guan and Kulis, IEEE TPAMI 29 (2007)). Ties go to the smaller node. Cost: O(edges + N log N). Deterministic.</remarks>
    /// <param name="graph">An undirected graph of non-negative weights; self-loops do not count.</param>
    /// <returns>The coarse graph and the groups of one or two nodes.</returns>
    public static GraphCoarsening Coarsen(Graph graph)
    {
        Require.That(!graph.IsDirected, "matching needs an undirected graph; use Symmetrise", nameof(graph));
        GraphShifts.RequireNonNegative(graph);
        Graph simple = graph.WithoutSelfLoops();
        double[] strength = simple.InStrengths();
        var partner = new int[simple.Nodes];
        Array.Fill(partner, -1);
        foreach (int node in Enumerable.Range(0, simple.Nodes).OrderBy(i => strength[i]).ThenBy(i => i))
        {
            if (partner[node] >= 0)
            {
                continue;
            }
            int best = node;
            double highest = 0;
            ReadOnlySpan<int> neighbours = simple.Sources(node);
            ReadOnlySpan<double> weights = simple.SourceWeights(node);
            for (int k = 0; k < neighbours.Length; k++)
            {
                double score = weights[k] * (1 / strength[node] + 1 / strength[neighbours[k]]);
                if (partner[neighbours[k]] < 0 && score > highest)
                {
                    (best, highest) = (neighbours[k], score);
                }
            }
            partner[node] = best;
            partner[best] = node;
        }
        int[] groups = GraphConnectivity.Renumber([.. partner.Select((p, i) => Math.Min(p, i))]);
        var builder = new SparseRows.Builder(groups.Max() + 1);
        simple.Rows.ForEach((i, j, w) => builder.Add(groups[i], groups[j], groups[i] == groups[j] ? 0 : w));
        return new GraphCoarsening(Graph.Checked(builder.Build(sumDuplicates: true), directed: false), groups);
    }
}
