namespace Gsp.Figures;

/// <summary>What a box plot shows of a sample: quartiles, whiskers and the values beyond them.</summary>
/// <remarks>
/// Quantiles interpolate linearly between order statistics (type 7 of Hyndman and Fan, 1996). Whiskers end at the last values within 1.5
/// interquartile ranges of the box (Tukey, 1977).
/// </remarks>
internal sealed record Quartiles(
    double WhiskerLow,
    double Low,
    double Median,
    double High,
    double WhiskerHigh,
    IReadOnlyList<double> Outliers
)
{
    /// <summary>The summary of a sample; null where it holds no finite value.</summary>
    public static Quartiles? Of(IEnumerable<double> sample)
    {
        double[] sorted = [.. sample.Where(double.IsFinite).Order()];
        if (sorted.Length == 0)
        {
            return null;
        }
        double low = Quantile(sorted, 0.25);
        double high = Quantile(sorted, 0.75);
        double reach = 1.5 * (high - low);
        double whiskerLow = Math.Min(low, sorted.First(v => v >= low - reach));
        double whiskerHigh = Math.Max(high, sorted.Last(v => v <= high + reach));
        return new Quartiles(
            whiskerLow,
            low,
            Quantile(sorted, 0.5),
            high,
            whiskerHigh,
            [.. sorted.Where(v => v < whiskerLow || v > whiskerHigh)]
        );
    }

    /// <summary>The quantile of sorted values by linear interpolation.</summary>
    public static double Quantile(ReadOnlySpan<double> sorted, double probability)
    {
        double place = probability * (sorted.Length - 1);
        int index = Math.Min((int)place, sorted.Length - 1);
        int next = Math.Min(index + 1, sorted.Length - 1);
        double fraction = place - index;
        (double a, double b) = (sorted[index], sorted[next]);
        double gap = b - a;
        // From the nearer end, so that equal neighbours give themselves; halves where the gap overflows.
        double between =
            double.IsInfinity(gap) ? (a * (1 - fraction)) + (b * fraction)
            : fraction < 0.5 ? a + (gap * fraction)
            : b - (gap * (1 - fraction));
        return Math.Clamp(between, a, b);
    }
}
