namespace Gsp.Topology;

/// <summary>How long an estimator needs to recover after the graph has changed.</summary>
/// <remarks>Pure functions of a score's course; thread-safe.</remarks>
public static class ChangePointDelay
{
    /// <summary>Steps from the change until an error is back near its level before the change, and stays there.</summary>
    /// <param name="errors">One value a step, smaller is better: NMSE(W), for instance.</param>
    /// <param name="change">Index of the first step with the new graph.</param>
    /// <param name="window">Steps before the change whose mean is the level to come back to.</param>
    /// <param name="factor">Recovered means at most this many times that level; at least 1.</param>
    /// <param name="hold">Steps in a row for which it must hold; 1 takes the first moment.</param>
    /// <returns>The delay in steps (0: the change was not felt); null when it did not recover.</returns>
    /// <exception cref="ArgumentException">The change lies outside of the course, there are fewer than <paramref name="window"/> steps before
    /// it, or an argument is out of range.</exception>
    public static int? OfError(ReadOnlySpan<double> errors, int change, int window, double factor = 1.3, int hold = 1)
    {
        Require.That(factor >= 1, $"factor is {factor:R}; it must be at least 1 for an error", nameof(factor));
        double level = Level(errors, change, window, hold);
        return First(errors, change, hold, level * factor, smallerIsBetter: true);
    }

    /// <summary>Steps from the change until a score is back near its level before the change, and stays there.</summary>
    /// <param name="scores">One value a step, larger is better: F1, for instance.</param>
    /// <param name="change">Index of the first step with the new graph.</param>
    /// <param name="window">Steps before the change whose mean is the level to come back to.</param>
    /// <param name="fraction">Recovered means at least this fraction of that level, in (0, 1].</param>
    /// <param name="hold">Steps in a row for which it must hold; 1 takes the first moment.</param>
    /// <returns>The delay in steps; null when it did not recover.</returns>
    /// <exception cref="ArgumentException">As for <see cref="OfError"/>.</exception>
    public static int? OfScore(ReadOnlySpan<double> scores, int change, int window, double fraction = 0.9, int hold = 1)
    {
        Require.InHalfOpen(fraction, 0.0, 1.0);
        double level = Level(scores, change, window, hold);
        return First(scores, change, hold, level * fraction, smallerIsBetter: false);
    }

    private static double Level(ReadOnlySpan<double> values, int change, int window, int hold)
    {
        Require.Positive(window);
        Require.Positive(hold);
        Require.InRange(change, window, values.Length - 1, "the level is taken over the window before the change");
        double sum = 0;
        foreach (double value in values.Slice(change - window, window))
        {
            sum += value;
        }
        return sum / window;
    }

    private static int? First(ReadOnlySpan<double> values, int change, int hold, double limit, bool smallerIsBetter)
    {
        int held = 0;
        for (int t = change; t < values.Length; t++)
        {
            bool good = smallerIsBetter ? values[t] <= limit : values[t] >= limit;
            held = good ? held + 1 : 0;
            if (held == hold)
            {
                return t - change - hold + 1;
            }
        }
        return null;
    }
}
