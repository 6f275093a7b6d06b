namespace Gsp.Figures;

/// <summary>Writes Plotly's layout object from the layout of the SVG.</summary>
internal static class PlotlyLayout
{
    public static void Write(JsonText j, FigureLayout layout)
    {
        Figure figure = layout.Model.Figure;
        j.Number("width", layout.Width);
        j.Number("height", layout.Height);
        j.Text("paper_bgcolor", "#ffffff");
        j.Text("plot_bgcolor", "#ffffff");
        j.Text("hovermode", "closest");
        j.Object("margin", m => new[] { "l", "r", "t", "b", "pad" }.ToList().ForEach(side => m.Integer(side, 0)));
        j.Object(
            "font",
            f =>
            {
                f.Text("family", TextMetrics.FontFamily);
                f.Number("size", layout.Fonts.Tick);
                f.Text("color", Ink.Text.ToString());
            }
        );
        j.Flag("showlegend", layout.Model.Legend != LegendPlacement.None);
        Legend(j, layout);
        for (int i = 0; i < layout.Panels.Count; i++)
        {
            WritePanel(j, layout, i);
        }
        j.Array("shapes", shapes => ForPanels(layout, (panel, i) => Shapes(shapes, panel, i)));
        j.Array(
            "annotations",
            notes =>
            {
                Header(notes, layout, figure);
                ForPanels(layout, (panel, i) => Notes(notes, layout, panel, i));
            }
        );
    }

    private static void ForPanels(FigureLayout layout, Action<PanelLayout, int> write)
    {
        for (int i = 0; i < layout.Panels.Count; i++)
        {
            write(layout.Panels[i], i);
        }
    }

    private static void Legend(JsonText j, FigureLayout layout)
    {
        bool right = layout.Model.Legend == LegendPlacement.Right;
        bool outside = right || layout.Model.Legend is LegendPlacement.Top or LegendPlacement.Bottom;
        Rect first = layout.Panels[0].Plot;
        bool below = layout.Model.Legend is LegendPlacement.BottomLeft or LegendPlacement.BottomRight;
        bool toRight = layout.Model.Legend is LegendPlacement.TopRight or LegendPlacement.BottomRight;
        double x =
            right ? layout.LegendLeft
            : toRight ? first.Right - 6
            : first.Left + (outside ? 0 : 6);
        double y =
            outside ? layout.LegendTop
            : below ? first.Bottom - 6
            : first.Top + 6;
        j.Object(
            "legend",
            l =>
            {
                l.Text("orientation", outside && !right ? "h" : "v");
                l.Number("x", Math.Clamp(x / layout.Width, 0, 1));
                l.Number("y", Math.Clamp(1 - (y / layout.Height), 0, 1));
                l.Text("xanchor", toRight && !outside ? "right" : "left");
                l.Text("yanchor", below && !outside ? "bottom" : "top");
            }
        );
    }

    private static void WritePanel(JsonText j, FigureLayout layout, int index)
    {
        PanelLayout panel = layout.Panels[index];
        Rect plot = panel.Plot;
        (double left, double right) = (plot.Left / layout.Width, plot.Right / layout.Width);
        (double bottom, double top) = (1 - (plot.Bottom / layout.Height), 1 - (plot.Top / layout.Height));
        if (panel.Model.Panel.Traces.Any(t => t is SurfaceTrace))
        {
            j.Object(
                PlotlyTraces.AxisName("scene", index),
                s =>
                {
                    s.Text("aspectmode", "data");
                    s.Object("domain", d => Domain(d, [left, right], [bottom, top]));
                    foreach (string axis in (string[])["xaxis", "yaxis", "zaxis"])
                    {
                        s.Object(axis, a => a.Flag("visible", false));
                    }
                }
            );
        }
        WriteAxis(j, panel, index, horizontal: true, left, right);
        WriteAxis(j, panel, index, horizontal: false, bottom, top);
    }

    private static void Domain(JsonText j, double[] x, double[] y)
    {
        j.Numbers("x", x);
        j.Numbers("y", y);
    }

