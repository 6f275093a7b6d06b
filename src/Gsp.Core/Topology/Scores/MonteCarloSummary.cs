using System.Globalization;
using Gsp.Random;
using Gsp.Statistics;

namespace Gsp.Topology;

/// <summary>What repeated runs with other seeds gave: median, spread, and an interval for the median.</summary>
/// <remarks>
/// Quantiles interpolate linearly between order statistics (NumPy's default). The interval is the percentile bootstrap of the median: runs are
/// drawn with replacement <c>resamples</c> times from the given stream, so the same stream gives the same bits. Cost O(resamples x n log n).
/// </remarks>
public sealed record MonteCarloSummary
{
    /// <summary>Number of runs.</summary>
    public required int Runs { get; init; }

    /// <summary>The median.</summary>
    public required double Median { get; init; }

    /// <summary>The 25 % quantile.</summary>
    public required double LowerQuartile { get; init; }

    /// <summary>The 75 % quantile.</summary>
    public required double UpperQuartile { get; init; }

    /// <summary>Lower end of the bootstrap interval of the median.</summary>
    public required double IntervalLow { get; init; }

    /// <summary>Upper end of the bootstrap interval of the median.</summary>
    public required double IntervalHigh { get; init; }

    /// <summary>The interval's nominal coverage, in (0, 1).</summary>
    public required double Level { get; init; }

    /// <summary>The interquartile range, as the published tables print it.</summary>
    public double InterquartileRange => UpperQuartile - LowerQuartile;

    /// <summary>Summarises one number a run.</summary>
    /// <param name="values">One value a run; at least one, none NaN (a failed run must be reported, not averaged away).</param>
    /// <param name="stream">Randomness of the bootstrap; its position moves.</param>
    /// <param name="level">Coverage of the interval.</param>
    /// <param name="resamples">Number of bootstrap draws.</param>
    /// <returns>The summary.</returns>
    /// <exception cref="ArgumentException">No values, a NaN among them, or an argument out of range.</exception>
    public static MonteCarloSummary Of(
        ReadOnlySpan<double> values,
        RandomStream stream,
        double level = 0.95,
        int resamples = 2000
    )
    {
        ArgumentNullException.ThrowIfNull(stream);
        Require.That(!values.IsEmpty, "there is no run to summarise", nameof(values));
        Require.That(level is > 0 and < 1, $"level is {level:R}; it must lie in (0, 1)", nameof(level));
        Require.Positive(resamples);
        foreach (double value in values)
        {
            Require.That(!double.IsNaN(value), "a run gave NaN; leave it out and report how many were", nameof(values));
        }
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        var medians = new double[resamples];
        var draw = new double[sorted.Length];
        for (int b = 0; b < resamples; b++)
        {
            for (int i = 0; i < draw.Length; i++)
            {
                draw[i] = sorted[(int)(stream.NextUniform() * sorted.Length)];
            }
            Array.Sort(draw);
            medians[b] = Descriptive.OfSorted(draw, 0.5);
        }
        Array.Sort(medians);
        return new MonteCarloSummary
        {
            Runs = sorted.Length,
            Median = Descriptive.OfSorted(sorted, 0.5),
            LowerQuartile = Descriptive.OfSorted(sorted, 0.25),
            UpperQuartile = Descriptive.OfSorted(sorted, 0.75),
            IntervalLow = Descriptive.OfSorted(medians, (1 - level) / 2),
            IntervalHigh = Descriptive.OfSorted(medians, (1 + level) / 2),
            Level = level,
        };
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Median:0.####} (IQR {InterquartileRange:0.####}; {100 * Level:0.#} % interval {IntervalLow:0.####} to {IntervalHigh:0.####}; {Runs} runs)"
        );
}
