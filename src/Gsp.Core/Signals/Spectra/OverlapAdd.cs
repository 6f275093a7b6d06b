namespace Gsp.Signals;

/// <summary>What shifted copies of a window add up to.</summary>
public static class OverlapAdd
{
    /// <summary>Whether the shifted windows add up to a constant: frames that are only added then give the signal back (COLA).</summary>
    /// <param name="window">The window; not empty.</param>
    /// <param name="hop">The shift in samples, 1 to the window's length.</param>
    /// <param name="tolerance">Largest deviation from the median sum, absolute.</param>
    /// <returns>Whether it holds.</returns>
    /// <exception cref="ArgumentException">A parameter is out of range.</exception>
    public static bool IsConstant(ReadOnlySpan<double> window, int hop, double tolerance = 1e-10)
    {
        Require.NotNegative(tolerance);
        double[] sums = Sums(window, hop, squared: false);
        Array.Sort(sums);
        double median = 0.5 * (sums[(hop - 1) / 2] + sums[hop / 2]);
        return sums[^1] - median < tolerance && median - sums[0] < tolerance;
    }

    /// <summary>Whether the shifted squared windows are nowhere zero: frames that are weighted again then give the signal back (NOLA).</summary>
    /// <param name="window">The window; not empty.</param>
    /// <param name="hop">The shift in samples, 1 to the window's length.</param>
    /// <param name="tolerance">What counts as zero.</param>
    /// <returns>Whether it holds.</returns>
    /// <exception cref="ArgumentException">A parameter is out of range.</exception>
    public static bool IsInvertible(ReadOnlySpan<double> window, int hop, double tolerance = 1e-10)
    {
        Require.NotNegative(tolerance);
        return Sums(window, hop, squared: true).Min() > tolerance;
    }

    private static double[] Sums(ReadOnlySpan<double> window, int hop, bool squared)
    {
        Require.InRange(hop, 1, window.Length);
        var sums = new double[hop];
        for (int t = 0; t < window.Length; t++)
        {
            sums[t % hop] += squared ? window[t] * window[t] : window[t];
        }
        return sums;
    }
}
