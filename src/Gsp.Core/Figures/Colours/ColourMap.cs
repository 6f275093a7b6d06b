namespace Gsp.Figures;

/// <summary>A continuous palette: a number from 0 to 1 becomes a colour.</summary>
/// <remarks>
/// Colours lie on straight lines in sRGB between equally spaced anchors. The palettes offered keep their order under the common forms of
/// colour blindness: sequential ones change lightness in one direction, the diverging one has its lightest colour in the middle and ends in
/// blue and orange. Immutable and thread-safe.
/// </remarks>
public sealed class ColourMap
{
    private readonly Rgb[] anchors;

    /// <summary>Makes a palette of one's own.</summary>
    /// <param name="name">A name, shown in listings.</param>
    /// <param name="anchors">At least two colours, equally spaced from 0 to 1.</param>
    /// <param name="diverging">Whether the middle colour stands for a neutral value.</param>
    /// <exception cref="ArgumentException">Fewer than two anchors.</exception>
    public ColourMap(string name, IReadOnlyList<Rgb> anchors, bool diverging = false)
    {
        ArgumentNullException.ThrowIfNull(anchors);
        Require.That(anchors.Count >= 2, "a colour map needs at least two anchors", nameof(anchors));
        (Name, this.anchors, IsDiverging) = (name, [.. anchors], diverging);
    }

    /// <summary>Dark violet to yellow: the usual choice for quantities without a natural zero (Smith and van der Walt, 2015).</summary>
    public static ColourMap Viridis { get; } =
        Of(
            "Viridis",
            "440154 481769 472a7a 433d84 3d4e8a 355e8d 2e6d8e 297b8e 23898e 1f978b 21a585 2eb37c 46c06f 65cb5e 89d548 b0dd2f d8e219 fde725"
        );

    /// <summary>Dark blue to yellow, alike for normal and red-green-blind readers (Nunez, Anderton and Renslow, 2018).</summary>
    public static ColourMap Cividis { get; } =
        Of(
            "Cividis",
            "00224e 002d68 163770 2e416d 3f4c6c 4e566c 5c616e 696b71 767676 838179 928c78 a09875 afa471 bfb06b cfbd62 dfca57 f0d846 fee838"
        );

    /// <summary>White to dark blue: for non-negative quantities whose zero should vanish into the paper, such as edge weights.</summary>
    public static ColourMap Blues { get; } = Of("Blues", "ffffff d6e4f2 96bede 528fc5 215fa0 0c3264");

    /// <summary>Black to white, for images.</summary>
    public static ColourMap Greys { get; } = Of("Greys", "000000 ffffff");

    /// <summary>Blue through near-white to orange-brown: for signed quantities, centred on zero.</summary>
    public static ColourMap BlueOrange { get; } =
        Of("BlueOrange", "10346e 2660a8 5c94cc a8c9e6 f6f6f6 f7cda0 e8934b c45c18 7a3008", diverging: true);

    /// <summary>The palette's name.</summary>
    public string Name { get; }

    /// <summary>Whether the middle colour stands for a neutral value.</summary>
    public bool IsDiverging { get; }

    /// <summary>The anchors, equally spaced from 0 to 1.</summary>
    public IReadOnlyList<Rgb> Anchors => anchors;

    /// <summary>The colour at a fraction.</summary>
    /// <param name="fraction">0 to 1; values outside take the end colours.</param>
    /// <returns>The colour.</returns>
    public Rgb At(double fraction)
    {
        double t = fraction > 0 ? Math.Min(fraction, 1) * (anchors.Length - 1) : 0;
        int index = Math.Min((int)t, anchors.Length - 2);
        return Rgb.Mix(anchors[index], anchors[index + 1], t - index);
    }

    /// <summary>The palette's name.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Name;

    private static ColourMap Of(string name, string colours, bool diverging = false) =>
        new(name, [.. colours.Split(' ').Select(Rgb.Parse)], diverging);
}
