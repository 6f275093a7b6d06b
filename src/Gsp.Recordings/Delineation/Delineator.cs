namespace Gsp.Recordings;

/// <summary>Finds onset, peak and offset of the P, QRS and T waves of given beats.</summary>
/// <remarks>Wave positions do not depend on a lead's unit or polarity. Cost: linear in the samples, about 100 operations each.</remarks>
public static class Delineator
{
    /// <summary>The waves of one lead.</summary>
    /// <param name="lead">Samples in any unit; NaN where missing.</param>
    /// <param name="rate">Samples a second, 100 to 1000 Hz.</param>
    /// <param name="beats">R samples, increasing, inside the lead.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <returns>[beat].</returns>
    /// <exception cref="ArgumentException">A beat lies outside or before its predecessor, an option or the rate is out of range.</exception>
    public static BeatWaves[] Delineate(
        double[] lead,
        double rate,
        IReadOnlyList<int> beats,
        DelineationOptions? options = null
    )
    {
        options = (options ?? new DelineationOptions()).Validate();
        LeadChecks.Lead(lead);
        Check(rate, beats, lead.Length);
        return Consistent(new LeadDelineator(lead, rate, options).Delineate(beats), rate, options);
    }

    /// <summary>The waves of several leads recorded together, brought together as the options say.</summary>
    /// <param name="leads">[channel][time] of equal lengths; NaN where missing.</param>
    /// <param name="rate">Samples a second, 100 to 1000 Hz.</param>
    /// <param name="beats">R samples, increasing, inside the leads.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <returns>[lead][beat].</returns>
    /// <exception cref="ArgumentException">As for one lead; there is no lead, or lengths differ.</exception>
    public static BeatWaves[][] Delineate(
        IReadOnlyList<double[]> leads,
        double rate,
        IReadOnlyList<int> beats,
        DelineationOptions? options = null
    )
    {
        options = (options ?? new DelineationOptions()).Validate();
        LeadChecks.Leads(leads);
        if (leads.Count == 1 || options.FusionShare == 0)
        {
            return [.. leads.Select(lead => Delineate(lead, rate, beats, options))];
        }
        Check(rate, beats, leads[0].Length);
        BeatWaves[][] own = [.. leads.Select(lead => new LeadDelineator(lead, rate, options).Delineate(beats))];
        BeatWaves[][] fused = LeadFusion.Fuse(own, options.FusionShare, (int)Math.Round(options.FusionSeconds * rate));
        return [.. fused.Select(lead => Consistent(lead, rate, options))];
    }

    /// <summary>The waves of all channels of a recording at the beats found in them.</summary>
    /// <param name="recording">Leads of one ECG at one rate.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="detection">How beats are found; null for the defaults.</param>
    /// <returns>[lead][beat], in the order of the channels.</returns>
    /// <exception cref="ArgumentException">As for the other overloads.</exception>
    /// <exception cref="InvalidOperationException">There is no channel, or rates differ.</exception>
    public static BeatWaves[][] Delineate(
        Recording recording,
        DelineationOptions? options = null,
        QrsOptions? detection = null
    )
    {
        int[] beats = QrsDetector.Detect(recording, detection).Samples;
        return Delineate([.. recording.Channels.Select(channel => channel.Samples)], recording.Rate, beats, options);
    }

    private static BeatWaves[] Consistent(BeatWaves[] beats, double rate, DelineationOptions options) =>
        AtrialConsistency.Keep(beats, (int)Math.Round(0.03 * rate), options.PConsistency);

    private static void Check(double rate, IReadOnlyList<int> beats, int length)
    {
        QrsOptions.ValidateRate(rate);
        ArgumentNullException.ThrowIfNull(beats);
        for (int b = 0; b < beats.Count; b++)
        {
            int least = b == 0 ? 0 : beats[b - 1] + 1;
            Require.InRange(beats[b], least, length - 1, "R samples increase and lie inside the lead", nameof(beats));
        }
    }
}
