namespace Gsp.Recordings;

/// <summary>A wave of the electrocardiogram.</summary>
public enum WaveKind
{
    /// <summary>Depolarisation of the atria.</summary>
    P,

    /// <summary>Depolarisation of the ventricles.</summary>
    Qrs,

    /// <summary>Repolarisation of the ventricles.</summary>
    T,
}
