namespace Gsp.Recordings;

/// <summary>Makes a rate of the times of a table's rows.</summary>
internal static class SignalTimes
{
    /// <summary>The rate at which the times are even.</summary>
    /// <param name="times">The time of each row.</param>
    /// <param name="unit">The times' unit; empty for seconds.</param>
    /// <param name="column">The column's name, for errors.</param>
    /// <param name="path">The file's name, for errors.</param>
    /// <returns>Samples a second.</returns>
    /// <exception cref="GspFormatException">Fewer than two rows, a missing or unknown time, or one that is more than half a sample away from
    /// where an even rate has it.</exception>
    public static double Rate(double[] times, string unit, string column, string path)
    {
        double second = unit switch
        {
            "" or "s" or "sec" or "seconds" => 1,
            "ms" => 1e3,
            "us" or "\u00b5s" or "\u03bcs" => 1e6,
            _ => throw Error($"its unit is '{unit}'; expected s, ms or us"),
        };
        if (times.Length < 2)
        {
            throw Error("one row alone has no rate; give the rate itself");
        }
        double step = (times[^1] - times[0]) / (times.Length - 1);
        double rate = second / step;
        if (!(double.IsFinite(rate) && rate > 0))
        {
            throw Error(FormattableString.Invariant($"times go from {times[0]} to {times[^1]}; they have to grow"));
        }
        for (int row = 0; row < times.Length; row++)
        {
            double even = times[0] + (row * step);
            if (!(Math.Abs(times[row] - even) <= 0.5 * step))
            {
                throw Error(
                    FormattableString.Invariant(
                        $"sample {row} is at {times[row]} where even steps of {step:g6} have {even:g10}: rows are missing or the rate changes; resample, or give the rate itself"
                    )
                );
            }
        }
        return rate;

        GspFormatException Error(string reason) => new(path, -1, $"time column '{column}'", reason);
    }
}
