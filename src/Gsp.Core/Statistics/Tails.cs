using MathNet.Numerics;

namespace Gsp.Statistics;

/// <summary>Tail probabilities of the distributions that tests need.</summary>
/// <remarks>Relative accuracy about 1e-12 from MathNet's special functions. Pure and thread-safe.</remarks>
public static class Tails
{
    /// <summary>P(Z > z) of a standard normal variable.</summary>
    /// <param name="z">Any finite number.</param>
    /// <returns>The probability.</returns>
    public static double NormalUpper(double z) => 0.5 * SpecialFunctions.Erfc(z / Constants.Sqrt2);

    /// <summary>P(|Z| > |z|) of a standard normal variable.</summary>
    /// <param name="z">Any finite number.</param>
    /// <returns>The probability.</returns>
    public static double NormalTwoSided(double z) => SpecialFunctions.Erfc(Math.Abs(z) / Constants.Sqrt2);

    /// <summary>P(X > x) of a chi-squared variable.</summary>
    /// <param name="x">The statistic; at or below zero the probability is one.</param>
    /// <param name="degrees">Degrees of freedom, greater than zero.</param>
    /// <returns>The probability.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The degrees of freedom are not positive.</exception>
    public static double ChiSquaredUpper(double x, double degrees)
    {
        Require.Positive(degrees);
        return x <= 0 ? 1 : SpecialFunctions.GammaUpperRegularized(degrees / 2, x / 2);
    }

    /// <summary>P(X > x) of an F variable.</summary>
    /// <param name="x">The statistic; at or below zero the probability is one.</param>
    /// <param name="numerator">Degrees of freedom of the numerator, greater than zero.</param>
    /// <param name="denominator">Degrees of freedom of the denominator, greater than zero.</param>
    /// <returns>The probability.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Degrees of freedom are not positive.</exception>
    public static double FUpper(double x, double numerator, double denominator)
    {
        Require.Positive(numerator);
        Require.Positive(denominator);
        return x <= 0
            ? 1
            : SpecialFunctions.BetaRegularized(
                denominator / 2,
                numerator / 2,
                denominator / (denominator + numerator * x)
            );
    }

    /// <summary>P(|T| > |t|) of Student's t.</summary>
    /// <param name="t">The statistic.</param>
    /// <param name="degrees">Degrees of freedom, greater than zero.</param>
    /// <returns>The probability.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The degrees of freedom are not positive.</exception>
    public static double StudentTwoSided(double t, double degrees)
    {
        Require.Positive(degrees);
        return t == 0 ? 1 : SpecialFunctions.BetaRegularized(degrees / 2, 0.5, degrees / (degrees + t * t));
    }

    /// <summary>The z with P(Z > z) equal to a probability.</summary>
    /// <param name="probability">In (0, 1).</param>
    /// <returns>The quantile.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Not strictly between zero and one.</exception>
    public static double NormalUpperQuantile(double probability)
    {
        Require.That(probability is > 0 and < 1, "a quantile needs a probability strictly between 0 and 1");
        return probability <= 0.5
            ? Random.NormalQuantile.OfTail(probability)
            : -Random.NormalQuantile.OfTail(1 - probability);
    }
}
