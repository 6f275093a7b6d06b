namespace Gsp.Figures;

/// <summary>Cuts shapes at the panel's border in numbers, so that the SVG needs no clip paths and hence no identifiers.</summary>
internal static class Clipping
{
    /// <summary>The part of a segment inside a rectangle (Liang and Barsky, 1984); null where there is none.</summary>
    public static (Point From, Point To)? Segment(Point a, Point b, Rect rect)
    {
        (double dx, double dy) = (b.X - a.X, b.Y - a.Y);
        (double enter, double leave) = (0, 1);
        ReadOnlySpan<double> p = [-dx, dx, -dy, dy];
        ReadOnlySpan<double> q = [a.X - rect.Left, rect.Right - a.X, a.Y - rect.Top, rect.Bottom - a.Y];
        for (int side = 0; side < 4; side++)
        {
            if (p[side] == 0)
            {
                if (q[side] < -1e-6)
                {
                    return null;
                }
                continue;
            }
            double t = q[side] / p[side];
            enter = p[side] < 0 ? Math.Max(enter, t) : enter;
            leave = p[side] > 0 ? Math.Min(leave, t) : leave;
        }
        if (enter > leave)
        {
            return null;
        }
        Point from = enter == 0 ? a : new Point(a.X + (enter * dx), a.Y + (enter * dy));
        Point to = leave == 1 ? b : new Point(a.X + (leave * dx), a.Y + (leave * dy));
        return (from, to);
    }

    /// <summary>The pieces of a broken line inside a rectangle; points that are missing (NaN) break it.</summary>
    public static List<List<Point>> Polyline(IEnumerable<Point> points, Rect rect)
    {
        List<List<Point>> pieces = [];
        List<Point> piece = [];
        Point? previous = null;
        foreach (Point point in points)
        {
            if (double.IsNaN(point.X) || double.IsNaN(point.Y))
            {
                previous = null;
                continue;
            }
            if (previous is Point before)
            {
                if (Segment(before, point, rect) is (Point from, Point to))
                {
                    if (piece.Count == 0 || piece[^1] != from)
                    {
                        Finish();
                        piece.Add(from);
                    }
                    piece.Add(to);
                }
            }
            else
            {
                Finish();
            }
            previous = point;
        }
        Finish();
        return pieces;

        void Finish()
        {
            if (piece.Count > 0)
            {
                pieces.Add(piece);
                piece = [];
            }
        }
    }

    /// <summary>The part of a polygon inside a rectangle (Sutherland and Hodgman, 1974).</summary>
    public static List<Point> Polygon(IReadOnlyList<Point> points, Rect rect)
    {
        List<Point> shape = [.. points];
        shape = Half(shape, p => p.X - rect.Left);
        shape = Half(shape, p => rect.Right - p.X);
        shape = Half(shape, p => p.Y - rect.Top);
        return Half(shape, p => rect.Bottom - p.Y);
    }

    private static List<Point> Half(List<Point> shape, Func<Point, double> inside)
    {
        List<Point> kept = new(shape.Count + 4);
        for (int i = 0; i < shape.Count; i++)
        {
            Point a = shape[i];
            Point b = shape[(i + 1) % shape.Count];
            (double da, double db) = (inside(a), inside(b));
            if (da >= 0)
            {
                kept.Add(a);
            }
            if (da >= 0 != db >= 0)
            {
                double t = da / (da - db);
                kept.Add(new Point(a.X + (t * (b.X - a.X)), a.Y + (t * (b.Y - a.Y))));
            }
        }
        return kept;
    }
}
