namespace Gsp.Statistics;

/// <summary>Control of the false discovery rate over many tests.</summary>
public static class FalseDiscovery
{
    /// <summary>Benjamini and Hochberg's adjusted p-values: a test whose adjusted value is at most q is a discovery at rate q.</summary>
    /// <remarks>Valid for independent or positively dependent tests. Cost: one sort. Pure and thread-safe. Benjamini and Hochberg, "Controlling the false
    /// discovery rate", JRSS B 57 (1995).</remarks>
    /// <param name="pValues">The p-values, in [0, 1].</param>
    /// <returns>The adjusted values in the same order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is not a probability.</exception>
    public static double[] BenjaminiHochberg(ReadOnlySpan<double> pValues)
    {
        double[] sorted = pValues.ToArray();
        foreach (double p in sorted)
        {
            Require.InRange(p, 0, 1);
        }
        int[] order = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, order);
        var adjusted = new double[sorted.Length];
        double least = 1;
        for (int rank = sorted.Length; rank > 0; rank--)
        {
            least = Math.Min(least, sorted[rank - 1] * (sorted.Length / (double)rank));
            adjusted[order[rank - 1]] = least;
        }
        return adjusted;
    }
}
