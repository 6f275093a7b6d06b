namespace Gsp.Figures;

/// <summary>Arranges and draws legend entries: a sample and a label each.</summary>
internal static class LegendLayout
{
    private const double SampleWidth = 24;
    private const double LabelGap = 5;
    private const double EntryGap = 16;

    public static double RowHeight(double size) => size * 1.5;

    /// <summary>The entries in rows no wider than asked, or one a row where the legend is a column.</summary>
    public static IReadOnlyList<IReadOnlyList<LegendKey>> Arrange(
        IReadOnlyList<LegendKey> keys,
        double size,
        double width,
        LegendPlacement placement
    )
    {
        if (placement == LegendPlacement.None)
        {
            return [];
        }
        List<IReadOnlyList<LegendKey>> rows = [];
        List<LegendKey> row = [];
        double used = 0;
        foreach (LegendKey key in keys)
        {
            double entry = EntryWidth(key, size) + EntryGap;
            bool column = placement is not (LegendPlacement.Top or LegendPlacement.Bottom);
            if (row.Count > 0 && (column || used + entry - EntryGap > width))
            {
                rows.Add(row);
                (row, used) = ([], 0);
            }
            row.Add(key);
            used += entry;
        }
        rows.Add(row);
        return rows;
    }

    public static double ColumnWidth(IReadOnlyList<LegendKey> keys, double size) =>
        keys.Count == 0 ? 0 : keys.Max(key => EntryWidth(key, size));

    /// <summary>Draws rows from a top left corner; labels wider than <paramref name="room"/> are cut.</summary>
    public static void Draw(
        SvgCanvas canvas,
        IReadOnlyList<IReadOnlyList<LegendKey>> rows,
        double left,
        double top,
        double size,
        double room
    )
    {
        double y = top;
        foreach (IReadOnlyList<LegendKey> row in rows)
        {
            double x = left;
            foreach (LegendKey key in row)
            {
                double height = RowHeight(size);
                key.Draw(canvas, new Rect(x, y, SampleWidth, height));
                string label = TextMetrics.Fit(key.Label, size, Math.Max(room - SampleWidth - LabelGap, size));
                canvas.Text(x + SampleWidth + LabelGap, y + (height / 2) + (size * 0.36), label, size, Ink.Text);
                x += EntryWidth(key, size) + EntryGap;
            }
            y += RowHeight(size);
        }
    }

    /// <summary>Draws the entries into a corner of a panel, on a nearly opaque ground.</summary>
    public static void DrawInside(
        SvgCanvas canvas,
        IReadOnlyList<LegendKey> keys,
        Rect plot,
        LegendPlacement corner,
        double size
    )
    {
        double width = Math.Min(ColumnWidth(keys, size) + 10, plot.Width);
        double height = Math.Min((keys.Count * RowHeight(size)) + 4, plot.Height);
        bool right = corner is LegendPlacement.TopRight or LegendPlacement.BottomRight;
        bool below = corner is LegendPlacement.BottomLeft or LegendPlacement.BottomRight;
        double x = right
            ? plot.Right - width - Math.Min(6, plot.Width - width)
            : plot.Left + Math.Min(6, plot.Width - width);
        double y = below
            ? plot.Bottom - height - Math.Min(6, plot.Height - height)
            : plot.Top + Math.Min(6, plot.Height - height);
        canvas.Rectangle(new Rect(x, y, width, height), new Paint(Rgb.White, Ink.Grid) { Opacity = 0.88 });
        int shown = Math.Min(keys.Count, (int)((height - 4) / RowHeight(size)));
        LegendKey[][] rows = [.. keys.Take(shown).Select(key => new[] { key })];
        Draw(canvas, rows, x + 4, y + 2, size, width - 8);
    }

    private static double EntryWidth(LegendKey key, double size) =>
        SampleWidth + LabelGap + TextMetrics.Width(key.Label, size);
}
