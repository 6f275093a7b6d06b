namespace Gsp.Figures;

/// <summary>Draws the axes of a panel: grid, frame, ticks, labels, titles.</summary>
internal static class AxisDrawing
{
    private const double Minor = 2.5;

    /// <summary>The pale lines behind the data.</summary>
    public static void Grid(SvgCanvas canvas, PanelLayout panel)
    {
        Paint paint = Paint.Line(Ink.Grid, 0.8);
        Rect plot = panel.Plot;
        bool filled = panel.Model.Panel.Traces.Any(t => t.Wishes.ReversedY && t.Wishes.EqualScale);
        if (panel.Model.ShowX && panel.Model.Panel.X.Grid && panel.Model.XCategories.Count == 0 && !filled)
        {
            foreach (double value in panel.XTicks.Values)
            {
                double x = panel.X.Pixel(value);
                canvas.Line(x, plot.Top, x, plot.Bottom, paint);
            }
        }
        if (panel.Model.ShowY && panel.Model.Panel.Y.Grid && panel.Model.YCategories.Count == 0 && !filled)
        {
            foreach (double value in panel.YTicks.Values)
            {
                double y = panel.Y.Pixel(value);
                canvas.Line(plot.Left, y, plot.Right, y, paint);
            }
        }
    }

    /// <summary>Axis lines, ticks, labels and titles, over the data.</summary>
    public static void Frame(SvgCanvas canvas, PanelLayout panel, FontSizes fonts)
    {
        Rect plot = panel.Plot;
        Paint line = Paint.Line(Ink.Axis, 1);
        if (panel.Model.ShowX)
        {
            canvas.Line(plot.Left, plot.Bottom, plot.Right, plot.Bottom, line);
            Horizontal(canvas, panel, fonts, line);
        }
        if (panel.Model.ShowY)
        {
            canvas.Line(plot.Left, plot.Top, plot.Left, plot.Bottom, line);
            Vertical(canvas, panel, fonts, line);
        }
        if (panel.Model.ShowX && panel.Model.ShowY && panel.Model.EqualScale)
        {
            canvas.Polyline([new(plot.Left, plot.Top), new(plot.Right, plot.Top), new(plot.Right, plot.Bottom)], line);
        }
        Title(canvas, panel, fonts);
    }

    private static void Horizontal(SvgCanvas canvas, PanelLayout panel, FontSizes fonts, Paint line)
    {
        Rect plot = panel.Plot;
        foreach (double value in panel.XTicks.Minor)
        {
            double x = panel.X.Pixel(value);
            canvas.Line(x, plot.Bottom, x, plot.Bottom + Minor, line);
        }
        for (int i = 0; i < panel.XTicks.Values.Count; i++)
        {
            double x = panel.X.Pixel(panel.XTicks.Values[i]);
            double below = plot.Bottom + PanelLayout.TickSize;
            canvas.Line(x, plot.Bottom, x, below, line);
            if (!panel.ShowsXLabels)
            {
                continue;
            }
            string label = panel.XTicks.Labels[i];
            if (panel.TurnedX)
            {
                canvas.Text(
                    x + (fonts.Tick * 0.3),
                    below + fonts.Tick * 0.9,
                    label,
                    fonts.Tick,
                    Ink.Text,
                    Anchor.End,
                    rotation: -40
                );
            }
            else
            {
                canvas.Text(x, below + fonts.Tick + 1, label, fonts.Tick, Ink.Text, Anchor.Middle);
            }
        }
        string factor = panel.ShowsXLabels ? panel.XTicks.Factor : "";
        double reach = plot.Bottom + panel.XLabelReach;
        if (panel.HasXTitle)
        {
            string title = panel.Model.Panel.X.FullTitle + (factor.Length > 0 ? $"  [{factor}]" : "");
            Centred(canvas, plot.CentreX, reach + fonts.Axis + 3, title, fonts.Axis, plot.Width * 1.2);
        }
        else if (factor.Length > 0)
        {
            canvas.Text(plot.Right, plot.Bottom - 4, factor, fonts.Tick, Ink.Pale, Anchor.End);
        }
    }

    private static void Vertical(SvgCanvas canvas, PanelLayout panel, FontSizes fonts, Paint line)
    {
        Rect plot = panel.Plot;
        foreach (double value in panel.YTicks.Minor)
        {
            double y = panel.Y.Pixel(value);
            canvas.Line(plot.Left - Minor, y, plot.Left, y, line);
        }
        for (int i = 0; i < panel.YTicks.Values.Count; i++)
        {
            double y = panel.Y.Pixel(panel.YTicks.Values[i]);
            double left = plot.Left - PanelLayout.TickSize;
            canvas.Line(left, y, plot.Left, y, line);
            if (panel.ShowsYLabels)
            {
                canvas.Text(
                    left - 3,
                    y + (fonts.Tick * 0.35),
                    panel.YTicks.Labels[i],
                    fonts.Tick,
                    Ink.Text,
                    Anchor.End
                );
            }
        }
        if (panel.ShowsYLabels && panel.YTicks.Factor.Length > 0)
        {
            canvas.Text(plot.Left, plot.Top - 5, panel.YTicks.Factor, fonts.Tick, Ink.Pale, Anchor.Start);
        }
        if (panel.HasYTitle)
        {
            string title = TextMetrics.Fit(panel.Model.Panel.Y.FullTitle, fonts.Axis, plot.Height * 1.2);
            double x = plot.Left - panel.YLabelReach - 9;
            canvas.Text(x, plot.CentreY, title, fonts.Axis, Ink.Text, Anchor.Middle, rotation: -90);
        }
    }

    private static void Title(SvgCanvas canvas, PanelLayout panel, FontSizes fonts)
    {
        bool factor = panel.ShowsYLabels && panel.YTicks.Factor.Length > 0;
        double y = panel.Plot.Top - 7 - (factor ? fonts.Tick + 4 : 0);
        double x = panel.Plot.Left;
        if (panel.Letter.Length > 0)
        {
            canvas.Text(x, y, panel.Letter, fonts.Panel, Ink.Text, bold: true);
            x += TextMetrics.Width(panel.Letter, fonts.Panel, bold: true) + 7;
        }
        string title = TextMetrics.Fit(
            panel.Model.Panel.Title,
            fonts.Panel,
            Math.Max(panel.Plot.Right - x, fonts.Panel)
        );
        canvas.Text(x, y, title, fonts.Panel, Ink.Text);
    }

    private static void Centred(SvgCanvas canvas, double x, double y, string text, double size, double room) =>
        canvas.Text(x, y, TextMetrics.Fit(text, size, room), size, Ink.Text, Anchor.Middle);
}
