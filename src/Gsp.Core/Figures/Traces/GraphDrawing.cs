namespace Gsp.Figures;

/// <summary>Draws a graph as SVG: edges from weak to strong, then nodes, then labels.</summary>
internal static class GraphDrawing
{
    private static readonly Rgb PlainEdge = Rgb.Parse("#6b6b6b");

    public static void Draw(GraphTrace graph, PlotArea area)
    {
        HashSet<(int, int)> pairs = [.. graph.Edges.Select(e => (e.From, e.To))];
        double strongest = graph.Edges.Select(e => Math.Abs(e.Weight)).DefaultIfEmpty(0).Max();
        ResolvedColours? scale = graph.EdgeScale;
        foreach (DrawnEdge edge in graph.Edges.OrderBy(e => Math.Abs(e.Weight)).ThenBy(e => e.From).ThenBy(e => e.To))
        {
            double share = strongest > 0 ? Math.Abs(edge.Weight) / strongest : 0;
            double width = graph.EdgeWidth * (0.2 + (0.8 * share));
            Rgb colour = scale?.At(edge.Weight) ?? PlainEdge;
            bool bowed = graph.Directed && pairs.Contains((edge.To, edge.From));
            Edge(graph, area, edge, width, colour, bowed);
        }
        Nodes(graph, area);
    }

    private static void Edge(GraphTrace graph, PlotArea area, DrawnEdge edge, double width, Rgb colour, bool bowed)
    {
        Point a = At(graph, area, edge.From);
        Point b = At(graph, area, edge.To);
        if (!area.Holds(a) || !area.Holds(b))
        {
            return;
        }
        (double ra, double rb) = (graph.Diameter(edge.From, area.Rect) / 2, graph.Diameter(edge.To, area.Rect) / 2);
        Paint paint = Paint.Line(colour, width) with { Opacity = 0.85 * graph.Opacity };
        if (edge.From == edge.To)
        {
            double r = Math.Max(4, ra * 0.8);
            area.Canvas.Circle(a.X, a.Y - ra - (r * 0.5), r, paint);
            return;
        }
        (double dx, double dy) = (b.X - a.X, b.Y - a.Y);
        double length = Math.Sqrt((dx * dx) + (dy * dy));
        if (length <= ra + rb + 1)
        {
            return;
        }
        // The middle of a bow lies to the left of its direction, so that two opposite arrows part.
        double bow = bowed ? 0.12 : 0;
        Point c = new(a.X + (dx / 2) + (dy * bow), a.Y + (dy / 2) - (dx * bow));
        (double hx, double hy) = Unit(c, b);
        (double tx, double ty) = Unit(a, c);
        double head = graph.Directed ? Math.Min(4 + (2.2 * width), (length - ra - rb) * 0.6) : 0;
        Point start = new(a.X + (tx * ra), a.Y + (ty * ra));
        Point tip = new(b.X - (hx * (rb + 0.5)), b.Y - (hy * (rb + 0.5)));
        Point neck = new(tip.X - (hx * head * 0.9), tip.Y - (hy * head * 0.9));
        if (bowed)
        {
            area.Canvas.Path("M# #Q# # # #", [start.X, start.Y, c.X, c.Y, neck.X, neck.Y], paint);
        }
        else
        {
            area.Canvas.Line(start.X, start.Y, neck.X, neck.Y, paint);
        }
        if (graph.Directed)
        {
            Arrow.Head(area.Canvas, tip, hx, hy, head, colour, 0.95 * graph.Opacity);
        }
    }

    private static void Nodes(GraphTrace graph, PlotArea area)
    {
        ResolvedColours? scale = graph.NodeScale;
        for (int i = 0; i < graph.NodeCount; i++)
        {
            Point p = At(graph, area, i);
            if (area.Holds(p))
            {
                Rgb colour = scale?.At(graph.NodeValue(i)) ?? area.Colour;
                Paint paint = new(colour, scale is null ? Rgb.White : Rgb.Mix(colour, Rgb.Black, 0.45), 0.8)
                {
                    Opacity = graph.Opacity,
                };
                area.Canvas.Circle(p.X, p.Y, graph.Diameter(i, area.Rect) / 2, paint);
            }
        }
        for (int i = 0; i < graph.NodeCount; i++)
        {
            Point p = At(graph, area, i);
            if (graph.Label(i).Length > 0 && area.Holds(p))
            {
                Rgb fill = scale?.At(graph.NodeValue(i)) ?? area.Colour;
                Label(area, graph.Label(i), p, graph.Diameter(i, area.Rect), fill);
            }
        }
    }

    private static void Label(PlotArea area, string label, Point p, double diameter, Rgb fill)
    {
        double size = area.FontSize * 0.9;
        double width = TextMetrics.Width(label, size);
        if (width <= diameter * 0.82)
        {
            Rgb ink = fill.Brightness > 0.55 ? Ink.Text : Rgb.White;
            area.Canvas.Text(p.X, p.Y + (size * 0.36), label, size, ink, Anchor.Middle);
            return;
        }
        string text = TextMetrics.Fit(label, size, area.Rect.Width);
        width = TextMetrics.Width(text, size);
        double x = Math.Clamp(
            p.X + (diameter * 0.45),
            area.Rect.Left,
            Math.Max(area.Rect.Left, area.Rect.Right - width)
        );
        double y = Math.Max(p.Y - (diameter * 0.45), area.Rect.Top + size);
        area.Canvas.Text(x, y, text, size, Ink.Text);
    }

    private static Point At(GraphTrace graph, PlotArea area, int node)
    {
        Point p = graph.Position(node);
        return area.At(p.X, p.Y);
    }

    private static (double X, double Y) Unit(Point from, Point to)
    {
        (double dx, double dy) = (to.X - from.X, to.Y - from.Y);
        double length = Math.Sqrt((dx * dx) + (dy * dy));
        return length > 0 ? (dx / length, dy / length) : (1, 0);
    }
}
