namespace Gsp.Figures;

/// <summary>Draws the shapes of points.</summary>
internal static class Markers
{
    /// <summary>A marker of a given size (its diameter) about a point.</summary>
    public static void Draw(
        SvgCanvas canvas,
        Marker marker,
        double x,
        double y,
        double size,
        Rgb colour,
        double opacity = 1,
        bool outlined = false
    )
    {
        double r = size / 2;
        // Shapes of equal apparent area: a triangle or diamond needs a larger radius than a circle.
        (double square, double wide) = (r * 0.89, r * 1.2);
        // Points coloured by value keep a dark rim, so that pale ones stay visible.
        Rgb? rim = outlined ? Rgb.Mix(colour, Rgb.Black, 0.45) : null;
        Paint fill = new(colour, rim, 0.5) { Opacity = opacity };
        Paint stroke = Paint.Line(colour, Math.Max(1, size * 0.2)) with { Opacity = opacity };
        switch (marker)
        {
            case Marker.None:
                break;
            case Marker.Circle:
                canvas.Circle(x, y, r, fill);
                break;
            case Marker.OpenCircle:
                canvas.Circle(x, y, r, stroke);
                break;
            case Marker.Square:
                canvas.Rectangle(new Rect(x - square, y - square, 2 * square, 2 * square), fill);
                break;
            case Marker.Diamond:
                canvas.Path("M# #L# #L# #L# #Z", [x, y - wide, x + wide, y, x, y + wide, x - wide, y], fill);
                break;
            case Marker.TriangleUp:
            case Marker.OpenTriangleUp:
                canvas.Path(
                    "M# #L# #L# #Z",
                    [x, y - wide, x + wide, y + (0.8 * wide), x - wide, y + (0.8 * wide)],
                    marker == Marker.TriangleUp ? fill : stroke
                );
                break;
            case Marker.TriangleDown:
                canvas.Path(
                    "M# #L# #L# #Z",
                    [x, y + wide, x + wide, y - (0.8 * wide), x - wide, y - (0.8 * wide)],
                    fill
                );
                break;
            case Marker.Cross:
                canvas.Path(
                    "M# #L# #M# #L# #",
                    [x - square, y - square, x + square, y + square, x - square, y + square, x + square, y - square],
                    stroke
                );
                break;
            case Marker.Plus:
                canvas.Path("M# #L# #M# #L# #", [x - r, y, x + r, y, x, y - r, x, y + r], stroke);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(marker), marker, "unknown marker");
        }
    }

    /// <summary>Plotly's name of a marker.</summary>
    public static string PlotlyName(Marker marker) =>
        marker switch
        {
            Marker.OpenCircle => "circle-open",
            Marker.Square => "square",
            Marker.Diamond => "diamond",
            Marker.TriangleUp => "triangle-up",
            Marker.OpenTriangleUp => "triangle-up-open",
            Marker.TriangleDown => "triangle-down",
            Marker.Cross => "x-thin-open",
            Marker.Plus => "cross-thin-open",
            _ => "circle",
        };
}
