namespace Gsp.Recordings;

/// <summary>Delineates the beats of one lead.</summary>
/// <remarks>
/// After Martinez et al., IEEE Trans. Biomed. Eng. 51 (2004) 570-581, section II.C, with our own windows and factors (tuned on LUDB, docs/ecg.md). QRS
/// at h = 12 ms: from the largest slope near R outwards over slopes above a share of it; the boundary is where the modulus falls below a share of the outermost
/// slope or has its minimum. P and T at h = 28 and 48 ms, on the lead with straight lines in place of QRS complexes: in the window
/// before and after the QRS complex, the zero crossing between the pair of opposite slopes whose
/// smaller modulus is largest; boundaries likewise.
/// </remarks>
internal sealed class LeadDelineator
{
    // Knot distances of the splines, in seconds.
    private const double QrsKnot = 0.012;
    private const double PKnot = 0.028;
    private const double TKnot = 0.048;

    private readonly double rate;
    private readonly DelineationOptions options;
    private readonly double[] lead;
    private readonly double[] filled;
    private readonly double[] fine;
    private double[] coarseP = [];
    private double[] coarseT = [];
    private double[] wholeP = [];
    private double[] wholeT = [];

    public LeadDelineator(double[] lead, double rate, DelineationOptions options)
    {
        (this.rate, this.options, this.lead) = (rate, options, lead);
        filled = GapBridge.Fill(lead);
        fine = SplineDerivative.Of(filled, rate, QrsKnot);
    }

    public BeatWaves[] Delineate(IReadOnlyList<int> beats)
    {
        Wave?[] complexes = [.. beats.Select(Qrs)];
        wholeP = SplineDerivative.Of(filled, rate, PKnot);
        wholeT = SplineDerivative.Of(filled, rate, TKnot);
        double[] blank = WithoutComplexes(complexes);
        coarseP = SplineDerivative.Of(blank, rate, PKnot);
        coarseT = SplineDerivative.Of(blank, rate, TKnot);
        var waves = new BeatWaves[beats.Count];
        for (int b = 0; b < waves.Length; b++)
        {
            int r = beats[b];
            Wave? qrs = complexes[b];
            int start = qrs?.Onset ?? r - S(0.05);
            int end = qrs?.Offset ?? r + S(0.06);
            int before = b > 0 ? beats[b - 1] : int.MinValue / 2;
            int after = b + 1 < beats.Count ? beats[b + 1] : int.MaxValue / 2;
            Wave? p = P(r, start, before);
            Wave? t = T(r, end, after);
            waves[b] = new BeatWaves(r, p, qrs, t);
        }
        return waves;
    }

    /// <summary>The lead with a straight line in place of each QRS complex, so that its slopes do not reach into P and T.</summary>
    private double[] WithoutComplexes(Wave?[] complexes)
    {
        double[] blank = [.. filled];
        foreach (Wave qrs in complexes.OfType<Wave>())
        {
            for (int t = qrs.Onset; t <= qrs.Offset; t++)
            {
                double share = (t - qrs.Onset) / (double)Math.Max(1, qrs.Offset - qrs.Onset);
                blank[t] = filled[qrs.Onset] + (share * (filled[qrs.Offset] - filled[qrs.Onset]));
            }
        }
        return blank;
    }

    private int S(double seconds) => (int)Math.Round(seconds * rate);

    private Wave? Qrs(int r)
    {
        int from = Math.Max(0, r - S(0.1));
        int to = Math.Min(fine.Length - 1, r + S(0.12));
        double steepest = Largest(fine, from, to);
        if (steepest == 0 || double.IsNaN(lead[r]))
        {
            return null;
        }
        int first = -1;
        int last = -1;
        for (int t = from; t <= to; t++)
        {
            bool isMaximum = Modulus(fine, t) >= Modulus(fine, t - 1) && Modulus(fine, t) > Modulus(fine, t + 1);
            if (isMaximum && first < 0 && Modulus(fine, t) > 0.14 * steepest)
            {
                first = t;
            }
            if (isMaximum && Modulus(fine, t) > 0.15 * steepest)
            {
                last = t;
            }
        }
        if (first < 0 || last < 0)
        {
            return null;
        }
        int onset = Boundary(fine, first, -1, 0.1, Math.Max(0, first - S(0.06)));
        int offset = Boundary(fine, last, 1, 0.15, Math.Min(fine.Length - 1, last + S(0.08)));
        double middle = (filled[onset] + filled[offset]) / 2;
        int peak = onset;
        for (int t = onset; t <= offset; t++)
        {
            peak = Math.Abs(filled[t] - middle) > Math.Abs(filled[peak] - middle) ? t : peak;
        }
        return new Wave(WaveKind.Qrs, onset, peak, offset);
    }

