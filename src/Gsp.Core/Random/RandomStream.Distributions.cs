namespace Gsp.Random;

public sealed partial class RandomStream
{
    private const double TwoToMinus52 = 1.0 / (1L << 52);
    private const double TwoToMinus53 = 1.0 / (1L << 53);
    private const double TwoToMinus63 = 0.5 / (1L << 62);
    private const double TwoToMinus64 = 0.25 / (1L << 62);

    /// <summary>A uniform number in [0, 1), a multiple of 2^-53. One word.</summary>
    /// <returns>The number.</returns>
    public double NextUniform() => Uniform(NextUInt64());

    /// <summary>A uniform number in the open interval (0, 1): an odd multiple of 2^-53, so that a logarithm of it is finite. One word.</summary>
    /// <returns>The number.</returns>
    public double NextOpenUniform() => ((NextUInt64() >> 12) + 0.5) * TwoToMinus52;

    /// <summary>A uniform number in [low, high). One word.</summary>
    /// <param name="low">Lower end.</param>
    /// <param name="high">Upper end, greater than <paramref name="low"/>; reached only where the interval spans few floating-point numbers.</param>
    /// <returns>low + (high - low) u.</returns>
    /// <exception cref="ArgumentException">The ends are not finite or out of order.</exception>
    public double NextUniform(double low, double high)
    {
        RequireInterval(low, high);
        return low + (high - low) * NextUniform();
    }

    /// <summary>A standard normal number by inversion of its distribution function. One word.</summary>
    /// <remarks>The top bit is the sign, the other 63 give the tail probability, so numbers reach beyond 9 standard deviations. The
    /// arithmetic is our own (<c>NormalQuantile</c>): the same bits on every machine.</remarks>
    /// <returns>The number.</returns>
    public double NextNormal() => Normal(NextUInt64());

    /// <summary>A normal number. One word.</summary>
    /// <param name="mean">Mean, finite.</param>
    /// <param name="deviation">Standard deviation, zero or more.</param>
    /// <returns>The number.</returns>
    /// <exception cref="ArgumentException">A parameter is out of range.</exception>
    public double NextNormal(double mean, double deviation)
    {
        Require.That(double.IsFinite(mean), "the mean of a normal number must be finite", nameof(mean));
        Require.NotNegative(deviation);
        return mean + deviation * NextNormal();
    }

    /// <summary>A Laplace (double exponential) number with mean zero and density exp(-|x|/scale)/(2 scale). One word.</summary>
    /// <param name="scale">Scale, greater than zero; the standard deviation is sqrt(2) times it.</param>
    /// <returns>The number.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not positive and finite.</exception>
    public double NextLaplace(double scale = 1) => Require.Positive(scale) * Laplace(NextUInt64());

    /// <summary>An exponential number with the given mean. One word.</summary>
    /// <param name="scale">Mean, greater than zero (the rate is its inverse).</param>
    /// <returns>The number, zero or more.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not positive and finite.</exception>
    public double NextExponential(double scale = 1) => Require.Positive(scale) * Exponential(NextUInt64());

    /// <summary>A gamma number. The number of words varies: two an attempt (about 1.05 attempts), and one more where the shape is below 1.</summary>
    /// <remarks>Marsaglia and Tsang, "A simple method for generating gamma variables", ACM TOMS 26 (2000). To keep a parallel layout fixed,
    /// draw each number from its own <see cref="Split(long)"/>.</remarks>
    /// <param name="shape">Shape, greater than zero.</param>
    /// <param name="scale">Scale, greater than zero; the mean is shape x scale.</param>
    /// <returns>The number.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not positive and finite.</exception>
    public double NextGamma(double shape, double scale = 1)
    {
        Require.Positive(shape);
        Require.Positive(scale);
        double boost = 1;
        if (shape < 1)
        {
            // If G ~ gamma(a + 1) and U is uniform, then G U^(1/a) ~ gamma(a).
            boost = PortableMath.Exp(PortableMath.Log(NextOpenUniform()) / shape);
            shape += 1;
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = NextNormal();
            double logU = PortableMath.Log(NextOpenUniform());
            double root = 1 + c * x;
            if (root <= 0)
            {
                continue;
            }
            double v = root * root * root;
            if (logU < 0.5 * x * x + d - d * v + d * PortableMath.Log(v))
            {
                return scale * boost * d * v;
            }
        }
    }

    /// <summary>Whether an event of the given probability happens. One word.</summary>
    /// <param name="probability">In [0, 1].</param>
    /// <returns>True with that probability (exact to 2^-53).</returns>
    /// <exception cref="ArgumentOutOfRangeException">Not a probability.</exception>
    public bool NextBernoulli(double probability) => NextUniform() < Require.InRange(probability, 0, 1);

    private static double Uniform(ulong word) => (word >> 11) * TwoToMinus53;

    /// <summary>The lower 63 bits as a probability in (0, 1/2]; rounding keeps its relative precision.</summary>
    private static double TailOf(ulong word) => ((long)(word & long.MaxValue) + 0.5) * TwoToMinus64;

    private static double Signed(double magnitude, ulong word) => (long)word < 0 ? -magnitude : magnitude;

    private static double Normal(ulong word) => Signed(NormalQuantile.OfTail(TailOf(word)), word);

    private static double Laplace(ulong word) => Signed(-PortableMath.Log(2 * TailOf(word)), word);

    private static double Exponential(ulong word) => -PortableMath.Log(((long)(word >> 1) + 0.5) * TwoToMinus63);

    private static void RequireInterval(double low, double high) =>
        Require.That(
            double.IsFinite(low) && double.IsFinite(high - low) && high > low,
            FormattableString.Invariant(
                $"a uniform number needs finite ends in increasing order; got [{low:R}, {high:R})"
            ),
            nameof(high)
        );
}
