namespace Gsp.Recordings;

/// <summary>One channel of a recording: its samples in physical units and what they mean.</summary>
/// <remarks>Holds an array, so two channels compare by reference of their samples. The array is the channel's own: do not change it.</remarks>
public sealed record Channel
{
    /// <summary>The channel's name, such as <c>II</c> or <c>ABP</c>; channels are found by it, never by their place.</summary>
    public required string Name { get; init; }

    /// <summary>The physical unit, such as <c>mV</c>; empty where the file names none.</summary>
    public required string Unit { get; init; }

    /// <summary>Samples a second, in Hz.</summary>
    public required double Rate { get; init; }

    /// <summary>The samples in <see cref="Unit"/>; NaN where a sample is missing.</summary>
    public required double[] Samples { get; init; }

    /// <summary>Digital steps for one physical unit; null where the samples were never digital.</summary>
    public double? Gain { get; init; }

    /// <summary>The digital value of physical zero.</summary>
    public int Baseline { get; init; }

    /// <summary>Bits of the converter; 0 where unknown.</summary>
    public int Resolution { get; init; }

    /// <summary>Number of samples.</summary>
    public int Length => Samples.Length;

    /// <summary>Length in seconds.</summary>
    public double Duration => Samples.Length / Rate;

    /// <summary>Checks name, rate and samples.</summary>
    internal Channel Validate()
    {
        Require.That(
            !string.IsNullOrWhiteSpace(Name),
            "a channel has no name; channels are found by name",
            nameof(Name)
        );
        Require.Positive(Rate, $"samples a second of channel '{Name}'", nameof(Rate));
        ArgumentNullException.ThrowIfNull(Samples);
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant(
            $"{Name} [{(Unit.Length == 0 ? "no unit" : Unit)}], {Samples.Length} samples at {Rate:g6} Hz"
        );
}
