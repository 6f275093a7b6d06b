using Gsp.Random;

namespace Gsp.Graphs;

public static partial class GraphGenerators
{
    /// <summary>A random graph in which every node has the same degree (PyGSP: <c>RandomRegular</c>).</summary>
    /// <param name="nodes">N.</param>
    /// <param name="degree">k in 0 .. N-1; N k must be even.</param>
    /// <param name="stream">The randomness.</param>
    /// <returns>The simple graph with N k / 2 edges.</returns>
    /// <remarks>Steger and Wormald's pairing: free stubs are joined in random order where that makes neither loop nor double edge; a draw that
    /// ends with stubs left is started again from the next split of the stream.</remarks>
    public static Graph RandomRegular(int nodes, int degree, RandomStream stream)
    {
        Require.InRange(degree, 0, Require.Positive(nodes) - 1, "a node has at most N-1 neighbours");
        Require.That(
            (long)nodes * degree % 2 == 0,
            FormattableString.Invariant(
                $"{nodes} nodes of degree {degree} have an odd number of edge ends; one of the two must be even"
            ),
            nameof(degree)
        );
        // A dense regular graph is the complement of a sparse one, which is found at once.
        if (degree > (nodes - 1) / 2)
        {
            Graph sparse = RandomRegular(nodes, nodes - 1 - degree, stream);
            return Unit(
                nodes,
                from i in Enumerable.Range(0, nodes)
                from j in Enumerable.Range(0, i)
                where sparse[i, j] == 0
                select (j, i)
            );
        }
        for (long attempt = 0; ; attempt++)
        {
            if (Pair(nodes, degree, stream.Split(attempt)) is { } pairs)
            {
                return Unit(nodes, pairs);
            }
        }
    }

    /// <summary>A graph whose degrees follow a power law, by the configuration model with loops and double edges erased.</summary>
    /// <param name="nodes">N, at least 2.</param>
    /// <param name="exponent">gamma &gt; 1: P(degree = k) is proportional to k^-gamma.</param>
    /// <param name="stream">The randomness.</param>
    /// <param name="minimumDegree">Smallest degree drawn, at least 1; erasing may lower single degrees.</param>
    /// <returns>The simple graph. Degrees are drawn up to sqrt(minimumDegree N), the structural cut-off below which few edges are erased.</returns>
    public static Graph PowerLaw(int nodes, double exponent, RandomStream stream, int minimumDegree = 1)
    {
        Require.InRange(nodes, 2, int.MaxValue, "a power-law graph has at least two nodes");
        Require.That(
            exponent > 1 && double.IsFinite(exponent),
            FormattableString.Invariant($"exponent is {exponent}; it must be finite and exceed 1"),
            nameof(exponent)
        );
        int cutOff = Math.Min(nodes - 1, (int)Math.Ceiling(Math.Sqrt((double)minimumDegree * nodes)));
        Require.InRange(minimumDegree, 1, cutOff, "larger than the degree cut-off sqrt(minimumDegree N)");
        double[] weights =
        [
            .. Enumerable.Range(minimumDegree, cutOff - minimumDegree + 1).Select(k => Math.Pow(k, -exponent)),
        ];
        var stubs = new List<int>();
        for (int node = 0; node < nodes; node++)
        {
            stubs.AddRange(Enumerable.Repeat(node, minimumDegree + stream.Choice(weights)));
        }
        if (stubs.Count % 2 == 1)
        {
            stubs.Add(stream.NextInt(nodes));
        }
        int[] shuffled = [.. stubs];
        stream.Shuffle<int>(shuffled);
        var linked = new HashSet<(int, int)>();
        for (int k = 0; k + 1 < shuffled.Length; k += 2)
        {
            if (shuffled[k] != shuffled[k + 1])
            {
                linked.Add(Ordered(shuffled[k], shuffled[k + 1]));
            }
        }
        return Unit(nodes, linked);
    }

    /// <summary>One attempt at pairing all stubs; null where the last ones cannot be joined.</summary>
    private static HashSet<(int, int)>? Pair(int nodes, int degree, RandomStream stream)
    {
        var linked = new HashSet<(int, int)>();
        List<int> stubs = [.. Enumerable.Range(0, nodes).SelectMany(node => Enumerable.Repeat(node, degree))];
        while (stubs.Count > 0)
        {
            bool joined = false;
            int[] order = [.. stubs];
            stream.Shuffle<int>(order);
            stubs.Clear();
            for (int k = 0; k < order.Length; k += 2)
            {
                if (order[k] != order[k + 1] && linked.Add(Ordered(order[k], order[k + 1])))
                {
                    joined = true;
                }
                else
                {
                    stubs.Add(order[k]);
                    stubs.Add(order[k + 1]);
                }
            }
            // A whole round without success is no proof of a dead end, so every remaining pair is looked at.
            if (!joined && !AnyPairFits(stubs, linked))
            {
                return null;
            }
        }
        return linked;
    }

    private static bool AnyPairFits(List<int> stubs, HashSet<(int, int)> linked)
    {
        int[] nodes = [.. stubs.Distinct()];
        return nodes.Any(a => nodes.Any(b => a < b && !linked.Contains((a, b))));
    }
}
