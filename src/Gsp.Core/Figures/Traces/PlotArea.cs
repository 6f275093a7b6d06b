namespace Gsp.Figures;

/// <summary>Where a trace draws: the canvas, the panel's rectangle and its axes.</summary>
internal sealed record PlotArea(
    SvgCanvas Canvas,
    Rect Rect,
    AxisTransform X,
    AxisTransform Y,
    TraceSeat Seat,
    double FontSize
)
{
    public Rgb Colour => Seat.Colour;

    public Point At(double x, double y) => new(X.Pixel(x), Y.Pixel(y));

    public bool Holds(Point p) => Rect.Holds(p.X, p.Y);

    /// <summary>The rectangle between two corners in pixels, cut at the panel's border; null where nothing is left.</summary>
    public Rect? Cut(Point a, Point b)
    {
        double left = Math.Max(Rect.Left, Math.Min(a.X, b.X));
        double right = Math.Min(Rect.Right, Math.Max(a.X, b.X));
        double top = Math.Max(Rect.Top, Math.Min(a.Y, b.Y));
        double bottom = Math.Min(Rect.Bottom, Math.Max(a.Y, b.Y));
        return right >= left && bottom >= top ? new Rect(left, top, right - left, bottom - top) : null;
    }

    /// <summary>A straight line cut at the panel's border.</summary>
    public void Line(Point a, Point b, Paint paint)
    {
        if (Clipping.Segment(a, b, Rect) is (Point from, Point to) && !double.IsNaN(from.X + from.Y + to.X + to.Y))
        {
            Canvas.Line(from.X, from.Y, to.X, to.Y, paint);
        }
    }

    /// <summary>An interval with end caps; vertical or horizontal.</summary>
    public void Interval(Point from, Point to, double cap, Paint paint)
    {
        if (double.IsNaN(from.X + from.Y + to.X + to.Y))
        {
            return;
        }
        Line(from, to, paint);
        bool upright = Math.Abs(from.X - to.X) < 1e-9;
        (double dx, double dy) = upright ? (cap, 0.0) : (0.0, cap);
        foreach (Point end in (ReadOnlySpan<Point>)[from, to])
        {
            if (Holds(end))
            {
                Line(new Point(end.X - dx, end.Y - dy), new Point(end.X + dx, end.Y + dy), paint);
            }
        }
    }
}
