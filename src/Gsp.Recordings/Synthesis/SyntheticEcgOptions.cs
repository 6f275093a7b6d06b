namespace Gsp.Recordings;

/// <summary>What a synthetic ECG is like.</summary>
public sealed record SyntheticEcgOptions
{
    /// <summary>Length in seconds.</summary>
    public double Seconds { get; init; } = 10;

    /// <summary>Samples a second, in Hz.</summary>
    public double Rate { get; init; } = 500;

    /// <summary>Mean heart rate in beats a minute, 20 to 250.</summary>
    public double HeartRate { get; init; } = 60;

    /// <summary>Standard deviation of the heart rate in beats a minute.</summary>
    public double HeartRateDeviation { get; init; } = 1;

    /// <summary>Ratio of the variance near 0.1 Hz to that near 0.25 Hz.</summary>
    public double LowToHighRatio { get; init; } = 0.5;

    /// <summary>The rhythm.</summary>
    public SyntheticRhythm Rhythm { get; init; } = SyntheticRhythm.Sinus;

    /// <summary>Standard deviation of an irregular rhythm's intervals, of their mean.</summary>
    public double Irregularity { get; init; } = 0.22;

    /// <summary>Every so-manieth beat is an early, wide ectopic beat without P wave, with a pause after it; 0 for none.</summary>
    public int EctopicEvery { get; init; }

    /// <summary>The interval after every so-manieth beat is doubled; 0 for none.</summary>
    public int PauseEvery { get; init; }

    /// <summary>Whether T waves point the other way.</summary>
    public bool InvertedT { get; init; }

    /// <summary>Respiration moves the baseline by so many mV.</summary>
    public double RespirationAmplitude { get; init; } = 0.01;

    internal SyntheticEcgOptions Validate()
    {
        Require.InHalfOpen(Seconds, 0, 1e6, "a recording has some samples");
        Require.InRange(Rate, 50, 10000, "the QRS complex needs 50 Hz and more");
        Require.InRange(HeartRate, 20, 250, "beats a minute");
        Require.InRange(HeartRateDeviation, 0, HeartRate / 4, "beats a minute");
        Require.InRange(LowToHighRatio, 0, 100);
        Require.That(Enum.IsDefined(Rhythm), $"there is no rhythm {(int)Rhythm}", nameof(Rhythm));
        Require.InRange(Irregularity, 0, 0.4);
        Require.NotNegative(EctopicEvery);
        Require.NotNegative(PauseEvery);
        Require.NotNegative(RespirationAmplitude);
        return this;
    }
}
