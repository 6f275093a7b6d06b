namespace Gsp.Figures;

/// <summary>How numbers become colours in one trace: palette, range and the colour bar beside the panel.</summary>
/// <remarks>
/// Limits left out are taken from the data. With <see cref="Centre"/> the range is widened to be symmetric about it. Values outside the range
/// take the end colours. A record without arrays: compares by value.
/// </remarks>
public sealed record ColourScale
{
    /// <summary>The palette; null chooses <see cref="ColourMap.BlueOrange"/> centred on zero for data of both signs, <see cref="ColourMap.Viridis"/> otherwise.</summary>
    public ColourMap? Map { get; init; }

    /// <summary>The value of the first colour; null takes the smallest value.</summary>
    public double? Minimum { get; init; }

    /// <summary>The value of the last colour; null takes the largest value.</summary>
    public double? Maximum { get; init; }

    /// <summary>The value of the middle colour; null centres diverging palettes on zero and leaves others alone.</summary>
    public double? Centre { get; init; }

    /// <summary>The colour bar's title, with unit; may hold <c>_{sub}</c> and <c>^{super}</c>.</summary>
    public string Title { get; init; } = "";

    /// <summary>Whether the colour bar is drawn.</summary>
    public bool ShowBar { get; init; } = true;

    /// <summary>The scale with its range settled by data; missing values are ignored.</summary>
    internal ResolvedColours Resolve(IEnumerable<double> values)
    {
        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        foreach (double value in values)
        {
            if (double.IsFinite(value))
            {
                low = Math.Min(low, value);
                high = Math.Max(high, value);
            }
        }
        if (low > high)
        {
            (low, high) = (0, 1);
        }
        ColourMap map = Map ?? (low < 0 && high > 0 ? ColourMap.BlueOrange : ColourMap.Viridis);
        double? centre = Centre ?? (map.IsDiverging && Minimum is null && Maximum is null ? 0 : null);
        low = Math.Clamp(Minimum ?? low, -DataRange.Limit, DataRange.Limit);
        high = Math.Clamp(Maximum ?? high, -DataRange.Limit, DataRange.Limit);
        if (centre is double middle)
        {
            double half = Math.Max(Math.Abs(high - middle), Math.Abs(middle - low));
            (low, high) = (middle - half, middle + half);
        }
        // Closer together than colours can tell apart, as for a constant matrix: a range about the value.
        double largest = Math.Max(Math.Abs(low), Math.Abs(high));
        if (!(high - low > Math.Max(largest * 1e-11, 1e-300)))
        {
            double half = largest > 1e-290 ? largest * 0.5 : 0.5;
            (low, high) = (low - half, high + half);
        }
        return new ResolvedColours(map, low, high, Title, ShowBar);
    }

    internal void Validate()
    {
        Require.That(Minimum is null || double.IsFinite(Minimum.Value), "the colour scale's minimum must be finite");
        Require.That(Maximum is null || double.IsFinite(Maximum.Value), "the colour scale's maximum must be finite");
        Require.That(Centre is null || double.IsFinite(Centre.Value), "the colour scale's centre must be finite");
        Require.That(
            Minimum is null || Maximum is null || Minimum < Maximum,
            "the colour scale's minimum must be smaller than its maximum"
        );
    }
}

/// <summary>A colour scale with a settled range.</summary>
internal sealed record ResolvedColours(ColourMap Map, double Low, double High, string Title, bool ShowBar)
{
    public bool HasMissing { get; init; }

    public Rgb MissingColour { get; init; } = Rgb.Parse("#d0d0d0");

    public Rgb At(double value) =>
        double.IsNaN(value) ? MissingColour : Map.At(((value / 2) - (Low / 2)) / ((High / 2) - (Low / 2)));
}
