using Gsp.Signals;

namespace Gsp.Recordings;

/// <summary>Details of the stationary (undecimated) wavelet transform with Daubechies' filter of three vanishing moments.</summary>
internal static class StationaryDaubechies
{
    /// <summary>The scaling filter: sums to sqrt 2, orthonormal to its even shifts.</summary>
    public static double[] Scaling { get; } = OrthogonalWavelet.Daubechies(3).ScalingTaps.ToArray();

    /// <summary>The sum of the absolute details of two levels, each delayed by its own filter's centre so that they are in step with the signal.</summary>
    /// <param name="signal">Samples without gaps.</param>
    /// <param name="first">The first level, at least 1; a level below is left out.</param>
    /// <param name="last">The last level.</param>
    public static double[] BandMagnitude(ReadOnlySpan<double> signal, int first, int last)
    {
        double[] smooth = signal.ToArray();
        var sum = new double[smooth.Length];
        double lag = 0;
        for (int level = 1; level <= last; level++)
        {
            int hole = 1 << (level - 1);
            if (level >= first)
            {
                double[] detail = Convolve(smooth, Wavelet, hole);
                // The energy centre of the wavelet filter in its six taps.
                int shift = (int)Math.Round(lag + (WaveletCentre * hole));
                for (int t = 0; t < sum.Length; t++)
                {
                    sum[t] += Math.Abs(detail[Math.Min(t + shift, sum.Length - 1)]);
                }
            }
            smooth = Convolve(smooth, Scaling, hole);
            lag += ScalingCentre * hole;
        }
        return sum;
    }

    private static double[] Wavelet { get; } = [.. Scaling.Select((_, k) => (k % 2 == 0 ? 1 : -1) * Scaling[5 - k])];

    private static double ScalingCentre { get; } = Centre(Scaling);

    private static double WaveletCentre { get; } = Centre(Wavelet);

    private static double Centre(double[] filter) => filter.Select((value, k) => k * value * value).Sum();

    // Causal; before the start the first value is held, after the end nothing is needed.
    private static double[] Convolve(double[] values, double[] filter, int hole)
    {
        var result = new double[values.Length];
        for (int t = 0; t < result.Length; t++)
        {
            double sum = 0;
            for (int k = 0; k < filter.Length; k++)
            {
                sum += filter[k] * values[Math.Max(0, t - (k * hole))];
            }
            result[t] = sum / Math.Sqrt(2);
        }
        return result;
    }
}
