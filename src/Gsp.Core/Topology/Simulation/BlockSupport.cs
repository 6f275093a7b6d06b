namespace Gsp.Topology;

/// <summary>The support of an undirected block model, with the draws in networkx's order.</summary>
internal static class BlockSupport
{
    /// <remarks>Pairs inside a block take one number each. Pairs between blocks are found by skipping ahead a geometric number of
    /// places, which costs one number an edge and one to end the row of blocks; networkx spends that last one inside blocks as well.</remarks>
    public static bool[] Draw(int nodes, int clusters, double[] probabilities, Func<double> uniform)
    {
        int size = nodes / clusters;
        var support = new bool[nodes * nodes];
        for (int a = 0; a < clusters; a++)
        {
            double inside = probabilities[a * clusters + a];
            for (int i = a * size; i < (a + 1) * size; i++)
            {
                for (int j = i + 1; j < (a + 1) * size; j++)
                {
                    Set(support, nodes, i, j, uniform() < inside);
                }
            }
            if (inside > 0)
            {
                uniform();
            }
            for (int b = a + 1; b < clusters; b++)
            {
                double p = probabilities[a * clusters + b];
                if (p <= 0)
                {
                    continue;
                }
                for (long at = Skip(p, uniform); at < (long)size * size; at += 1 + Skip(p, uniform))
                {
                    Set(support, nodes, a * size + (int)(at / size), b * size + (int)(at % size), true);
                }
            }
        }
        return support;
    }

    private static long Skip(double p, Func<double> uniform) => (long)Math.Floor(Math.Log(uniform()) / Math.Log(1 - p));

    private static void Set(bool[] support, int nodes, int i, int j, bool value) =>
        support[i * nodes + j] = support[j * nodes + i] = value;
}
