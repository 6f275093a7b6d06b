using Gsp.Random;

namespace Gsp.Topology;

/// <summary>How many standard errors a coefficient must be away from zero to be an edge.</summary>
internal static class SignificanceThreshold
{
    /// <summary>The two-sided normal quantile at which a share q of the edges found is expected to be false.</summary>
    /// <param name="falseDiscoveryRate">q.</param>
    /// <param name="edges">Number of edges found so far.</param>
    /// <param name="hypotheses">Number of coefficients that could be edges.</param>
    /// <returns>The threshold in standard errors.</returns>
    /// <remarks>The step-up rule of Benjamini and Hochberg (J. R. Stat. Soc. B 57, 1995), taken at its fixed point: with s edges among m
    /// candidates each test runs at level q s / m. It adapts to unknown sparsity: many edges lower the bar, few raise it.</remarks>
    public static double ForEdges(double falseDiscoveryRate, int edges, long hypotheses)
    {
        double level = falseDiscoveryRate * Math.Max(1, edges) / Math.Max(1, hypotheses);
        return NormalQuantile.OfTail(Math.Min(level, 1) / 2);
    }

    /// <summary>Widens a normal quantile to Student's t with few degrees of freedom (first Cornish-Fisher term).</summary>
    public static double ForFreedom(double normalThreshold, double degreesOfFreedom) =>
        normalThreshold
        + (normalThreshold * normalThreshold * normalThreshold + normalThreshold) / (4 * Math.Max(1, degreesOfFreedom));
}
