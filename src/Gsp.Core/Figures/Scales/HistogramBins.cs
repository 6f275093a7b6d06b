using Gsp.Statistics;

namespace Gsp.Figures;

/// <summary>Counts values in bins; a value on an inner edge belongs to the bin above it, the last bin holds its upper edge.</summary>
internal static class HistogramBins
{
    private const int Most = 200;

    /// <summary>
    /// Equally wide bins over the range of the data: the width of Freedman and Diaconis (1981), 2 IQR n^(-1/3), or, where that is zero, the
    /// number of Sturges.
    /// </summary>
    public static double[] Edges(IReadOnlyList<double> values, int? bins)
    {
        double[] sorted =
        [
            .. values.Where(double.IsFinite).Select(v => Math.Clamp(v, -DataRange.Limit, DataRange.Limit)).Order(),
        ];
        if (sorted.Length == 0)
        {
            return [0, 1];
        }
        double low = sorted[0];
        double high = sorted[^1];
        if (low == high)
        {
            double half = Math.Max(Math.Abs(low) * 0.05, 0.5);
            return [low - half, low + half];
        }
        double range = high - low;
        double width =
            2 * (Descriptive.OfSorted(sorted, 0.75) - Descriptive.OfSorted(sorted, 0.25)) / Math.Cbrt(sorted.Length);
        double wanted = width > 0 ? range / width : 1 + Math.Log2(sorted.Length);
        int count = bins ?? (int)Math.Clamp(Math.Ceiling(wanted - 1e-9), 1, Most);
        double[] edges = new double[count + 1];
        for (int i = 0; i <= count; i++)
        {
            double t = (double)i / count;
            edges[i] = (low * (1 - t)) + (high * t);
        }
        (edges[0], edges[^1]) = (low, high);
        return edges;
    }

    /// <summary>How many finite values fall into each bin.</summary>
    public static int[] Count(IReadOnlyList<double> values, double[] edges)
    {
        int[] counts = new int[edges.Length - 1];
        foreach (double value in values)
        {
            if (!(value >= edges[0] && value <= edges[^1]))
            {
                continue;
            }
            int place = Array.BinarySearch(edges, value);
            int bin = place >= 0 ? Math.Min(place, counts.Length - 1) : ~place - 1;
            counts[bin]++;
        }
        return counts;
    }
}
