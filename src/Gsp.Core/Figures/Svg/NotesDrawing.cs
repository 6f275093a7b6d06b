namespace Gsp.Figures;

/// <summary>Draws reference lines and annotations.</summary>
internal static class NotesDrawing
{
    public static void Lines(PlotArea area, Panel panel)
    {
        foreach (ReferenceLine line in panel.ReferenceLines)
        {
            bool upright = line.Orientation == Orientation.Vertical;
            double at = upright ? area.X.Pixel(line.Value) : area.Y.Pixel(line.Value);
            Rect r = area.Rect;
            if (double.IsNaN(at) || !(upright ? r.Holds(at, r.Top) : r.Holds(r.Left, at)))
            {
                continue;
            }
            (Point from, Point to) = upright
                ? (new Point(at, r.Top), new Point(at, r.Bottom))
                : (new Point(r.Left, at), new Point(r.Right, at));
            area.Line(from, to, Paint.Line(line.Colour, 1.1, line.Dash));
            double size = area.FontSize * 0.95;
            string label = TextMetrics.Fit(line.Label, size, r.Width);
            double width = TextMetrics.Width(label, size);
            if (upright)
            {
                bool fits = at + 4 + width <= r.Right;
                area.Canvas.Text(
                    at + (fits ? 4 : -4),
                    r.Top + size,
                    label,
                    size,
                    line.Colour,
                    fits ? Anchor.Start : Anchor.End,
                    halo: true
                );
            }
            else
            {
                double y = at - 4 - size < r.Top ? at + size + 2 : at - 4;
                area.Canvas.Text(r.Right - 3, y, label, size, line.Colour, Anchor.End, halo: true);
            }
        }
    }

    public static void Texts(PlotArea area, Panel panel, double figureWidth, double figureHeight)
    {
        foreach (Annotation note in panel.Annotations)
        {
            Point point = area.At(note.X, note.Y);
            if (double.IsNaN(point.X) || double.IsNaN(point.Y) || !area.Holds(point))
            {
                continue;
            }
            double width = Math.Min(TextMetrics.Width(note.Text, area.FontSize), figureWidth - 8);
            double left = note.OffsetX < 0 ? point.X + note.OffsetX - width : point.X + note.OffsetX;
            left = Math.Clamp(left, 4, figureWidth - 4 - width);
            double y = Math.Clamp(point.Y - note.OffsetY, area.FontSize + 2, figureHeight - 4);
            if (note.Arrow)
            {
                double fromX = Math.Clamp(point.X, left, left + width);
                double fromY = note.OffsetY >= 0 ? y + 2 : y - area.FontSize;
                Arrow.Draw(area.Canvas, new Point(fromX, fromY), point, note.Colour, 1, 6, 1);
            }
            string text = TextMetrics.Fit(note.Text, area.FontSize, figureWidth - 8);
            area.Canvas.Text(left, y, text, area.FontSize, note.Colour, halo: true);
        }
    }
}
