namespace Gsp.Recordings;

/// <summary>Brings the waves of several leads together by medians.</summary>
internal static class LeadFusion
{
    /// <summary>A wave is present in all leads or in none; leads that miss it or disagree take the medians of those that agree.</summary>
    /// <param name="leads">[lead][beat].</param>
    /// <param name="share">Share of the leads that must agree.</param>
    /// <param name="near">Samples within which a lead agrees with the median peak.</param>
    public static BeatWaves[][] Fuse(BeatWaves[][] leads, double share, int near)
    {
        int beats = leads[0].Length;
        BeatWaves[][] fused = [.. leads.Select(lead => new BeatWaves[beats])];
        for (int b = 0; b < beats; b++)
        {
            var waves = new Wave?[3][];
            foreach (WaveKind kind in Enum.GetValues<WaveKind>())
            {
                waves[(int)kind] = Fuse([.. leads.Select(lead => lead[b][kind])], share, near);
            }
            for (int c = 0; c < leads.Length; c++)
            {
                fused[c][b] = new BeatWaves(leads[c][b].R, waves[0][c], waves[1][c], waves[2][c]);
            }
        }
        return fused;
    }

    private static Wave?[] Fuse(Wave?[] own, double share, int near)
    {
        Wave[] present = [.. own.OfType<Wave>()];
        if (present.Length == 0)
        {
            return own;
        }
        int centre = Median(present.Select(wave => wave.Peak));
        Wave[] agreeing = [.. present.Where(wave => Math.Abs(wave.Peak - centre) <= near)];
        if (agreeing.Length < share * own.Length || agreeing.Length == 0)
        {
            return new Wave?[own.Length];
        }
        var common = new Wave(
            agreeing[0].Kind,
            Median(agreeing.Select(wave => wave.Onset)),
            Median(agreeing.Select(wave => wave.Peak)),
            Median(agreeing.Select(wave => wave.Offset))
        );
        return [.. own.Select(wave => wave is Wave w && Math.Abs(w.Peak - centre) <= near ? w : (Wave?)common)];
    }

    private static int Median(IEnumerable<int> values)
    {
        int[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
