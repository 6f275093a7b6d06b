namespace Gsp.Signals;

/// <summary>How a signal is cut into segments and each of them transformed: the settings of <see cref="Welch"/> and <see cref="Spectrogram"/>.</summary>
public sealed record SegmentOptions
{
    /// <summary>Number of samples of a segment, at least 2: its inverse is the resolution.</summary>
    public int Length { get; init; } = 256;

    /// <summary>How many samples a segment shares with the next, 0 to Length - 1; null for half of them.</summary>
    public int? Overlap { get; init; }

    /// <summary>Number of samples transformed, at least Length, the rest zeros: bins lie closer, the resolution stays. Null for Length.</summary>
    public int? TransformLength { get; init; }

    /// <summary>The window, taken periodic.</summary>
    public WindowShape Window { get; init; } = WindowShape.Hann;

    /// <summary>The window's parameter where it has one, see <see cref="WindowShape"/>.</summary>
    public double? WindowParameter { get; init; }

    /// <summary>What is subtracted from each segment.</summary>
    public SegmentTrend Trend { get; init; } = SegmentTrend.Constant;

    /// <summary>The unit.</summary>
    public SpectrumScaling Scaling { get; init; } = SpectrumScaling.Density;

    internal int Hop => Length - (Overlap ?? Length / 2);

    internal void Validate()
    {
        Require.InRange(Length, 2, 1 << 26);
        Require.InRange(Overlap ?? 0, 0, Length - 1, "a segment must begin after the one before it", nameof(Overlap));
        Require.InRange(TransformLength ?? Length, Length, 1 << 27, "at least Length", nameof(TransformLength));
        Gsp.Signals.Window.Validate(Window, WindowParameter, nameof(WindowParameter));
        Require.That(Enum.IsDefined(Trend), $"{(int)Trend} is no trend", nameof(Trend));
        Require.That(Enum.IsDefined(Scaling), $"{(int)Scaling} is no scaling", nameof(Scaling));
    }
}
