namespace Gsp.Recordings;

/// <summary>The rhythm of a synthetic ECG.</summary>
public enum SyntheticRhythm
{
    /// <summary>Sinus rhythm with the two-peak spectrum of heart rate variability.</summary>
    Sinus,

    /// <summary>Irregular intervals without P waves, as in atrial fibrillation.</summary>
    Irregular,
}
