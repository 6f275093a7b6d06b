namespace Gsp.Figures;

/// <summary>Writes a figure in the Plotly schema, its panels where the SVG has them.</summary>
internal static class PlotlyWriter
{
    public static string Write(Figure figure) => Write(FigureLayout.Create(new FigureModel(figure)));

    public static string Write(FigureLayout layout) =>
        JsonText.Object(j =>
        {
            j.Array("data", data => Data(data, layout));
            j.Object("layout", l => PlotlyLayout.Write(l, layout));
            j.Object(
                "config",
                c =>
                {
                    c.Flag("displaylogo", false);
                    c.Flag("responsive", false);
                }
            );
        });

    private static void Data(JsonText json, FigureLayout layout)
    {
        HashSet<string> inLegend = new(StringComparer.Ordinal);
        for (int i = 0; i < layout.Panels.Count; i++)
        {
            PanelLayout panel = layout.Panels[i];
            PlotlyTraces traces = new(json, panel, i, inLegend, layout);
            foreach ((Trace trace, TraceSeat seat) in panel.Model.Panel.Traces.Zip(panel.Model.Seats))
            {
                trace.WritePlotly(traces, seat);
            }
        }
    }
}
