using Gsp.Statistics;

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
        double low = Descriptive.OfSorted(sorted, 0.25);
        double high = Descriptive.OfSorted(sorted, 0.75);
        double reach = 1.5 * (high - low);
        double whiskerLow = Math.Min(low, sorted.First(v => v >= low - reach));
        double whiskerHigh = Math.Max(high, sorted.Last(v => v <= high + reach));
        return new Quartiles(
            whiskerLow,
            low,
            Descriptive.OfSorted(sorted, 0.5),
            high,
            whiskerHigh,
            [.. sorted.Where(v => v < whiskerLow || v > whiskerHigh)]
        );
    }
}
