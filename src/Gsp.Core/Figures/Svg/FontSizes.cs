namespace Gsp.Figures;

/// <summary>The sizes of a figure's texts, all from the size of its tick labels.</summary>
internal sealed record FontSizes(double Tick)
{
    public double Axis => Tick * 1.1;

    public double Panel => Tick * 1.15;

    public double Subtitle => Tick * 1.1;

    public double Title => Tick * 1.4;

    public double Legend => Tick;
}

/// <summary>The colours of everything that is not data.</summary>
internal static class Ink
{
    public static Rgb Text { get; } = Rgb.Parse("#222222");

    public static Rgb Pale { get; } = Rgb.Parse("#5c5c5c");

    public static Rgb Axis { get; } = Rgb.Parse("#444444");

    public static Rgb Grid { get; } = Rgb.Parse("#e6e6e6");
}
