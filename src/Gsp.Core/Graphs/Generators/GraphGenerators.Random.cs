using Gsp.Random;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Graphs;

public static partial class GraphGenerators
{
    /// <summary>The Erdos-Renyi graph G(N, p): every pair is joined independently with one probability.</summary>
    /// <param name="nodes">N, at least 1.</param>
    /// <param name="probability">p in [0, 1]; the expected degree is p (N-1).</param>
    /// <param name="stream">One word a pair.</param>
    /// <param name="directed">Whether the two directions of a pair are drawn apart.</param>
    /// <returns>The graph, without self-loops.</returns>
    public static Graph ErdosRenyi(int nodes, double probability, RandomStream stream, bool directed = false)
    {
        Require.InRange(probability, 0, 1);
        return Bernoulli(Require.Positive(nodes), (_, _) => probability, stream, directed);
    }

    /// <summary>The stochastic block model: a pair is joined with the probability of its two blocks.</summary>
    /// <param name="labels">The block of each node, 0 .. K-1.</param>
    /// <param name="probabilities">K x K; entry (a, b) for an edge from block b to block a; symmetric for an undirected graph.</param>
    /// <param name="stream">One word a pair.</param>
    /// <param name="directed">Whether the two directions of a pair are drawn apart.</param>
    /// <returns>The graph, without self-loops.</returns>
    public static Graph StochasticBlock(
        ReadOnlySpan<int> labels,
        Matrix<double> probabilities,
        RandomStream stream,
        bool directed = false
    )
    {
        int[] block = labels.ToArray();
        foreach (int label in block)
        {
            Require.InRange(label, 0, probabilities.RowCount - 1, "a block without probabilities", nameof(labels));
        }
        foreach (double p in probabilities.Enumerate())
        {
            Require.InRange(p, 0, 1, "a probability", nameof(probabilities));
        }
        Require.That(
            probabilities.RowCount == probabilities.ColumnCount && (directed || probabilities.IsSymmetric()),
            "probabilities must be square, and symmetric for an undirected graph",
            nameof(probabilities)
        );
        return Bernoulli(Require.Positive(block.Length), (i, j) => probabilities[block[i], block[j]], stream, directed);
    }

    /// <summary>Communities of nearly equal size with one probability inside and one between them.</summary>
    /// <param name="nodes">N, at least the number of communities.</param>
    /// <param name="communities">How many, at least 1; node i belongs to community i * communities / N.</param>
    /// <param name="inside">Probability of an edge within a community.</param>
    /// <param name="between">Probability of an edge between two communities.</param>
    /// <param name="stream">One word a pair.</param>
    /// <returns>The graph.</returns>
    public static Graph Community(int nodes, int communities, double inside, double between, RandomStream stream)
    {
        Require.InRange(communities, 1, nodes, "a community has at least one node");
        return StochasticBlock(
            CommunityLabels(nodes, communities),
            Matrix<double>.Build.Dense(communities, communities, (a, b) => a == b ? inside : between),
            stream
        );
    }

    /// <summary>The communities that <see cref="Community"/> gives its nodes.</summary>
    /// <param name="nodes">N.</param>
    /// <param name="communities">How many.</param>
    /// <returns>The community of each node, ascending.</returns>
    public static int[] CommunityLabels(int nodes, int communities) =>
        [.. Enumerable.Range(0, nodes).Select(i => (int)((long)i * communities / nodes))];

    /// <summary>The Watts-Strogatz small world: a ring lattice whose edges are rewired at random.</summary>
    /// <param name="nodes">N, at least 4.</param>
    /// <param name="neighbours">Neighbours on each side before rewiring, 1 .. (N-1)/2.</param>
    /// <param name="rewiring">Probability that an edge's far end moves to a node drawn at random; 0 keeps the lattice.</param>
    /// <param name="stream">The randomness.</param>
    /// <returns>The graph; it has exactly N * neighbours edges, without self-loops. Watts and Strogatz, Nature 393 (1998).</returns>
    public static Graph WattsStrogatz(int nodes, int neighbours, double rewiring, RandomStream stream)
    {
        Require.InRange(nodes, 4, int.MaxValue, "too few nodes to rewire");
        Require.InRange(neighbours, 1, (nodes - 1) / 2, "more neighbours than the ring has on each side");
        Require.InRange(rewiring, 0, 1);
        var linked = new HashSet<(int, int)>();
        for (int i = 0; i < nodes; i++)
        {
            for (int d = 1; d <= neighbours; d++)
            {
                linked.Add(Ordered(i, (i + d) % nodes));
            }
        }
        var degree = new int[nodes];
        Array.Fill(degree, 2 * neighbours);
        for (int d = 1; d <= neighbours; d++)
        {
            for (int i = 0; i < nodes; i++)
            {
                int old = (i + d) % nodes;
                // An edge stays where its near end is joined to everyone already: there is nowhere to move it.
                if (stream.NextUniform() >= rewiring || degree[i] == nodes - 1 || !linked.Contains(Ordered(i, old)))
                {
                    continue;
                }
                int target;
                do
                {
                    target = stream.NextInt(nodes);
                } while (target == i || linked.Contains(Ordered(i, target)));
                linked.Remove(Ordered(i, old));
                linked.Add(Ordered(i, target));
                degree[old]--;
                degree[target]++;
            }
        }
        return Unit(nodes, linked).WithCoordinates(Circle(nodes));
    }

    /// <summary>The Barabasi-Albert graph: nodes arrive one by one and attach to existing ones in proportion to their degree.</summary>
    /// <param name="nodes">N, more than <paramref name="attachments"/>.</param>
    /// <param name="attachments">m, edges that each new node brings; the first m + 1 nodes form a star.</param>
    /// <param name="stream">The randomness.</param>
    /// <returns>The connected graph with exactly m (N - m) edges. Barabasi and Albert, Science 286 (1999).</returns>
    public static Graph BarabasiAlbert(int nodes, int attachments, RandomStream stream)
    {
        Require.InRange(attachments, 1, nodes - 1, "a new node attaches to nodes that exist");
        var pairs = new List<(int, int)>();
        var ends = new List<int>(); // every node as often as it has edges: drawing from it is drawing by degree
        for (int node = attachments; node < nodes; node++)
        {
            var targets = new SortedSet<int>();
            while (targets.Count < attachments)
            {
                targets.Add(node == attachments ? targets.Count : ends[stream.NextInt(ends.Count)]);
            }
            foreach (int target in targets)
            {
                pairs.Add((target, node));
                ends.Add(target);
                ends.Add(node);
            }
        }
        return Unit(nodes, pairs);
    }

    private static Graph Bernoulli(int nodes, Func<int, int, double> probability, RandomStream stream, bool directed)
    {
        var edges = new List<GraphEdge>();
        for (int i = 0; i < nodes; i++)
        {
            for (int j = 0; j < (directed ? nodes : i); j++)
            {
                if (i != j && stream.NextUniform() < probability(i, j))
                {
                    edges.Add(new GraphEdge(j, i));
                }
            }
        }
        return Graph.FromEdges(nodes, edges, directed);
    }

    private static (int, int) Ordered(int a, int b) => a < b ? (a, b) : (b, a);
}
