using Gsp.Random;

namespace Gsp.Topology;

/// <summary>How many standard errors a coefficient must be away from zero to be an edge.</summary>
internal static class SignificanceThreshold
{
    /// <summary>The two-sided normal quantile at which a graph without any edge would be expected to show a given number of false ones.</summary>
    /// <param name="falseEdges">Expected number of false edges.</param>
    /// <param name="candidates">Number of pairs that could be edges.</param>
    /// <returns>The threshold in standard errors.</returns>
    /// <remarks>Each test runs at level falseEdges / candidates. Below one this is Bonferroni's bound on the probability of any false edge.</remarks>
    public static double ForFalseEdges(double falseEdges, long candidates) =>
        NormalQuantile.OfTail(0.5 * Math.Min(1, falseEdges / Math.Max(1, candidates)));

    /// <summary>Widens a normal quantile to Student's t with few degrees of freedom (first Cornish-Fisher term).</summary>
    public static double ForFreedom(double normalThreshold, double degreesOfFreedom) =>
        normalThreshold
        + (normalThreshold * normalThreshold * normalThreshold + normalThreshold) / (4 * Math.Max(1, degreesOfFreedom));
}
