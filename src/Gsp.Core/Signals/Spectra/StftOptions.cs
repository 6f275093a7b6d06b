namespace Gsp.Signals;

/// <summary>Settings of <see cref="ShortTimeSpectrum"/>.</summary>
public sealed record StftOptions
{
    /// <summary>Number of samples of a frame, at least 2.</summary>
    public int Length { get; init; } = 256;

    /// <summary>Distance of frames in samples, 1 to Length. The shifted squared windows must leave no sample without weight.</summary>
    public int Hop { get; init; } = 128;

    /// <summary>Number of samples transformed, at least Length, the rest zeros; null for Length.</summary>
    public int? TransformLength { get; init; }

    /// <summary>The window, taken periodic.</summary>
    public WindowShape Window { get; init; } = WindowShape.Hann;

    /// <summary>The window's parameter where it has one, see <see cref="WindowShape"/>.</summary>
    public double? WindowParameter { get; init; }

    internal double[] Weights() => Gsp.Signals.Window.Periodic(Window, Length, WindowParameter);

    internal void Validate()
    {
        Require.InRange(Length, 2, 1 << 26);
        Require.InRange(Hop, 1, Length, "at most Length, so that no sample is skipped");
        Require.InRange(TransformLength ?? Length, Length, 1 << 27, "at least Length", nameof(TransformLength));
        Gsp.Signals.Window.Validate(Window, WindowParameter, nameof(WindowParameter));
        Require.That(
            OverlapAdd.IsInvertible(Weights(), Hop),
            $"the {Window} window of {Length} samples at a distance of {Hop} leaves samples without weight; make Hop smaller",
            nameof(Hop)
        );
    }
}
