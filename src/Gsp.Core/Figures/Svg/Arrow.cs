namespace Gsp.Figures;

/// <summary>Draws a straight arrow.</summary>
internal static class Arrow
{
    /// <summary>A shaft and a filled head whose tip is at <paramref name="to"/>; an arrow without length is not drawn.</summary>
    public static void Draw(
        SvgCanvas canvas,
        Point from,
        Point to,
        Rgb colour,
        double width,
        double head,
        double opacity
    )
    {
        (double dx, double dy) = (to.X - from.X, to.Y - from.Y);
        double length = Math.Sqrt((dx * dx) + (dy * dy));
        if (!(length > 0.2))
        {
            return;
        }
        double h = Math.Min(head, length);
        Point neck = new(to.X - (dx / length * h * 0.9), to.Y - (dy / length * h * 0.9));
        canvas.Line(from.X, from.Y, neck.X, neck.Y, Paint.Line(colour, width) with { Opacity = opacity });
        Head(canvas, to, dx / length, dy / length, h, colour, opacity);
    }

    /// <summary>A filled head with its tip at a point, looking along a unit vector.</summary>
    public static void Head(
        SvgCanvas canvas,
        Point tip,
        double ux,
        double uy,
        double length,
        Rgb colour,
        double opacity
    )
    {
        double half = length * 0.42;
        (double bx, double by) = (tip.X - (ux * length), tip.Y - (uy * length));
        canvas.Path(
            "M# #L# #L# #Z",
            [tip.X, tip.Y, bx - (uy * half), by + (ux * half), bx + (uy * half), by - (ux * half)],
            new Paint(colour) { Opacity = opacity }
        );
    }
}
