using Gsp.Numerics;

namespace Gsp.Statistics;

/// <summary>Means, variances and quantiles with bits that depend on the numbers alone.</summary>
/// <remarks>All refuse NaN and infinite values: leave missing ones out first. Pure and thread-safe.</remarks>
public static class Descriptive
{
    /// <summary>The mean, by a compensated sum.</summary>
    /// <param name="sample">At least one finite number.</param>
    /// <returns>The mean.</returns>
    /// <exception cref="ArgumentException">Empty, or a value is not finite.</exception>
    public static double Mean(ReadOnlySpan<double> sample)
    {
        RequireSample(sample, 1);
        return Reductions.CompensatedSum(sample) / sample.Length;
    }

    /// <summary>The variance about the mean.</summary>
    /// <param name="sample">More finite numbers than <paramref name="lostDegrees"/>.</param>
    /// <param name="lostDegrees">What is taken off the divisor n: 1 for the unbiased estimate, 0 for the population's.</param>
    /// <returns>The variance.</returns>
    /// <exception cref="ArgumentException">Too few, or a value is not finite.</exception>
    public static double Variance(ReadOnlySpan<double> sample, int lostDegrees = 1)
    {
        Require.InRange(lostDegrees, 0, int.MaxValue);
        RequireSample(sample, lostDegrees + 1);
        double mean = Mean(sample);
        double[] centred = sample.ToArray();
        for (int i = 0; i < centred.Length; i++)
        {
            centred[i] -= mean;
        }
        return Reductions.SumOfSquares(centred) / (sample.Length - lostDegrees);
    }

    /// <summary>The standard deviation, the root of <see cref="Variance"/>.</summary>
    /// <param name="sample">More finite numbers than <paramref name="lostDegrees"/>.</param>
    /// <param name="lostDegrees">What is taken off the divisor n.</param>
    /// <returns>The deviation.</returns>
    /// <exception cref="ArgumentException">Too few, or a value is not finite.</exception>
    public static double StandardDeviation(ReadOnlySpan<double> sample, int lostDegrees = 1) =>
        Math.Sqrt(Variance(sample, lostDegrees));

    /// <summary>A quantile, interpolated linearly between the order statistics at (n - 1) p (type 7 of Hyndman and Fan, NumPy's default).</summary>
    /// <param name="sample">At least one finite number, in any order.</param>
    /// <param name="probability">In [0, 1].</param>
    /// <returns>The quantile.</returns>
    /// <exception cref="ArgumentException">Empty, not finite, or not a probability.</exception>
    public static double Quantile(ReadOnlySpan<double> sample, double probability)
    {
        Require.InRange(probability, 0, 1);
        RequireSample(sample, 1);
        double[] sorted = sample.ToArray();
        Array.Sort(sorted);
        return OfSorted(sorted, probability);
    }

    /// <summary>The median.</summary>
    /// <param name="sample">At least one finite number, in any order.</param>
    /// <returns>The middle, or the mean of the two middle ones.</returns>
    /// <exception cref="ArgumentException">Empty, or a value is not finite.</exception>
    public static double Median(ReadOnlySpan<double> sample) => Quantile(sample, 0.5);

    /// <summary>The interquartile range: the 0.75 quantile less the 0.25 quantile.</summary>
    /// <param name="sample">At least one finite number, in any order.</param>
    /// <returns>The range.</returns>
    /// <exception cref="ArgumentException">Empty, or a value is not finite.</exception>
    public static double InterquartileRange(ReadOnlySpan<double> sample) =>
        Quantile(sample, 0.75) - Quantile(sample, 0.25);

    /// <summary>The quantile of values in ascending order, infinite ones allowed.</summary>
    internal static double OfSorted(ReadOnlySpan<double> sorted, double probability)
    {
        double place = probability * (sorted.Length - 1);
        int low = (int)place;
        double weight = place - low;
        double a = sorted[low];
        if (weight == 0 || sorted[low + 1] == a)
        {
            return a; // the difference of two infinite values is no number
        }
        double b = sorted[low + 1];
        double gap = b - a;
        // From the nearer end, as NumPy does; halves where the gap overflows.
        double between =
            double.IsInfinity(gap) ? a * (1 - weight) + b * weight
            : weight < 0.5 ? a + gap * weight
            : b - gap * (1 - weight);
        return Math.Clamp(between, a, b);
    }

    private static void RequireSample(ReadOnlySpan<double> sample, int least)
    {
        Require.That(sample.Length >= least, $"{sample.Length} numbers; at least {least} are needed", nameof(sample));
        Require.Finite(sample, nameof(sample), "leave missing values out first");
    }
}
