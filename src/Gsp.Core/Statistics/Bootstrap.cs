using System.Globalization;
using Gsp.Random;

namespace Gsp.Statistics;

/// <summary>An estimate with an interval.</summary>
/// <param name="Estimate">The statistic of the sample itself.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public readonly record struct IntervalEstimate(double Estimate, double Low, double High)
{
    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Estimate:g4} [{Low:g4}, {High:g4}]");
}

/// <summary>Intervals by resampling.</summary>
public static class Bootstrap
{
    /// <summary>The percentile interval of a statistic: the quantiles of its values over resamples with replacement.</summary>
    /// <remarks>Resample k draws from <c>random.Split(k)</c>, so the interval is the same for any thread count. Cost: one statistic a resample.
    /// Coverage falls short for few values (below about 20). Efron and Tibshirani, An Introduction to the Bootstrap, section 13.3.</remarks>
    /// <param name="sample">At least one number.</param>
    /// <param name="statistic">The statistic of a sample of the same size; called from several threads.</param>
    /// <param name="random">The stream that names the resamples.</param>
    /// <param name="level">Coverage wanted, in (0, 1).</param>
    /// <param name="resamples">Number of resamples, at least 20.</param>
    /// <returns>The estimate and its interval.</returns>
    /// <exception cref="ArgumentException">The sample is empty or a parameter is out of range.</exception>
    public static IntervalEstimate Interval(
        double[] sample,
        Func<double[], double> statistic,
        RandomStream random,
        double level = 0.95,
        int resamples = 2000
    )
    {
        Require.That(sample.Length > 0, "a sample of no values has no interval", nameof(sample));
        Require.That(level is > 0 and < 1, "a level lies strictly between 0 and 1", nameof(level));
        Require.InRange(resamples, 20, int.MaxValue);
        var values = new double[resamples];
        Parallel.For(
            0,
            resamples,
            k =>
            {
                RandomStream stream = random.Split(k);
                var resample = new double[sample.Length];
                for (int i = 0; i < resample.Length; i++)
                {
                    resample[i] = sample[stream.NextInt(sample.Length)];
                }
                values[k] = statistic(resample);
            }
        );
        Array.Sort(values);
        return new IntervalEstimate(
            statistic([.. sample]),
            Descriptive.OfSorted(values, (1 - level) / 2),
            Descriptive.OfSorted(values, (1 + level) / 2)
        );
    }
}
