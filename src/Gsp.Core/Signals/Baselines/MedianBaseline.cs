namespace Gsp.Signals;

/// <summary>Settings of <see cref="MedianBaseline"/>.</summary>
public sealed record MedianBaselineOptions
{
    /// <summary>Width of the first median in seconds, greater than zero: longer than twice a QRS complex and a P wave, which it removes.</summary>
    public double FirstSeconds { get; init; } = 0.2;

    /// <summary>Width of the second median in seconds, at least the first: longer than twice a T wave, which it removes.</summary>
    public double SecondSeconds { get; init; } = 0.6;

    /// <summary>What the medians take beyond the ends of the signal.</summary>
    public MedianBorder Border { get; init; } = MedianBorder.Shrink;

    internal void Validate()
    {
        Require.Positive(FirstSeconds);
        Require.Positive(SecondSeconds);
        Require.That(
            SecondSeconds >= FirstSeconds,
            FormattableString.Invariant(
                $"SecondSeconds is {SecondSeconds}; it must be at least FirstSeconds, {FirstSeconds} (the second median removes what the first leaves)"
            ),
            nameof(SecondSeconds)
        );
        Require.That(Enum.IsDefined(Border), $"{(int)Border} is no border", nameof(Border));
    }
}

/// <summary>The slow baseline under an electrocardiogram by two running medians, of 200 and of 600 ms.</summary>
/// <remarks>
/// A median removes what lasts less than half its window: the first takes QRS complexes and P waves away, the second T waves; what is left is the baseline.
/// De Chazal, O'Dwyer and Reilly, IEEE Trans. Biomed. Eng. 51 (2004), section II-B. Pure and thread-safe; NaN marks missing samples.
/// </remarks>
public static class MedianBaseline
{
    /// <summary>The baseline.</summary>
    /// <param name="signal">Any number of samples; NaN for a missing one.</param>
    /// <param name="sampleRate">Samples a second.</param>
    /// <param name="options">Settings; null for the usual ones.</param>
    /// <returns>As many samples, present too where a sample is missing but others are near.</returns>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public static double[] Estimate(
        ReadOnlySpan<double> signal,
        double sampleRate,
        MedianBaselineOptions? options = null
    )
    {
        options ??= new MedianBaselineOptions();
        options.Validate();
        Require.Positive(sampleRate);
        double[] first = MedianFilter.Apply(signal, OddWindow(options.FirstSeconds * sampleRate), options.Border);
        return MedianFilter.Apply(first, OddWindow(options.SecondSeconds * sampleRate), options.Border);
    }

    /// <summary>The signal without its baseline.</summary>
    /// <param name="signal">Any number of samples; NaN for a missing one, which stays NaN.</param>
    /// <param name="sampleRate">Samples a second.</param>
    /// <param name="options">Settings; null for the usual ones.</param>
    /// <returns>As many samples.</returns>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public static double[] Remove(
        ReadOnlySpan<double> signal,
        double sampleRate,
        MedianBaselineOptions? options = null
    ) => SplineBaseline.Subtract(signal, Estimate(signal, sampleRate, options));

    /// <summary>The odd number nearest to a duration in samples, so that the window is centred.</summary>
    private static int OddWindow(double samples)
    {
        Require.InRange(samples, 0, 1 << 26, "the median's window in samples: seconds times rate");
        return 2 * (int)(samples / 2) + 1;
    }
}
