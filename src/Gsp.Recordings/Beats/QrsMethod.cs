namespace Gsp.Recordings;

/// <summary>How QRS complexes are found.</summary>
public enum QrsMethod
{
    /// <summary>
    /// Energy of an undecimated db3 wavelet band; the beats of the whole record chosen at once by height, speed, shape and rhythm: needs the future, so
    /// it is batch only. The most accurate of the three on most records measured in docs/ecg.md.
    /// </summary>
    StationaryWavelet,

    /// <summary>Band-pass, derivative, squaring and moving window with two adaptive thresholds, search-back and T-wave test (Pan and Tompkins 1985).</summary>
    PanTompkins,

    /// <summary>The combined adaptive threshold M + F + R on the complex lead (Christov 2004).</summary>
    Christov,
}
