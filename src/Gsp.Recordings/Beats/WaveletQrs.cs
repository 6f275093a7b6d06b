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

    public static double E(string name, double d) => double.TryParse(Environment.GetEnvironmentVariable("P_" + name), out double v) ? v : d;
    static readonly double A = E("A", 0.77), W = E("W", 2), S0 = E("S0", 0.7), SLow = E("SL", -0.6), Near = E("K", 8), Third = E("T", 2), Iter = E("I", 5), Mix = E("M", 0.5), Prune = E("P", 0.1), Over = E("O", 0.5), M0 = E("M0", 0.75), L0 = E("L0", 0.75), SP = E("SP", 0.1), LX = E("LX", 2), LM = E("LM", 0.3), Radius=E("R", 0.1);

    public IReadOnlyList<Beat> Detect(IReadOnlyList<double[]> leads)
    {
        int length = leads[0].Length;
        List<(double[] Samples, double Weight)> clean = [];
        double[] evidence = Evidence(leads, length, clean);
        List<int> wide = Candidates(evidence, refractory);
        double[] level = Levels(evidence, wide);
        List<int> chosen = Choose(evidence, wide, level);
        SearchBack(evidence, wide, level, chosen);
        double[] noise = Noise(evidence);
        List<int> candidates = [.. Candidates(evidence, (int)(Radius * rate)).Where(t => evidence[t] > Prune * level[t])];
        double[] plain = [.. candidates.Select(t => (Math.Max(0, Math.Log(evidence[t] / level[t])) * (Over - 1)) + Math.Log(evidence[t] / (A * Math.Pow(noise[t], 1 - Mix) * Math.Pow(level[t], Mix))))];
        var shapes = new BeatShapes(clean, candidates, rate);
        List<int> picked = [];
        static double[] Filled(int n, double v) { var a = new double[n]; a.AsSpan().Fill(v); return a; }
        for (int k = 0; k < Iter && candidates.Count > 0; k++)
        {
            (double[] usual, double[] rhythm) = k == 0 ? (Filled(candidates.Count, M0 * rate), Filled(candidates.Count, L0)) : Usual(candidates, picked);
            double[] support = [.. plain.Select((p, i) => p + Familiar(shapes, candidates, picked, i))];
            var next = new BeatPath(refractory, 0.36 * rate).Best(candidates, support, usual, rhythm, length).Chosen;
            if (Environment.GetEnvironmentVariable("P_D") != null)
            {
                Console.WriteLine("   it " + k + " " + string.Join(" ", candidates.Select((t, i) => $"{t}{(next.Contains(i) ? "*" : "")}:{evidence[t] / level[t]:f2}/{evidence[t] / noise[t]:f1},{plain[i]:f2}{support[i] - plain[i]:+0.00;-0.00},{usual[i]:f0}")));
            }
            if (next.SequenceEqual(picked)) break;
            picked = next;
        }
        var refined = new RefinedPosition(rate, options.RefinementSeconds);
        List<Beat> beats = [];
        foreach (int i in picked)
        {
            int t = candidates[i];
            long sample = refined.Of(t, length, (c, s) => leads[c][s], leads.Count);
            if (sample >= 0 && (beats.Count == 0 || sample - beats[^1].Sample >= refractory))
            {
                double height = evidence[t] / level[t];
                beats.Add(new Beat(sample, Math.Clamp((height - Low) / (1 - Low), 0, 1)));
            }
        }
        return beats;
    }

    private double Familiar(BeatShapes shapes, List<int> candidates, List<int> picked, int i)
    {
        int at = picked.BinarySearch(i);
        at = at < 0 ? ~at : at;
        List<double> likeness = [];
        for (int k = Math.Max(0, at - (int)Near); k < Math.Min(picked.Count, at + (int)Near + 1); k++)
        {
            if (picked[k] != i) likeness.Add(shapes.Likeness(i, picked[k]));
        }
        if (likeness.Count < Third) return 0;
        likeness.Sort();
        return Math.Max(SLow, W * (likeness[^(int)Third] - S0));
    }

    private (double[], double[]) Usual(List<int> candidates, List<int> picked)
    {
        var usual = new double[candidates.Count];
        var rhythm = new double[candidates.Count];
        int at = 0;
        for (int i = 0; i < usual.Length; i++)
        {
            while (at < picked.Count - 1 && picked[at] < i) at++;
            List<int> near = [];
            for (int k = Math.Max(1, at - 8); k < Math.Min(picked.Count, at + 9); k++)
            {
                near.Add(candidates[picked[k]] - candidates[picked[k - 1]]);
            }
            near.Sort();
            usual[i] = near.Count == 0 ? M0 * rate : near[near.Count / 2];
            double m = usual[i];
            double[] r = [.. near.Select(d => Math.Abs(Math.Log(d / m))).Order()];
            double spread = r.Length == 0 ? 1 : r[r.Length / 2] / SP;
            rhythm[i] = LM + (LX - LM) / (1 + spread * spread);
        }
        return (usual, rhythm);
    }

    private double[] Noise(double[] evidence)
    {
        int block = (int)Math.Round(1.5 * rate);
        int step = Math.Max(1, (int)(0.01 * rate));
        int blocks = (evidence.Length + block - 1) / block;
        var medians = new double[blocks];
        for (int b = 0; b < blocks; b++)
        {
            List<double> values = [];
            for (int t = b * block; t < Math.Min(evidence.Length, (b + 1) * block); t += step) values.Add(evidence[t]);
            values.Sort();
            medians[b] = values[values.Count / 2];
        }
        var noise = new double[evidence.Length];
        for (int b = 0; b < blocks; b++)
        {
            double[] near = [.. medians[Math.Max(0, b - 4)..Math.Min(blocks, b + 5)].Order()];
            noise.AsSpan(b * block, Math.Min(block, noise.Length - b * block)).Fill(near[near.Length / 2]);
        }
        return noise;
    }

    private double[] Evidence(IReadOnlyList<double[]> leads, int length, List<(double[], double)> clean)
    {
        int scale = Math.Max(1, (int)Math.Round(Math.Log2(rate / 20)));
        var evidence = new double[length];
        foreach (double[] lead in leads)
        {
            double[] cleaned = Spikes.Remove(GapBridge.Fill(lead), rate);
            double[] magnitude = StationaryDaubechies.BandMagnitude(
                cleaned,
                scale - 1,
                scale
            );
            double weight = Typical(magnitude);
            // A lead counts by how far its beats stand out of the rest of it.
            double contrast = weight > 0 ? weight / magnitude.Average() : 0;
            if (weight > 0) clean.Add((cleaned, contrast * contrast / weight));
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

    private static List<int> Candidates(double[] evidence, int refractory)
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
