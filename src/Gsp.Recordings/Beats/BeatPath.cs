namespace Gsp.Recordings;

/// <summary>Chooses beats among candidates for a whole record at once: the sequence of largest support less what its intervals cost.</summary>
/// <remarks>
/// An interval d costs <see cref="Rhythm"/> (ln d/m)^2 with m the usual interval there, as if logarithms of intervals were Gaussian about ln m with a
/// standard deviation of 1/sqrt(2 Rhythm); beyond threefold intervals no more is added, so that pauses are possible. The best sequence is found by dynamic programming.
/// </remarks>
internal sealed class BeatPath(int refractory, double shortest)
{
    public static double Rhythm = WaveletQrs.E("L", 1.5);

    private static readonly double Longest = Math.Log(3);

    /// <summary>Indices of the chosen candidates, increasing, and the score of the sequence.</summary>
    /// <param name="samples">Candidates' samples, increasing.</param>
    /// <param name="support">What each adds if chosen; negative where it looks like noise.</param>
    /// <param name="usual">The usual interval about each, in samples.</param>
    /// <param name="length">Samples of the record.</param>
    public (List<int> Chosen, double Score) Best(List<int> samples, double[] support, double[] usual, double[] rhythm, int length)
    {
        int count = samples.Count;
        var score = new double[count];
        var before = new int[count];
        // The best of the candidates up to each.
        var best = new int[count];
        for (int j = 0; j < count; j++)
        {
            score[j] = -Edge(samples[j], usual[j], rhythm[j]);
            before[j] = -1;
            for (int i = j - 1; i >= 0; i--)
            {
                int interval = samples[j] - samples[i];
                if (interval < refractory)
                {
                    continue;
                }
                bool isFar = interval > 3 * usual[j];
                int from = isFar ? best[i] : i;
                double reached = score[from] - Cost(interval, usual[j], rhythm[j]);
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
        int last = -1;
        double total = 0;
        for (int j = 0; j < count; j++)
        {
            double ended = score[j] - Edge(length - samples[j], usual[j], rhythm[j]);
            if (last < 0 || ended > total)
            {
                (last, total) = (j, ended);
            }
        }
        List<int> chosen = [];
        for (; last >= 0; last = before[last])
        {
            chosen.Add(last);
        }
        chosen.Reverse();
        return (chosen, total);
    }

    static readonly double Tau = WaveletQrs.E("T2", 2);
    private double Cost(double interval, double usual, double rhythm)
    {
        double ratio = Math.Min(Math.Log(interval / usual), Longest);
        return rhythm * ratio * ratio + Tau * Math.Max(0, Math.Log(shortest / interval));
    }

    // Beyond the edge a beat may be anywhere.
    private double Edge(double distance, double usual, double rhythm) => distance > usual ? Cost(distance, usual, rhythm) : 0;
}
