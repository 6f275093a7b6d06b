namespace Gsp.Figures;

/// <summary>Writes a figure as an SVG document.</summary>
internal static class SvgWriter
{
    public static string Write(Figure figure) => Write(FigureLayout.Create(new FigureModel(figure)));

    public static string Write(FigureLayout layout)
    {
        SvgCanvas canvas = new();
        Header(canvas, layout);
        foreach (PanelLayout panel in layout.Panels)
        {
            canvas.Open("panel");
            DrawPanel(canvas, panel, layout);
            canvas.Close();
        }
        Legend(canvas, layout);
        (string width, string height) = (NumberText.Coordinate(layout.Width), NumberText.Coordinate(layout.Height));
        string name = Markup.Escape(RichText.Plain(layout.Model.Figure.Title));
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" "
            + $"viewBox=\"0 0 {width} {height}\" font-family=\"{TextMetrics.FontFamily}\" role=\"img\">\n"
            + (name.Length > 0 ? $"<title>{name}</title>\n" : "")
            + $"<rect x=\"0\" y=\"0\" width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n"
            + canvas.Body
            + "</svg>\n";
    }

    private static void Header(SvgCanvas canvas, FigureLayout layout)
    {
        double y = FigureLayout.EdgeWidth;
        foreach (string line in layout.TitleLines)
        {
            y += layout.Fonts.Title * 1.25;
            Text(line, layout.Fonts.Title, Ink.Text, y - (layout.Fonts.Title * 0.3), bold: true);
        }
        foreach (string line in layout.SubtitleLines)
        {
            y += layout.Fonts.Subtitle * 1.3;
            Text(line, layout.Fonts.Subtitle, Ink.Pale, y - (layout.Fonts.Subtitle * 0.3), bold: false);
        }

        void Text(string line, double size, Rgb colour, double baseLine, bool bold)
        {
            string fitted = TextMetrics.Fit(line, size, layout.Width - (2 * FigureLayout.EdgeWidth), bold);
            canvas.Text(FigureLayout.EdgeWidth, baseLine, fitted, size, colour, bold: bold);
        }
    }

    private static void DrawPanel(SvgCanvas canvas, PanelLayout panel, FigureLayout layout)
    {
        double size = layout.Fonts.Tick;
        AxisDrawing.Grid(canvas, panel);
        foreach ((Trace trace, TraceSeat seat) in panel.Model.Panel.Traces.Zip(panel.Model.Seats))
        {
            canvas.Open(trace.GetType().Name);
            trace.Draw(new PlotArea(canvas, panel.Plot, panel.X, panel.Y, seat, size));
            canvas.Close();
        }
        TraceSeat none = new(Ink.Text, Dash.Solid, 0, 1) { Categories = [] };
        PlotArea area = new(canvas, panel.Plot, panel.X, panel.Y, none, size);
        NotesDrawing.Lines(area, panel.Model.Panel);
        AxisDrawing.Frame(canvas, panel, layout.Fonts);
        ColourBarDrawing.Draw(canvas, panel, layout.Fonts);
        NotesDrawing.Texts(area, panel.Model.Panel, layout.Width, layout.Height);
        if (layout.Model.Legend >= LegendPlacement.TopLeft && panel.Model.Keys.Count > 0)
        {
            LegendLayout.DrawInside(canvas, panel.Model.Keys, panel.Plot, layout.Model.Legend, layout.Fonts.Legend);
        }
    }

    private static void Legend(SvgCanvas canvas, FigureLayout layout)
    {
        double size = layout.Fonts.Legend;
        switch (layout.Model.Legend)
        {
            case LegendPlacement.Top:
            case LegendPlacement.Bottom:
                double left = Math.Min(layout.Panels.Min(p => p.Plot.Left), FirstLeft(layout));
                LegendLayout.Draw(canvas, layout.LegendRows, left, layout.LegendTop, size, layout.Width - left - 12);
                break;
            case LegendPlacement.Right:
                double top = layout.Panels.Min(p => p.Plot.Top);
                LegendLayout.Draw(
                    canvas,
                    layout.LegendRows,
                    layout.LegendLeft,
                    top,
                    size,
                    layout.Width - layout.LegendLeft - 4
                );
                break;
            default:
                break;
        }
    }

    // The legend starts at the plots where its widest row leaves room for that, else at the edge.
    private static double FirstLeft(FigureLayout layout)
    {
        double widest = layout.LegendRows.Max(row =>
            row.Sum(k => TextMetrics.Width(k.Label, layout.Fonts.Legend) + 45) - 16
        );
        return Math.Max(FigureLayout.EdgeWidth, layout.Width - FigureLayout.EdgeWidth - widest);
    }
}