    private Wave? P(int r, int start, int before)
    {
        int from = Math.Max(r - S(0.33), before < 0 ? 0 : before + (int)(0.6 * (r - before)));
        int to = start - S(0.01);
        double least = options.PThreshold * Largest(wholeP, r - S(0.1), r + S(0.1));
        return Hump(WaveKind.P, coarseP, from, to, least, 0.55, 0.85);
    }

    private Wave? T(int r, int end, int after)
    {
        int interval = Math.Min(after - r, S(1.2));
        int from = end + S(0.06);
        int to = Math.Min(r + Math.Min((int)(0.7 * interval), S(0.56)), coarseT.Length - 1);
        double least = options.TThreshold * Largest(wholeT, r - S(0.1), r + S(0.1));
        return Hump(WaveKind.T, coarseT, from, to, least, 0.6, 0.75);
    }

    /// <summary>The peak between the pair of opposite slopes in [from, to] whose smaller modulus is largest.</summary>
    private Wave? Hump(WaveKind kind, double[] w, int from, int to, double least, double onsetShare, double offsetShare)
    {
        from = Math.Max(from, 1);
        to = Math.Min(to, w.Length - 2);
        int previous = -1;
        int current = -1;
        double best = least;
        (int Left, int Right) pair = (-1, -1);
        for (int t = from; t <= to; t++)
        {
            // The largest modulus of each run of one sign.
            bool isSameRun = current >= 0 && Math.Sign(w[t]) == Math.Sign(w[current]);
            if (isSameRun)
            {
                current = Modulus(w, t) > Modulus(w, current) ? t : current;
            }
            else
            {
                (previous, current) = (current, t);
            }
            if (previous >= 0 && current - previous < S(kind == WaveKind.P ? 0.14 : 0.3))
            {
                double strength = Math.Min(Modulus(w, previous), Modulus(w, current));
                if (strength > best)
                {
                    (best, pair) = (strength, (previous, current));
                }
            }
        }
        if (pair.Left < 0)
        {
            return null;
        }
        int peak = pair.Left;
        while (peak < pair.Right && Math.Sign(w[peak + 1]) == Math.Sign(w[pair.Left]))
        {
            peak++;
        }
        if (double.IsNaN(lead[peak]))
        {
            return null;
        }
        int reach = S(kind == WaveKind.P ? 0.08 : 0.16);
        int onset = Boundary(
            w,
            pair.Left,
            -1,
            onsetShare,
            Math.Max(kind == WaveKind.P ? 0 : from - S(0.04), pair.Left - reach)
        );
        int offset = Boundary(w, pair.Right, 1, offsetShare, Math.Min(w.Length - 1, pair.Right + reach));
        return new Wave(kind, Math.Min(onset, peak), peak, Math.Max(offset, peak));
    }

    /// <summary>From a steepest slope outwards: where its modulus has fallen to a share, or begins to rise again.</summary>
    private static int Boundary(double[] w, int slope, int direction, double share, int limit)
    {
        double threshold = share * Modulus(w, slope);
        int t = slope;
        while (t != limit)
        {
            int next = t + direction;
            if (Modulus(w, t) <= threshold || Math.Sign(w[next]) != Math.Sign(w[slope]))
            {
                break;
            }
            if (Modulus(w, next) > Modulus(w, t) && Modulus(w, t) < 0.5 * Modulus(w, slope))
            {
                break;
            }
            t = next;
        }
        return t;
    }

    private static double Modulus(double[] w, int t) => t < 0 || t >= w.Length ? 0 : Math.Abs(w[t]);

    private static double Largest(double[] w, int from, int to)
    {
        double largest = 0;
        for (int t = Math.Max(0, from); t <= Math.Min(w.Length - 1, to); t++)
        {
            largest = Math.Max(largest, Math.Abs(w[t]));
        }
        return largest;
    }
}
