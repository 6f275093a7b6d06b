namespace Gsp.Signals;

/// <summary>Settings of <see cref="SplineBaseline"/>.</summary>
public sealed record SplineBaselineOptions
{
    /// <summary>How many samples on either side of a knot are averaged with it, zero or more.</summary>
    public int HalfWidth { get; init; }

    /// <summary>The conditions at the ends of the spline.</summary>
    public SplineEnds Ends { get; init; } = SplineEnds.NotAKnot;

    internal void Validate()
    {
        Require.InRange(HalfWidth, 0, 1 << 24);
        Require.That(Enum.IsDefined(Ends), $"{(int)Ends} is no end condition", nameof(Ends));
    }
}

/// <summary>The slow baseline as a cubic spline through places where the signal should be level, such as the PR segments of an electrocardiogram.</summary>
/// <remarks>Before the first and after the last knot the baseline keeps its value there: a cubic that goes on grows without bound. Pure and
/// thread-safe. Meyer and Keiser, Comput. Biomed. Res. 10 (1977).</remarks>
public static class SplineBaseline
{
    /// <summary>The baseline.</summary>
    /// <param name="signal">Any number of samples; NaN for a missing one.</param>
    /// <param name="knots">Sample numbers, strictly increasing, inside the signal. Where no sample about a knot is present the knot is left out.</param>
    /// <param name="options">Settings; null for the usual ones.</param>
    /// <returns>As many samples.</returns>
    /// <exception cref="ArgumentException">A knot outside the signal or out of order, no knot with samples, or an infinite sample at one.</exception>
    public static double[] Estimate(
        ReadOnlySpan<double> signal,
        ReadOnlySpan<int> knots,
        SplineBaselineOptions? options = null
    )
    {
        options ??= new SplineBaselineOptions();
        options.Validate();
        var places = new List<double>();
        var levels = new List<double>();
        for (int k = 0; k < knots.Length; k++)
        {
            Require.InRange(
                knots[k],
                k == 0 ? 0 : knots[k - 1] + 1,
                signal.Length - 1,
                "sample numbers in order",
                $"knots[{k}]"
            );
            double level = Level(signal, knots[k], options.HalfWidth);
            if (!double.IsNaN(level))
            {
                places.Add(knots[k]);
                levels.Add(level);
            }
        }
        Require.That(places.Count > 0, "no knot has a sample present; a baseline needs at least one", nameof(knots));
        var baseline = new double[signal.Length];
        if (places.Count == 1)
        {
            Array.Fill(baseline, levels[0]);
            return baseline;
        }
        var spline = new CubicSpline([.. places], [.. levels], options.Ends);
        for (int t = 0; t < baseline.Length; t++)
        {
            baseline[t] = spline.Evaluate(Math.Clamp(t, places[0], places[^1]));
        }
        return baseline;
    }

    /// <summary>The signal without its baseline.</summary>
    /// <param name="signal">Any number of samples; NaN for a missing one, which stays NaN.</param>
    /// <param name="knots">Sample numbers, strictly increasing, inside the signal.</param>
    /// <param name="options">Settings; null for the usual ones.</param>
    /// <returns>As many samples.</returns>
    /// <exception cref="ArgumentException">A knot outside the signal or out of order, no knot with samples, or an infinite sample at one.</exception>
    public static double[] Remove(
        ReadOnlySpan<double> signal,
        ReadOnlySpan<int> knots,
        SplineBaselineOptions? options = null
    ) => Subtract(signal, Estimate(signal, knots, options));

    internal static double[] Subtract(ReadOnlySpan<double> signal, double[] baseline)
    {
        for (int t = 0; t < signal.Length; t++)
        {
            baseline[t] = signal[t] - baseline[t];
        }
        return baseline;
    }

    private static double Level(ReadOnlySpan<double> signal, int knot, int halfWidth)
    {
        double sum = 0;
        int count = 0;
        for (int t = Math.Max(0, knot - halfWidth); t <= Math.Min(signal.Length - 1, knot + halfWidth); t++)
        {
            if (!double.IsNaN(signal[t]))
            {
                sum += signal[t];
                count++;
            }
        }
        return sum / count; // NaN where none is present
    }
}
