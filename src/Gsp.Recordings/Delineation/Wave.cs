namespace Gsp.Recordings;

/// <summary>A wave of the ECG.</summary>
public enum WaveKind
{
    /// <summary>Atrial depolarisation.</summary>
    P,

    /// <summary>Ventricular depolarisation.</summary>
    Qrs,

    /// <summary>Ventricular repolarisation.</summary>
    T,
}

/// <summary>Where one wave begins, has its peak and ends.</summary>
/// <param name="Kind">Which wave.</param>
/// <param name="Onset">Its first sample.</param>
/// <param name="Peak">Its extremum, up or down.</param>
/// <param name="Offset">Its last sample.</param>
public readonly record struct Wave(WaveKind Kind, int Onset, int Peak, int Offset)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Kind} {Onset}..{Peak}..{Offset}");
}

/// <summary>The waves of one beat in one lead; null where a wave is absent.</summary>
/// <param name="R">The beat's R sample.</param>
/// <param name="P">Its P wave.</param>
/// <param name="Qrs">Its QRS complex; null where the lead shows none there.</param>
/// <param name="T">Its T wave.</param>
public readonly record struct BeatWaves(int R, Wave? P, Wave? Qrs, Wave? T)
{
    /// <summary>One of the waves.</summary>
    /// <param name="kind">Which.</param>
    public Wave? this[WaveKind kind] =>
        kind switch
        {
            WaveKind.P => P,
            WaveKind.Qrs => Qrs,
            WaveKind.T => T,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, $"there is no wave {(int)kind}"),
        };

    /// <summary>The waves that are present, by time.</summary>
    public IEnumerable<Wave> Present => new[] { P, Qrs, T }.OfType<Wave>();
}
