namespace Gsp.Figures;

/// <summary>Where a trace writes its Plotly objects: knows the panel's axes and which legend entries are already shown.</summary>
internal sealed class PlotlyTraces(
    JsonText json,
    PanelLayout panel,
    int index,
    HashSet<string> inLegend,
    FigureLayout figure
)
{
    private int bars;

    /// <summary>The Plotly name of the panel's x axis: x, x2, x3, ...</summary>
    public static string AxisName(string letter, int index) =>
        index == 0 ? letter : letter + NumberText.Integer(index + 1);

    /// <summary>The name of the panel's three-dimensional scene.</summary>
    public string Scene => AxisName("scene", index);

    /// <summary>The panel in pixels, for traces that draw shapes of their own.</summary>
    public PanelLayout Panel => panel;

    /// <summary>Writes one Plotly trace on the panel's axes.</summary>
    /// <param name="type">Plotly's type.</param>
    /// <param name="label">The legend entry; empty for none.</param>
    /// <param name="content">Everything else.</param>
    public void Add(string type, string label, Action<JsonText> content) =>
        json.Item(j =>
        {
            j.Text("type", type);
            if (type == "mesh3d")
            {
                j.Text("scene", Scene);
            }
            else
            {
                j.Text("xaxis", AxisName("x", index));
                j.Text("yaxis", AxisName("y", index));
            }
            Legend(j, label);
            content(j);
        });

    /// <summary>A colour scale and its bar.</summary>
    public void Colours(JsonText j, ResolvedColours colours, string low = "zmin", string high = "zmax")
    {
        ColourMap map = colours.Map;
        j.Pairs("colorscale", map.Anchors.Select((c, i) => ((double)i / (map.Anchors.Count - 1), c.ToString())));
        j.Number(low, colours.Low);
        j.Number(high, colours.High);
        j.Flag("showscale", colours.ShowBar);
        if (colours.ShowBar && bars < panel.Model.ColourBars.Count)
        {
            Rect bar = panel.Bar(bars++);
            j.Object(
                "colorbar",
                c =>
                {
                    c.Object(
                        "title",
                        t =>
                        {
                            t.Text("text", RichText.Html(colours.Title));
                            t.Text("side", "right");
                        }
                    );
                    c.Number("thickness", bar.Width);
                    c.Number("x", bar.Left / figure.Width);
                    c.Text("xanchor", "left");
                    c.Number("xpad", 0);
                    c.Number("y", 1 - (bar.CentreY / figure.Height));
                    c.Number("len", bar.Height / figure.Height);
                    c.Text("lenmode", "fraction");
                }
            );
        }
    }

    /// <summary>Line style.</summary>
    public static void Line(JsonText j, Rgb colour, double width, Dash dash) =>
        j.Object(
            "line",
            l =>
            {
                l.Text("color", colour.ToString());
                l.Number("width", width);
                l.Text("dash", DashName(dash));
            }
        );

    public static string DashName(Dash dash) =>
        dash switch
        {
            Dash.Dashed => "dash",
            Dash.Dotted => "dot",
            Dash.DashDotted => "dashdot",
            _ => "solid",
        };

    /// <summary>A colour with opacity.</summary>
    public static string Rgba(Rgb c, double opacity) =>
        FormattableString.Invariant($"rgba({c.Red},{c.Green},{c.Blue},{opacity:0.###})");

    /// <summary>Intervals as Plotly's error bars.</summary>
    public static void Intervals(
        JsonText j,
        string name,
        IReadOnlyList<double> centre,
        IReadOnlyList<double>? lower,
        IReadOnlyList<double>? upper
    )
    {
        if (lower is null && upper is null)
        {
            return;
        }
        j.Object(
            name,
            e =>
            {
                e.Text("type", "data");
                e.Flag("symmetric", false);
                e.Numbers("array", centre.Select((c, i) => Math.Max(0, (upper?[i] ?? c) - c)));
                e.Numbers("arrayminus", centre.Select((c, i) => Math.Max(0, c - (lower?[i] ?? c))));
            }
        );
    }

    private void Legend(JsonText j, string label)
    {
        if (label.Length == 0)
        {
            j.Flag("showlegend", false);
            return;
        }
        j.Text("name", RichText.Html(label));
        j.Text("legendgroup", label);
        j.Flag("showlegend", inLegend.Add(label));
    }
}
