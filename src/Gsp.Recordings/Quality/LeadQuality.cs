namespace Gsp.Recordings;

/// <summary>An overall judgement of a lead.</summary>
public enum QualityVerdict
{
    /// <summary>Good for measurements on waves.</summary>
    Good,

    /// <summary>Good for beats, doubtful for waves.</summary>
    Fair,

    /// <summary>Not to be used.</summary>
    Bad,
}

/// <summary>Signal quality indices of one lead.</summary>
public sealed record LeadQuality
{
    /// <summary>Share of the samples that are missing.</summary>
    public required double Missing { get; init; }

    /// <summary>Share of the observed samples within flat stretches of at least 0.2 s.</summary>
    public required double Flat { get; init; }

    /// <summary>Share of the observed samples at the extreme value in runs of at least three.</summary>
    public required double Clipped { get; init; }

    /// <summary>Number of isolated spikes: samples far from the median around them.</summary>
    public required int Spikes { get; init; }

    /// <summary>Share of the power below 40 Hz that lies below 0.7 Hz.</summary>
    public required double BaselinePower { get; init; }

    /// <summary>Power at 5 to 40 Hz over power above 40 Hz, in dB; infinite where nothing lies above.</summary>
    public required double SignalToNoise { get; init; }

    /// <summary>Agreement of two detectors (bSQI): pairs within 150 ms over all their beats; 0 without beats.</summary>
    public required double BeatAgreement { get; init; }

    /// <summary>Mean correlation of the beats with their median beat; 0 with fewer than three beats.</summary>
    public required double TemplateCorrelation { get; init; }

    /// <summary>The judgement by these indices; docs/ecg.md has the rule.</summary>
    public QualityVerdict Verdict =>
        Missing > 0.5 || Flat > 0.5 || Clipped > 0.2 || BeatAgreement < 0.5 || TemplateCorrelation < 0.4
            ? QualityVerdict.Bad
        : Missing > 0.1
        || Flat > 0.1
        || Clipped > 0.02
        || Spikes > 3
        || BaselinePower > 0.8
        || SignalToNoise < 10
        || BeatAgreement < 0.9
        || TemplateCorrelation < 0.8
            ? QualityVerdict.Fair
        : QualityVerdict.Good;

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant(
            $"{Verdict}: missing {Missing:p0}, flat {Flat:p0}, clipped {Clipped:p0}, {Spikes} spikes, baseline {BaselinePower:p0}, SNR {SignalToNoise:f1} dB, bSQI {BeatAgreement:f2}, template {TemplateCorrelation:f2}"
        );
}
