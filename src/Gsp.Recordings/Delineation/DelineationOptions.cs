namespace Gsp.Recordings;

/// <summary>How waves are delineated.</summary>
public sealed record DelineationOptions
{
    /// <summary>
    /// With several leads, a wave is taken to be present in all leads if this share of them shows it near one time, else in none; a lead that misses it or puts it
    /// far from the others is given the leads' medians. 0 leaves every lead to itself.
    /// </summary>
    public double FusionShare { get; init; } = 0.4;

    /// <summary>How far from the leads' median peak a lead's own wave is kept, in seconds.</summary>
    public double FusionSeconds { get; init; } = 0.08;

    /// <summary>Least steepness of a P wave, of the QRS complex's own at the same smoothing.</summary>
    public double PThreshold { get; init; } = 0.015;

    /// <summary>Least steepness of a T wave, of the QRS complex's own at the same smoothing.</summary>
    public double TThreshold { get; init; } = 0.04;

    /// <summary>A P wave stays where this share of the eight beats on either side have theirs within 30 ms of the same distance from R; 0 keeps all.</summary>
    public double PConsistency { get; init; } = 0.4;

    internal DelineationOptions Validate()
    {
        Require.InRange(FusionShare, 0, 1, "share of the leads");
        Require.InHalfOpen(FusionSeconds, 0, 0.5, "seconds");
        Require.InHalfOpen(PThreshold, 0, 1, "of the steepness of the QRS complex");
        Require.InHalfOpen(TThreshold, 0, 1, "of the steepness of the QRS complex");
        Require.InRange(PConsistency, 0, 1, "share of the beats around");
        return this;
    }
}
