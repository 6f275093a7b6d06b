using System.Numerics;

namespace Gsp.Signals;

/// <summary>A one-sided power spectrum: power of negative frequencies is added to that of positive ones.</summary>
/// <remarks>Compares its arrays by reference.</remarks>
public sealed record PowerSpectrum
{
    /// <summary>In Hz, 0 to half the sample rate.</summary>
    public required double[] Frequencies { get; init; }

    /// <summary>One value a frequency: the signal's unit squared, a hertz with <see cref="SpectrumScaling.Density"/>.</summary>
    public required double[] Values { get; init; }

    /// <summary>Number of segments averaged.</summary>
    public required int SegmentCount { get; init; }

    /// <summary>Number of segments left out because a sample was missing.</summary>
    public required int SkippedCount { get; init; }

    /// <summary>The unit.</summary>
    public required SpectrumScaling Scaling { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant(
            $"power spectrum ({Scaling}), {Frequencies.Length} bins to {Frequencies[^1]:g6} Hz, {SegmentCount} segments ({SkippedCount} skipped)"
        );
}

/// <summary>A one-sided cross spectrum.</summary>
/// <remarks>Compares its arrays by reference.</remarks>
public sealed record CrossSpectrum
{
    /// <summary>In Hz, 0 to half the sample rate.</summary>
    public required double[] Frequencies { get; init; }

    /// <summary>Mean of conj(X) Y, scaled like a power spectrum: the phase is that by which y leads x.</summary>
    public required Complex[] Values { get; init; }

    /// <summary>Number of segments averaged.</summary>
    public required int SegmentCount { get; init; }

    /// <summary>Number of segments left out because a sample of either was missing.</summary>
    public required int SkippedCount { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant(
            $"cross spectrum, {Frequencies.Length} bins to {Frequencies[^1]:g6} Hz, {SegmentCount} segments ({SkippedCount} skipped)"
        );
}

/// <summary>Magnitude-squared coherence of two signals: |Sxy|^2 / (Sxx Syy).</summary>
/// <remarks>Compares its arrays by reference.</remarks>
public sealed record CoherenceSpectrum
{
    /// <summary>In Hz, 0 to half the sample rate.</summary>
    public required double[] Frequencies { get; init; }

    /// <summary>0 (unrelated) to 1 (one is a filtered copy of the other); NaN where a signal has no power.</summary>
    public required double[] Values { get; init; }

    /// <summary>Number of segments averaged. Of unrelated signals the mean coherence is about one over the number of independent segments.</summary>
    public required int SegmentCount { get; init; }

    /// <summary>Number of segments left out because a sample of either was missing.</summary>
    public required int SkippedCount { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant(
            $"coherence, {Frequencies.Length} bins to {Frequencies[^1]:g6} Hz, {SegmentCount} segments ({SkippedCount} skipped)"
        );
}
