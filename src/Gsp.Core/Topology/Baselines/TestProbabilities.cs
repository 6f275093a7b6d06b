using MathNet.Numerics;

namespace Gsp.Topology;

/// <summary>Upper tails of the test statistics used here, accurate for tiny probabilities.</summary>
internal static class TestProbabilities
{
    /// <summary>P(χ²_k > x).</summary>
    public static double ChiSquared(double x, int degrees) =>
        x <= 0 ? 1 : SpecialFunctions.GammaUpperRegularized(degrees / 2.0, x / 2);

    /// <summary>P(F_{k, m} > x).</summary>
    public static double FisherF(double x, int numerator, double denominator) =>
        x <= 0
            ? 1
            : SpecialFunctions.BetaRegularized(
                denominator / 2,
                numerator / 2.0,
                denominator / (denominator + numerator * x)
            );

    /// <summary>P(|t_m| > |t|).</summary>
    public static double TwoSidedT(double t, double degrees) =>
        double.IsInfinity(t) ? 0 : SpecialFunctions.BetaRegularized(degrees / 2, 0.5, degrees / (degrees + t * t));
}