    private static void WriteAxis(JsonText j, PanelLayout panel, int index, bool horizontal, double from, double to)
    {
        (string own, string other) = horizontal ? ("x", "y") : ("y", "x");
        PanelModel model = panel.Model;
        Axis axis = horizontal ? model.Panel.X : model.Panel.Y;
        AxisRange range = horizontal ? model.XRange : model.YRange;
        IReadOnlyList<string> categories = horizontal ? model.XCategories : model.YCategories;
        bool labelled = horizontal ? panel.ShowsXLabels : panel.ShowsYLabels;
        bool reversed = horizontal ? model.ReversedX : model.ReversedY;
        string name = PlotlyTraces.AxisName(own, index);
        j.Object(
            own + "axis" + name[1..],
            a =>
            {
                a.Numbers("domain", [from, to]);
                a.Text("anchor", PlotlyTraces.AxisName(other, index));
                a.Text("type", range.Scale == AxisScale.Log ? "log" : "linear");
                a.Numbers("range", reversed ? [range.High, range.Low] : [range.Low, range.High]);
                a.Flag("visible", horizontal ? model.ShowX : model.ShowY);
                a.Flag("showticklabels", labelled);
                a.Flag("showgrid", axis.Grid && categories.Count == 0);
                a.Flag("zeroline", false);
                a.Flag("showline", true);
                a.Text("linecolor", Ink.Axis.ToString());
                a.Text("gridcolor", Ink.Grid.ToString());
                a.Text("ticks", "outside");
                if (labelled)
                {
                    a.Object("title", t => t.Text("text", RichText.Html(axis.FullTitle)));
                }
                if (categories.Count > 0 || axis.TickValues is not null)
                {
                    TickSet ticks = horizontal ? panel.XTicks : panel.YTicks;
                    a.Numbers("tickvals", ticks.Values);
                    a.Texts("ticktext", ticks.Labels.Select(RichText.Html));
                }
            }
        );
    }

    private static void Shapes(JsonText json, PanelLayout panel, int index)
    {
        foreach (ReferenceLine line in panel.Model.Panel.ReferenceLines)
        {
            bool upright = line.Orientation == Orientation.Vertical;
            (string x, string y) = (PlotlyTraces.AxisName("x", index), PlotlyTraces.AxisName("y", index));
            json.Item(s =>
            {
                s.Text("type", "line");
                s.Text("xref", upright ? x : x + " domain");
                s.Text("yref", upright ? y + " domain" : y);
                s.Number("x0", upright ? line.Value : 0);
                s.Number("x1", upright ? line.Value : 1);
                s.Number("y0", upright ? 0 : line.Value);
                s.Number("y1", upright ? 1 : line.Value);
                PlotlyTraces.Line(s, line.Colour, 1.1, line.Dash);
            });
        }
    }

    private static void Header(JsonText json, FigureLayout layout, Figure figure)
    {
        double y = FigureLayout.EdgeWidth;
        double edge = FigureLayout.EdgeWidth / layout.Width;
        string title = string.Join("<br>", layout.TitleLines.Select(RichText.Html));
        if (title.Length > 0)
        {
            Note(json, $"<b>{title}</b>", edge, 1 - (y / layout.Height), layout.Fonts.Title);
            y += layout.TitleLines.Count * layout.Fonts.Title * 1.25;
        }
        if (figure.Subtitle.Length > 0)
        {
            string subtitle = string.Join("<br>", layout.SubtitleLines.Select(RichText.Html));
            Note(json, subtitle, edge, 1 - (y / layout.Height), layout.Fonts.Subtitle);
        }
    }

    private static void Notes(JsonText json, FigureLayout layout, PanelLayout panel, int index)
    {
        if (panel.HasTitle)
        {
            string letter = panel.Letter.Length > 0 ? $"<b>{panel.Letter}</b>  " : "";
            double y = 1 - ((panel.Plot.Top - panel.TitleHeight) / layout.Height);
            Note(
                json,
                letter + RichText.Html(panel.Model.Panel.Title),
                panel.Plot.Left / layout.Width,
                y,
                layout.Fonts.Panel
            );
        }
        foreach (Annotation note in panel.Model.Panel.Annotations)
        {
            AxisRange xRange = panel.Model.XRange;
            AxisRange yRange = panel.Model.YRange;
            json.Item(n =>
            {
                n.Text("text", RichText.Html(note.Text));
                n.Text("xref", PlotlyTraces.AxisName("x", index));
                n.Text("yref", PlotlyTraces.AxisName("y", index));
                // Plotly wants the logarithm on logarithmic axes.
                n.Number("x", xRange.Forward(note.X));
                n.Number("y", yRange.Forward(note.Y));
                n.Flag("showarrow", note.Arrow);
                n.Number(note.Arrow ? "ax" : "xshift", note.OffsetX);
                n.Number(note.Arrow ? "ay" : "yshift", note.Arrow ? -note.OffsetY : note.OffsetY);
                n.Text("xanchor", note.OffsetX < 0 ? "right" : "left");
                n.Object("font", f => f.Text("color", note.Colour.ToString()));
            });
        }
    }

    private static void Note(JsonText json, string html, double x, double y, double size) =>
        json.Item(n =>
        {
            n.Text("text", html);
            n.Text("xref", "paper");
            n.Text("yref", "paper");
            n.Number("x", x);
            n.Number("y", y);
            n.Text("xanchor", "left");
            n.Text("yanchor", "top");
            n.Text("align", "left");
            n.Flag("showarrow", false);
            n.Object("font", f => f.Number("size", size));
        });
}
