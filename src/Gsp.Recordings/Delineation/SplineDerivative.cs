namespace Gsp.Recordings;

/// <summary>The wavelet of delineation: a signal smoothed by a cubic B-spline and differenced, at any rate.</summary>
/// <remarks>
/// Mallat's quadratic spline wavelet is the derivative of a cubic spline (Martinez et al. 2004, section II.A). With h the knot distance it is three means over h and a
/// difference over h; scale 2^k at 250 Hz is h = 2^(k-1) x 4 ms. Maxima of its modulus are steepest slopes, zero crossings between them are peaks. Centred, no delay.
/// </remarks>
internal static class SplineDerivative
{
    /// <summary>The transform at one scale.</summary>
    /// <param name="signal">Samples without gaps.</param>
    /// <param name="rate">Samples a second.</param>
    /// <param name="knotSeconds">Knot distance h.</param>
    public static double[] Of(ReadOnlySpan<double> signal, double rate, double knotSeconds)
    {
        // An even h, so that difference and means are centred: the means have h + 1 taps with halved ends.
        int half = Math.Max(1, (int)Math.Round(knotSeconds * rate / 2));
        double[] smooth = signal.ToArray();
        for (int pass = 0; pass < 3; pass++)
        {
            smooth = Mean(smooth, half);
        }
        var w = new double[smooth.Length];
        for (int t = 0; t < w.Length; t++)
        {
            w[t] = At(smooth, t + half) - At(smooth, t - half);
        }
        return w;
    }

    private static double[] Mean(double[] values, int half)
    {
        var means = new double[values.Length];
        for (int t = 0; t < means.Length; t++)
        {
            double sum = 0.5 * (At(values, t - half) + At(values, t + half));
            for (int k = -half + 1; k < half; k++)
            {
                sum += At(values, t + k);
            }
            means[t] = sum / (2 * half);
        }
        return means;
    }

    private static double At(double[] values, int t) => values[Math.Clamp(t, 0, values.Length - 1)];
}
