namespace Gsp.Signals;

/// <summary>Settings of <see cref="PolyphaseResampler"/>.</summary>
public sealed record PolyphaseOptions
{
    /// <summary>Half the filter's length in samples of the lower of the two rates, 1 to 1000: more makes the transition at half that rate steeper.</summary>
    public int HalfLength { get; init; } = 10;

    /// <summary>Kaiser's parameter, 0 to 100: more removes images and aliases better and widens the transition. 5 leaves them at about -55 dB.</summary>
    public double KaiserBeta { get; init; } = 5;

    /// <summary>What a whole signal is extended with. A stream has no ends to know and takes zeros.</summary>
    public ResamplingBorder Border { get; init; } = ResamplingBorder.Zero;

    internal void Validate()
    {
        Require.InRange(HalfLength, 1, 1000);
        Require.InRange(KaiserBeta, 0, 100);
        Require.That(Enum.IsDefined(Border), $"{(int)Border} is no border", nameof(Border));
    }
}
