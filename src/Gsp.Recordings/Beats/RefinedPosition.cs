namespace Gsp.Recordings;

/// <summary>Moves a detection to the extremum of its QRS complex.</summary>
/// <remarks>
/// The extremum is that of sum over leads of |x - m| with m the lead's median in the neighbourhood: it is the same for inverted leads, and a baseline
/// offset does not matter. The earliest of equal extrema is taken.
/// </remarks>
internal sealed class RefinedPosition(double rate, double seconds)
{
    private readonly int radius = (int)Math.Round(seconds * rate);
    private readonly int neighbourhood = (int)Math.Round(0.2 * rate);

    /// <summary>Samples needed on each side of a detection.</summary>
    public int Reach => radius + neighbourhood;

    /// <summary>The refined sample; -1 where every lead is missing there.</summary>
    /// <param name="sample">Where the detector fired, in [0, count).</param>
    /// <param name="count">Number of samples.</param>
    /// <param name="value">Value of (lead, sample); NaN where missing.</param>
    /// <param name="leads">Number of leads.</param>
    public long Of(long sample, long count, Func<int, long, double> value, int leads)
    {
        long from = Math.Max(0, sample - radius);
        long to = Math.Min(count - 1, sample + radius);
        var departure = new double[to - from + 1];
        var seen = new bool[departure.Length];
        for (int c = 0; c < leads; c++)
        {
            double median = Median(sample, count, t => value(c, t));
            for (long t = from; t <= to; t++)
            {
                double x = value(c, t);
                if (!double.IsNaN(x))
                {
                    departure[t - from] += Math.Abs(x - median);
                    seen[t - from] = true;
                }
            }
        }
        long best = -1;
        for (long t = from; t <= to; t++)
        {
            if (seen[t - from] && (best < 0 || departure[t - from] > departure[best - from]))
            {
                best = t;
            }
        }
        return best;
    }

    private double Median(long sample, long count, Func<long, double> value)
    {
        List<double> values = [];
        for (long t = Math.Max(0, sample - Reach); t <= Math.Min(count - 1, sample + Reach); t++)
        {
            double x = value(t);
            if (!double.IsNaN(x))
            {
                values.Add(x);
            }
        }
        values.Sort();
        return values.Count == 0 ? 0 : values[values.Count / 2];
    }
}
