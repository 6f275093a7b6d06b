namespace Gsp.Recordings;

/// <summary>Drops P waves that keep no fixed distance from their QRS complexes: in atrial fibrillation any wavelet before a beat looks like one.</summary>
internal static class AtrialConsistency
{
    private const int Neighbours = 8;

    /// <summary>Keeps a P wave where enough of the beats around have theirs at the same distance from R.</summary>
    /// <param name="beats">The beats of one lead.</param>
    /// <param name="near">Samples by which distances may differ.</param>
    /// <param name="share">Share of the up to eight beats on either side that must agree.</param>
    public static BeatWaves[] Keep(BeatWaves[] beats, int near, double share)
    {
        var kept = new BeatWaves[beats.Length];
        for (int b = 0; b < beats.Length; b++)
        {
            kept[b] =
                beats[b].P is Wave p && Agreement(beats, b, beats[b].R - p.Peak, near) < share
                    ? beats[b] with
                    {
                        P = null,
                    }
                    : beats[b];
        }
        return kept;
    }

    /// <summary>The share of the neighbours that agree; 1 without neighbours.</summary>
    private static double Agreement(BeatWaves[] beats, int b, int distance, int near)
    {
        int count = 0;
        int agreeing = 0;
        for (int n = Math.Max(0, b - Neighbours); n <= Math.Min(beats.Length - 1, b + Neighbours); n++)
        {
            if (n != b)
            {
                count++;
                agreeing += beats[n].P is Wave p && Math.Abs(beats[n].R - p.Peak - distance) <= near ? 1 : 0;
            }
        }
        return count == 0 ? 1 : (double)agreeing / count;
    }
}
