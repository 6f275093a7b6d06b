namespace Gsp.Recordings;

/// <summary>The median beat and how far beats are like it.</summary>
internal static class BeatTemplate
{
    /// <summary>The mean over beats of the correlation with the sample-wise median beat, from 0.15 s before to 0.3 s after R.</summary>
    /// <returns>-1 to 1; 0 with fewer than three whole beats.</returns>
    public static double MeanCorrelation(double[] lead, double rate, int[] beats)
    {
        int before = (int)Math.Round(0.15 * rate);
        int after = (int)Math.Round(0.3 * rate);
        double[][] windows =
        [
            .. beats
                .Where(r => r >= before && r + after < lead.Length)
                .Select(r => lead[(r - before)..(r + after + 1)]),
        ];
        if (windows.Length < 3)
        {
            return 0;
        }
        foreach (double[] window in windows)
        {
            double mean = window.Average();
            for (int t = 0; t < window.Length; t++)
            {
                window[t] -= mean;
            }
        }
        double[] median =
        [
            .. Enumerable.Range(0, before + after + 1).Select(t => Median([.. windows.Select(window => window[t])])),
        ];
        return windows.Average(window => Correlation(window, median));
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return (values[values.Length / 2] + values[(values.Length - 1) / 2]) / 2;
    }

    private static double Correlation(double[] a, double[] b)
    {
        double meanA = a.Average();
        double meanB = b.Average();
        (double ab, double aa, double bb) = (0, 0, 0);
        for (int t = 0; t < a.Length; t++)
        {
            ab += (a[t] - meanA) * (b[t] - meanB);
            aa += (a[t] - meanA) * (a[t] - meanA);
            bb += (b[t] - meanB) * (b[t] - meanB);
        }
        return aa == 0 || bb == 0 ? 0 : ab / Math.Sqrt(aa * bb);
    }
}
