namespace Gsp.Recordings;

/// <summary>How QRS complexes are found.</summary>
public enum QrsMethod
{
    /// <summary>
    /// Energy of an undecimated db3 wavelet band compared with its level in the seconds around: needs the future, so it is batch only, and is the
    /// most accurate of the three on the records measured in docs/ecg.md.
    /// </summary>
    StationaryWavelet,

    /// <summary>Band-pass, derivative, squaring and moving window with two adaptive thresholds, search-back and T-wave test (Pan and Tompkins 1985).</summary>
    PanTompkins,

    /// <summary>The combined adaptive threshold M + F + R on the complex lead (Christov 2004).</summary>
    Christov,
}
