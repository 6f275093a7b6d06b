using Gsp.Signals;

namespace Gsp.Recordings;

/// <summary>Removes isolated spikes of the converter or of a pacemaker: a few samples far from the median around them.</summary>
internal static class Spikes
{
    /// <summary>
    /// A sample that departs from the median of 30 ms by more than six times the usual largest departure (the lower quartile over blocks of 1.2 s of their
    /// maxima) is replaced by that median.
    /// </summary>
    /// <param name="lead">Samples without gaps.</param>
    /// <param name="rate">Samples a second.</param>
    public static double[] Remove(double[] lead, double rate)
    {
        int half = Math.Max(2, (int)Math.Round(0.015 * rate));
        if (lead.Length <= (2 * half) + 1)
        {
            return lead;
        }
        double[] medians = MedianFilter.Apply(lead, (2 * half) + 1);
        double[] departures = [.. lead.Zip(medians, (x, m) => Math.Abs(x - m))];
        double[] maxima =
        [
            .. departures.Chunk((int)(1.2 * rate)).Select(chunk => chunk.Max()).Where(x => x > 0).Order(),
        ];
        if (maxima.Length == 0)
        {
            return lead;
        }
        double limit = 6 * maxima[maxima.Length / 4];
        return [.. lead.Select((x, t) => departures[t] > limit ? medians[t] : x)];
    }
}
