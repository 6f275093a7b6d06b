namespace Gsp.Recordings;

/// <summary>How beats are detected and where their R sample is put.</summary>
public sealed record QrsOptions
{
    /// <summary>The detector.</summary>
    public QrsMethod Method { get; init; } = QrsMethod.StationaryWavelet;

    /// <summary>No second beat within so many seconds of one; 0.1 to 0.4.</summary>
    public double RefractorySeconds { get; init; } = 0.2;

    /// <summary>
    /// The R sample is moved to the largest departure from the local median within so many seconds of the detection, up or down, summed over leads; 0
    /// leaves it where the detector fired; at most 0.15.
    /// </summary>
    public double RefinementSeconds { get; init; } = 0.07;

    internal QrsOptions Validate()
    {
        Require.That(Enum.IsDefined(Method), $"there is no detector {Method}", nameof(Method));
        Require.InRange(RefractorySeconds, 0.1, 0.4, "hearts of patients beat up to five times a second");
        Require.InRange(RefinementSeconds, 0, 0.15, "the extremum is sought inside one QRS complex");
        return this;
    }

    internal static void ValidateRate(double rate) =>
        Require.InRange(rate, 100, 1000, "detectors are checked at 100 to 1000 Hz; resample first");
}
