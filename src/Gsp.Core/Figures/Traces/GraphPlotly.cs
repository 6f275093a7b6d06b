namespace Gsp.Figures;

/// <summary>Writes a graph for Plotly: edges in five classes of strength, one trace each, then the nodes.</summary>
internal static class GraphPlotly
{
    private const int Classes = 5;

    public static void Write(GraphTrace graph, PlotlyTraces plotly, TraceSeat seat)
    {
        double strongest = graph.Edges.Select(e => Math.Abs(e.Weight)).DefaultIfEmpty(0).Max();
        ResolvedColours? scale = graph.EdgeScale;
        IEnumerable<IGrouping<int, DrawnEdge>> classes = graph
            .Edges.GroupBy(e => Class(e.Weight, strongest))
            .OrderBy(g => Math.Abs(g.Key))
            .ThenBy(g => g.Key);
        foreach (IGrouping<int, DrawnEdge> group in classes)
        {
            double typical = group.Average(e => e.Weight);
            double share = strongest > 0 ? Math.Abs(typical) / strongest : 0;
            Rgb colour = scale?.At(typical) ?? Rgb.Parse("#6b6b6b");
            WriteEdges(graph, plotly, [.. group], graph.EdgeWidth * (0.2 + (0.8 * share)), colour);
        }
        WriteNodes(graph, plotly, seat);
    }

    private static int Class(double weight, double strongest)
    {
        double share = strongest > 0 ? Math.Abs(weight) / strongest : 0;
        int strength = Math.Clamp((int)Math.Ceiling(share * Classes), 1, Classes);
        return weight < 0 ? -strength : strength;
    }

    private static void WriteEdges(
        GraphTrace graph,
        PlotlyTraces plotly,
        DrawnEdge[] edges,
        double width,
        Rgb colour
    ) =>
        plotly.Add(
            "scatter",
            "",
            j =>
            {
                j.Text("mode", graph.Directed ? "lines+markers" : "lines");
                j.Numbers("x", edges.SelectMany(e => Stroke(graph.Position(e.From).X, graph.Position(e.To).X)));
                j.Numbers("y", edges.SelectMany(e => Stroke(graph.Position(e.From).Y, graph.Position(e.To).Y)));
                j.Number("opacity", 0.85 * graph.Opacity);
                j.Text("hoverinfo", "skip");
                PlotlyTraces.Line(j, colour, width, Dash.Solid);
                if (graph.Directed)
                {
                    j.Object(
                        "marker",
                        m =>
                        {
                            m.Text("symbol", "arrow");
                            m.Text("angleref", "previous");
                            m.Numbers("size", edges.SelectMany(e => Stroke(0, 6 + (2 * width))));
                            m.Numbers(
                                "standoff",
                                edges.SelectMany(e => Stroke(0, graph.Diameter(e.To, plotly.Panel.Plot) / 2))
                            );
                            m.Text("color", colour.ToString());
                        }
                    );
                }
            }
        );

    private static void WriteNodes(GraphTrace graph, PlotlyTraces plotly, TraceSeat seat)
    {
        int[] nodes = [.. Enumerable.Range(0, graph.NodeCount)];
        bool labelled = graph.Labels is not null;
        plotly.Add(
            "scatter",
            graph.Name,
            j =>
            {
                j.Text("mode", labelled ? "markers+text" : "markers");
                j.Numbers("x", nodes.Select(i => graph.Position(i).X));
                j.Numbers("y", nodes.Select(i => graph.Position(i).Y));
                j.Number("opacity", graph.Opacity);
                j.Texts(
                    labelled ? "text" : "hovertext",
                    nodes.Select(i => labelled ? RichText.Html(graph.Label(i)) : NumberText.Integer(i))
                );
                j.Text("textposition", "top right");
                j.Object(
                    "marker",
                    m =>
                    {
                        m.Numbers("size", nodes.Select(i => graph.Diameter(i, plotly.Panel.Plot)));
                        m.Object(
                            "line",
                            l =>
                            {
                                l.Text("color", "#ffffff");
                                l.Number("width", 0.8);
                            }
                        );
                        if (graph.NodeScale is ResolvedColours scale)
                        {
                            m.Numbers("color", nodes.Select(graph.NodeValue));
                            plotly.Colours(m, scale, "cmin", "cmax");
                        }
                        else
                        {
                            m.Text("color", seat.Colour.ToString());
                        }
                    }
                );
            }
        );
    }

    // A null between strokes lifts the pen.
    private static double[] Stroke(double from, double to) => [from, to, double.NaN];
}
