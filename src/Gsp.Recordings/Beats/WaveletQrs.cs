namespace Gsp.Recordings;

/// <summary>QRS detection on an undecimated db3 wavelet band: energy against its level in the seconds around.</summary>
/// <remarks>
/// The two detail bands of the stationary transform (a trous, no decimation) that together cover about 8 to 30 Hz are summed in absolute value over leads,
/// each lead divided by its own usual height and weighted by the square of that height over its mean, and smoothed over 80 ms. A candidate is a maximum with no larger one within the refractory time. The level at a time is the median
/// over blocks of 1.5 s within 7.5 s of the blocks' largest candidates: an artefact or a pause of a few seconds does not move it. A candidate above
/// a share of the level is a beat, unless within 360 ms a beat more than twice as large precedes it (T wave). The share, 0.12 to 0.5, is where the
/// logarithms of all candidates' heights part best into two classes (largest variance between classes, Otsu 1979). In a gap of more than 1.6 local
/// median intervals the largest candidate above 0.2 is taken, again and again. Isolated spikes of the converter are removed first.
/// </remarks>
internal sealed class WaveletQrs(double rate, QrsOptions options)
{
    private readonly int refractory = (int)Math.Round(options.RefractorySeconds * rate);

    // A candidate found by searching back, of the level.
    private const double Low = 0.2;

    // Between which shares of the level the threshold is sought.
    private const double Lowest = 0.12;
    private const double Highest = 0.5;

    public IReadOnlyList<Beat> Detect(IReadOnlyList<double[]> leads)
    {
        int length = leads[0].Length;
        double[] evidence = Evidence(leads, length);
        List<int> candidates = Candidates(evidence);
        double[] level = Levels(evidence, candidates);
        List<int> chosen = Choose(evidence, candidates, level);
        SearchBack(evidence, candidates, level, chosen);
        var refined = new RefinedPosition(rate, options.RefinementSeconds);
        List<Beat> beats = [];
        foreach (int t in chosen)
        {
            long sample = refined.Of(t, length, (c, s) => leads[c][s], leads.Count);
            if (sample >= 0 && (beats.Count == 0 || sample - beats[^1].Sample >= refractory))
            {
                double height = evidence[t] / level[t];
                beats.Add(new Beat(sample, Math.Clamp((height - Low) / (1 - Low), 0, 1)));
            }
        }
        return beats;
    }

    private double[] Evidence(IReadOnlyList<double[]> leads, int length)
    {
        int scale = Math.Max(1, (int)Math.Round(Math.Log2(rate / 20)));
        var evidence = new double[length];
        foreach (double[] lead in leads)
        {
            double[] magnitude = StationaryDaubechies.BandMagnitude(
                Spikes.Remove(GapBridge.Fill(lead), rate),
                scale - 1,
                scale
            );
            double weight = Typical(magnitude);
            // A lead counts by how far its beats stand out of the rest of it.
            double contrast = weight > 0 ? weight / magnitude.Average() : 0;
            for (int t = 0; t < length && weight > 0; t++)
            {
                evidence[t] += contrast * contrast * magnitude[t] / weight;
            }
        }
        return Smooth(evidence, (int)Math.Round(0.04 * rate));
    }

    /// <summary>The median over seconds of the largest value: the height of usual beats.</summary>
    private double Typical(double[] magnitude)
    {
        List<double> maxima = [];
        int second = (int)Math.Round(1.2 * rate);
        for (int start = 0; start < magnitude.Length; start += second)
        {
            maxima.Add(magnitude.AsSpan(start, Math.Min(second, magnitude.Length - start)).ToArray().Max());
        }
        maxima.RemoveAll(value => value == 0);
        maxima.Sort();
        return maxima.Count == 0 ? 0 : maxima[maxima.Count / 2];
    }

    private static double[] Smooth(double[] values, int half)
    {
        // Twice a centred mean: a triangle, so that one complex has one maximum.
        double[] once = CentredMean(values, half);
        return CentredMean(once, half);
    }

    private static double[] CentredMean(double[] values, int half)
    {
        var means = new double[values.Length];
        int width = (half / 2 * 2) + 1;
        var average = new MovingAverage(width);
        for (int t = 0; t < values.Length + (half / 2); t++)
        {
            double mean = average.Next(t < values.Length ? values[t] : 0);
            if (t >= half / 2)
            {
                means[t - (half / 2)] = mean;
            }
        }
        return means;
    }

