namespace Gsp.Recordings;

/// <summary>QRS detection on the evidence of a wavelet band, judged for the whole record at once: by height, speed, shape and rhythm.</summary>
/// <remarks>
/// <para>
/// Candidates are maxima of <see cref="QrsEvidence"/> with no larger one within 0.1 s, above a tenth of the beats' local height B. Each has a support,
/// positive where it looks like a beat, of three terms. Were the logarithms of beats' heights Gaussian about ln B and those of noise about ln N, with the
/// same variance, then a height h would have the log likelihood ratio (ln h - (ln B + ln N) / 2) (ln B - ln N) / variance. That is the first
/// term, with a standard deviation of 1.5 and the threshold a quarter lower. Second, slow waves lose support. Third, a
/// candidate that looks like beats already chosen near it gains and one that does not loses, but not so much that ectopic beats could not remain.
/// </para>
/// <para>
/// <see cref="BeatPath"/> chooses the beats of largest support less the cost of their intervals. Shapes and usual intervals are those of the beats chosen
/// in the round before; in the first, shapes count nothing and the rhythm is 80 a minute. Rounds end when nothing changes, at the latest after five.
/// </para>
/// </remarks>
internal sealed class WaveletQrs(double rate, QrsOptions options)
{
    private const int Rounds = 5;

    // Beats in whose shapes a candidate's likeness is sought, on either side.
    private const int Neighbours = 8;

    private readonly int refractory = (int)Math.Round(options.RefractorySeconds * rate);

    public IReadOnlyList<Beat> Detect(IReadOnlyList<double[]> leads)
    {
        int length = leads[0].Length;
        if (length == 0)
        {
            return [];
        }
        var evidence = new QrsEvidence(leads, rate);
        var levels = new LocalLevels(evidence.Total, rate);
        int[] samples = Candidates(evidence.Total, levels);
        double[] support = [.. samples.Select(t => Support(evidence, levels, t))];
        List<int> chosen = Choose(samples, support, new BeatShapes(evidence.Leads, samples, rate), length);
        var refined = new RefinedPosition(rate, options.RefinementSeconds);
        List<Beat> beats = [];
        foreach (int i in chosen)
        {
            long sample = refined.Of(samples[i], length, (c, s) => leads[c][s], leads.Count);
            if (sample >= 0 && (beats.Count == 0 || sample - beats[^1].Sample >= refractory))
            {
                beats.Add(new Beat(sample, Confidence(evidence, levels, samples[i])));
            }
        }
        return beats;
    }

    private static double Support(QrsEvidence evidence, LocalLevels levels, int sample) =>
        (Excess(evidence.Total[sample], levels, sample) * levels.Contrast(sample) / (1.5 * 1.5))
        + (3 * evidence.Slowness(sample));

    private static double Confidence(QrsEvidence evidence, LocalLevels levels, int sample) =>
        Math.Clamp(Excess(evidence.Total[sample], levels, sample) / Excess(levels.Beats(sample), levels, sample), 0, 1);

    /// <summary>The logarithm of a height over the threshold between noise and beats.</summary>
    private static double Excess(double height, LocalLevels levels, int sample) =>
        Math.Log(height / levels.Beats(sample)) + (levels.Contrast(sample) / 2) - Math.Log(0.75);

    private List<int> Choose(int[] samples, double[] support, BeatShapes shapes, int length)
    {
        List<int> chosen = [];
        for (int round = 0; round < Rounds; round++)
        {
            LocalRhythm rhythm = round == 0 ? new(samples.Length, rate) : new(samples, chosen, rate);
            double[] gain = [.. support.Select((s, i) => s + Familiarity(shapes, chosen, i))];
            List<int> next = new BeatPath(refractory, 0.36 * rate).Best(samples, gain, rhythm, length);
            if (next.SequenceEqual(chosen))
            {
                break;
            }
            chosen = next;
        }
        return chosen;
    }

    /// <summary>What the likeness to the second most similar of the neighbouring beats adds.</summary>
    private static double Familiarity(BeatShapes shapes, List<int> chosen, int candidate)
    {
        int at = chosen.BinarySearch(candidate);
        at = at < 0 ? ~at : at;
        (double most, double second) = (double.NegativeInfinity, double.NegativeInfinity);
        for (int k = Math.Max(0, at - Neighbours); k <= Math.Min(chosen.Count - 1, at + Neighbours); k++)
        {
            double likeness = chosen[k] == candidate ? second : shapes.Likeness(candidate, chosen[k]);
            (most, second) = likeness > most ? (likeness, most) : (most, Math.Max(second, likeness));
        }
        // One alike is chance; T waves and noise are rarely as much alike as 0.7.
        return double.IsInfinity(second) ? 0 : Math.Max(-0.6, 2 * (second - 0.7));
    }

    private int[] Candidates(double[] evidence, LocalLevels levels)
    {
        int reach = (int)Math.Round(0.1 * rate);
        List<int> candidates = [];
        for (int t = 0; t < evidence.Length; t++)
        {
            double value = evidence[t];
            bool isLargest = value > 0.1 * levels.Beats(t);
            int last = Math.Min(evidence.Length - 1, t + reach);
            for (int s = Math.Max(0, t - reach); s <= last && isLargest; s++)
            {
                isLargest = s == t || evidence[s] < value || (evidence[s] == value && s > t);
            }
            if (isLargest)
            {
                candidates.Add(t);
            }
        }
        return [.. candidates];
    }
}
