namespace Gsp.Recordings;

/// <summary>Chooses beats among candidates for a whole record at once: the sequence of largest support less what its intervals cost.</summary>
/// <remarks>
/// An interval d costs (ln d/m)^2 times the weight of the rhythm there, m being the usual interval, as if logarithms of intervals were
/// Gaussian; beyond threefold intervals no more is added, so that pauses are possible. Intervals so short that the later beat may be the T wave of the
/// earlier cost more. The best sequence is found by dynamic programming over the candidates, in time linear in their number.
/// </remarks>
/// <param name="refractory">The shortest interval, in samples.</param>
/// <param name="recovery">Until when a T wave is likely, in samples.</param>
internal sealed class BeatPath(int refractory, double recovery)
{
    private static readonly double Longest = Math.Log(3);

    /// <summary>Indices of the chosen candidates, increasing.</summary>
    /// <param name="samples">Candidates' samples, increasing.</param>
    /// <param name="support">What each adds if chosen; negative where it looks like noise.</param>
    /// <param name="rhythm">The rhythm about each.</param>
    /// <param name="length">Samples of the record.</param>
    public List<int> Best(IReadOnlyList<int> samples, double[] support, LocalRhythm rhythm, int length)
    {
        var score = new double[samples.Count];
        var before = new int[samples.Count];
        // The index of the best score up to each.
        var best = new int[samples.Count];
        for (int j = 0; j < samples.Count; j++)
        {
            (score[j], before[j]) = (-Edge(samples[j], rhythm, j), -1);
            for (int i = j - 1; i >= 0; i--)
            {
                int interval = samples[j] - samples[i];
                if (interval < refractory)
                {
                    continue;
                }
                // From here on all intervals cost the same.
                bool isFar = interval > 3 * rhythm.Usual(j);
                int from = isFar ? best[i] : i;
                double reached = score[from] - Cost(interval, rhythm, j);
                if (reached > score[j])
                {
                    (score[j], before[j]) = (reached, from);
                }
                if (isFar)
                {
                    break;
                }
            }
            score[j] += support[j];
            best[j] = j > 0 && score[best[j - 1]] >= score[j] ? best[j - 1] : j;
        }
        return Chain(before, Last(samples, score, rhythm, length));
    }

    private static int Last(IReadOnlyList<int> samples, double[] score, LocalRhythm rhythm, int length)
    {
        int last = -1;
        double total = 0;
        for (int j = 0; j < score.Length; j++)
        {
            double ended = score[j] - Edge(length - samples[j], rhythm, j);
            if (last < 0 || ended > total)
            {
                (last, total) = (j, ended);
            }
        }
        return last;
    }

    private static List<int> Chain(int[] before, int last)
    {
        List<int> chain = [];
        for (int j = last; j >= 0; j = before[j])
        {
            chain.Add(j);
        }
        chain.Reverse();
        return chain;
    }

    private double Cost(double interval, LocalRhythm rhythm, int j) =>
        Departure(interval, rhythm, j) + (2 * Math.Max(0, Math.Log(recovery / interval)));

    // Beyond an end of the record the next beat may be as near as can be.
    private static double Edge(double distance, LocalRhythm rhythm, int j) =>
        distance > rhythm.Usual(j) ? Departure(distance, rhythm, j) : 0;

    private static double Departure(double interval, LocalRhythm rhythm, int j)
    {
        double ratio = Math.Min(Math.Log(interval / rhythm.Usual(j)), Longest);
        return rhythm.Weight(j) * ratio * ratio;
    }
}