    private List<int> Candidates(double[] evidence)
    {
        List<int> candidates = [];
        for (int t = 0; t < evidence.Length; t++)
        {
            double value = evidence[t];
            bool isLargest = value > 0;
            for (
                int s = Math.Max(0, t - refractory);
                s <= Math.Min(evidence.Length - 1, t + refractory) && isLargest;
                s++
            )
            {
                isLargest = s == t || evidence[s] < value || (evidence[s] == value && s > t);
            }
            if (isLargest)
            {
                candidates.Add(t);
            }
        }
        return candidates;
    }

    private double[] Levels(double[] evidence, List<int> candidates)
    {
        int block = (int)Math.Round(1.5 * rate);
        int blocks = (evidence.Length + block - 1) / block;
        var largest = new double[blocks];
        foreach (int t in candidates)
        {
            largest[t / block] = Math.Max(largest[t / block], evidence[t]);
        }
        var medians = new double[blocks];
        for (int b = 0; b < blocks; b++)
        {
            double[] near = [.. largest[Math.Max(0, b - 4)..Math.Min(blocks, b + 5)].Where(value => value > 0).Order()];
            medians[b] = near.Length == 0 ? double.PositiveInfinity : near[near.Length / 2];
        }
        var level = new double[evidence.Length];
        for (int t = 0; t < level.Length; t++)
        {
            level[t] = medians[t / block];
        }
        return level;
    }

    private List<int> Choose(double[] evidence, List<int> candidates, double[] level)
    {
        List<int> chosen = [];
        double threshold = Between([.. candidates.Select(t => evidence[t] / level[t])]);
        foreach (int t in candidates)
        {
            if (evidence[t] < threshold * level[t])
            {
                continue;
            }
            bool isTWave = chosen.Count > 0 && t - chosen[^1] < 0.36 * rate && evidence[t] < 0.5 * evidence[chosen[^1]];
            if (!isTWave)
            {
                chosen.Add(t);
            }
        }
        return chosen;
    }

    /// <summary>The height between noise and beats: Otsu's threshold of the logarithms.</summary>
    private static double Between(double[] heights)
    {
        double[] logs = [.. heights.Where(h => h > 0.02).Select(h => Math.Log(Math.Min(h, 1.2))).Order()];
        double best = -1;
        double threshold = 0.35;
        double total = logs.Sum();
        double below = 0;
        for (int k = 1; k < logs.Length; k++)
        {
            below += logs[k - 1];
            double middle = Math.Exp((logs[k - 1] + logs[k]) / 2);
            if (middle < Lowest || middle > Highest)
            {
                continue;
            }
            double difference = (below / k) - ((total - below) / (logs.Length - k));
            double between = difference * difference * k * (logs.Length - k);
            if (between > best)
            {
                (best, threshold) = (between, middle);
            }
        }
        return threshold;
    }

    private void SearchBack(double[] evidence, List<int> candidates, double[] level, List<int> chosen)
    {
        for (int i = 1; i < chosen.Count; i++)
        {
            double usual = LocalInterval(chosen, i);
            if (chosen[i] - chosen[i - 1] <= 1.6 * usual)
            {
                continue;
            }
            int best = -1;
            int first = ~candidates.BinarySearch(chosen[i - 1] + (int)(0.36 * rate));
            for (int k = first < 0 ? ~first : first; k < candidates.Count; k++)
            {
                int t = candidates[k];
                if (t >= chosen[i] - (0.3 * rate))
                {
                    break;
                }
                if (evidence[t] > Low * level[t] && (best < 0 || evidence[t] > evidence[best]))
                {
                    best = t;
                }
            }
            if (best >= 0)
            {
                chosen.Insert(i, best);
                i--;
            }
        }
    }

    private static double LocalInterval(List<int> chosen, int i)
    {
        List<int> near = [];
        for (int k = Math.Max(1, i - 8); k < Math.Min(chosen.Count, i + 9); k++)
        {
            near.Add(chosen[k] - chosen[k - 1]);
        }
        near.Sort();
        return near[near.Count / 2];
    }
}
