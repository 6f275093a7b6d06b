namespace Gsp.Recordings;

/// <summary>Running levels of signal and noise peaks and the threshold between them (Pan and Tompkins 1985, equations 12-16).</summary>
internal struct AdaptiveLevel(double signal, double noise)
{
    private double floor = signal / 10;

    /// <summary>NPK + 0.25 (SPK - NPK).</summary>
    public readonly double Threshold => noise + 0.25 * (signal - noise);

    /// <summary>A peak taken for signal: SPK = w peak + (1 - w) SPK, w = 0.125, or 0.25 after searching back.</summary>
    public void Signal(double peak, double weight)
    {
        signal += weight * (peak - signal);
        floor = signal / 10;
    }

    /// <summary>A peak taken for noise: NPK = 0.125 peak + 0.875 NPK.</summary>
    public void Noise(double peak) => noise += 0.125 * (Math.Min(peak, signal) - noise);

    /// <summary>Halves the signal level, down to a tenth of its last one.</summary>
    public void Halve() =>
        (signal, noise) = (Math.Max(floor, signal / 2), Math.Min(noise, Math.Max(floor, signal / 2) / 2));

    /// <summary>0 at half the threshold, 1 at the signal level.</summary>
    public readonly double Confidence(double peak) =>
        signal > Threshold / 2 ? Math.Clamp((peak - Threshold / 2) / (signal - Threshold / 2), 0, 1) : 1;
}
