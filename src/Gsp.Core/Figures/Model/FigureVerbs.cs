namespace Gsp.Figures;

/// <content>The verbs that change one thing and the writers.</content>
public sealed partial record Figure
{
    /// <summary>The figure with more traces in its last panel.</summary>
    /// <param name="traces">The traces to add.</param>
    /// <returns>A new figure.</returns>
    public Figure Add(params Trace[] traces) => MapLast(panel => panel.Add(traces));

    /// <summary>The figure with one more panel.</summary>
    /// <param name="panel">The panel.</param>
    /// <returns>A new figure.</returns>
    public Figure AddPanel(Panel panel) => this with { Panels = [.. panels, panel] };

    /// <summary>The figure with a title.</summary>
    /// <param name="title">The title.</param>
    /// <param name="subtitle">A second, paler line; empty for none.</param>
    /// <returns>A new figure.</returns>
    public Figure WithTitle(string title, string subtitle = "") => this with { Title = title, Subtitle = subtitle };

    /// <summary>The figure with this size.</summary>
    /// <param name="width">The width in CSS pixels (96 to the inch).</param>
    /// <param name="height">The height in CSS pixels.</param>
    /// <returns>A new figure.</returns>
    public Figure WithSize(double width, double height) => this with { Width = width, Height = height };

    /// <summary>The figure with its legend elsewhere.</summary>
    /// <param name="placement">Where.</param>
    /// <returns>A new figure.</returns>
    public Figure WithLegend(LegendPlacement placement) => this with { Legend = placement };

    /// <summary>The figure with another title, unit and scale on every x axis.</summary>
    /// <param name="title">What the axis shows.</param>
    /// <param name="unit">The unit; empty for none.</param>
    /// <param name="scale">Linear or logarithmic; null keeps what was there.</param>
    /// <returns>A new figure.</returns>
    public Figure WithXAxis(string title, string unit = "", AxisScale? scale = null) =>
        MapPanels(p => p with { X = p.X with { Title = title, Unit = unit, Scale = scale ?? p.X.Scale } });

    /// <summary>The figure with another title, unit and scale on every y axis.</summary>
    /// <param name="title">What the axis shows.</param>
    /// <param name="unit">The unit; empty for none.</param>
    /// <param name="scale">Linear or logarithmic; null keeps what was there.</param>
    /// <returns>A new figure.</returns>
    public Figure WithYAxis(string title, string unit = "", AxisScale? scale = null) =>
        MapPanels(p => p with { Y = p.Y with { Title = title, Unit = unit, Scale = scale ?? p.Y.Scale } });

    /// <summary>The figure with this scale on every x axis.</summary>
    /// <param name="scale">Linear or logarithmic.</param>
    /// <returns>A new figure.</returns>
    public Figure WithXScale(AxisScale scale) => MapPanels(p => p with { X = p.X with { Scale = scale } });

    /// <summary>The figure with this scale on every y axis.</summary>
    /// <param name="scale">Linear or logarithmic.</param>
    /// <returns>A new figure.</returns>
    public Figure WithYScale(AxisScale scale) => MapPanels(p => p with { Y = p.Y with { Scale = scale } });

    /// <summary>The figure with this range on every x axis.</summary>
    /// <param name="minimum">The lower end; null takes it from the data.</param>
    /// <param name="maximum">The upper end; null takes it from the data.</param>
    /// <returns>A new figure.</returns>
    public Figure WithXRange(double? minimum, double? maximum) =>
        MapPanels(p => p with { X = p.X with { Minimum = minimum, Maximum = maximum } });

    /// <summary>The figure with this range on every y axis.</summary>
    /// <param name="minimum">The lower end; null takes it from the data.</param>
    /// <param name="maximum">The upper end; null takes it from the data.</param>
    /// <returns>A new figure.</returns>
    public Figure WithYRange(double? minimum, double? maximum) =>
        MapPanels(p => p with { Y = p.Y with { Minimum = minimum, Maximum = maximum } });

    /// <summary>The figure with a line at an x in every panel.</summary>
    /// <param name="x">Where, in data coordinates.</param>
    /// <param name="label">A text at the line's end; empty for none.</param>
    /// <returns>A new figure.</returns>
    public Figure WithVerticalLine(double x, string label = "") =>
        MapPanels(p =>
            p with
            {
                ReferenceLines = [.. p.ReferenceLines, new(Orientation.Vertical, x) { Label = label }],
            }
        );

    /// <summary>The figure with a line at a y in every panel.</summary>
    /// <param name="y">Where, in data coordinates.</param>
    /// <param name="label">A text at the line's end; empty for none.</param>
    /// <returns>A new figure.</returns>
    public Figure WithHorizontalLine(double y, string label = "") =>
        MapPanels(p =>
            p with
            {
                ReferenceLines = [.. p.ReferenceLines, new(Orientation.Horizontal, y) { Label = label }],
            }
        );

    /// <summary>The figure with a text at a point of its last panel.</summary>
    /// <param name="annotation">The text and its point.</param>
    /// <returns>A new figure.</returns>
    public Figure WithAnnotation(Annotation annotation) =>
        MapLast(p => p with { Annotations = [.. p.Annotations, annotation] });

    /// <summary>The figure with every panel changed.</summary>
    /// <param name="change">The change.</param>
    /// <returns>A new figure.</returns>
    public Figure MapPanels(Func<Panel, Panel> change) => this with { Panels = [.. panels.Select(change)] };

    /// <summary>The figure as an SVG document: the same text for the same figure on every machine.</summary>
    /// <returns>The document.</returns>
    /// <exception cref="ArgumentException">The size leaves no room for the panels, or an axis contradicts itself.</exception>
    public string ToSvg() => SvgWriter.Write(this);

    /// <summary>The figure in the Plotly schema: an object with <c>data</c>, <c>layout</c> and <c>config</c>.</summary>
    /// <returns>JSON without any character that HTML would read as markup.</returns>
    /// <exception cref="ArgumentException">The size leaves no room for the panels, or an axis contradicts itself.</exception>
    public string ToPlotlyJson() => PlotlyWriter.Write(this);

    /// <summary>The figure as a page: the SVG for reading offline, interactive where plotly.js can be loaded.</summary>
    /// <param name="options">Where plotly.js comes from; null for the defaults.</param>
    /// <returns>The page.</returns>
    /// <exception cref="ArgumentException">The size leaves no room for the panels, or an axis contradicts itself.</exception>
    public string ToHtml(HtmlOptions? options = null) => HtmlPage.Write(this, options ?? new HtmlOptions());

    /// <summary>Writes the figure; the path's ending chooses between <c>.svg</c>, <c>.html</c> and <c>.json</c> (Plotly).</summary>
    /// <param name="path">The file to write; it is complete or absent.</param>
    /// <param name="options">Where a page finds plotly.js; null for the defaults.</param>
    /// <exception cref="ArgumentException">Another ending.</exception>
    public void Save(string path, HtmlOptions? options = null)
    {
        string ending = Path.GetExtension(path).ToLowerInvariant();
        string text = ending switch
        {
            ".svg" => ToSvg(),
            ".html" or ".htm" => ToHtml(options),
            ".json" => ToPlotlyJson(),
            _ => throw new ArgumentException(
                $"'{path}' ends in '{ending}'; a figure is saved as .svg, .html or .json",
                nameof(path)
            ),
        };
        AtomicFile.WriteText(path, text);
    }

    /// <summary>A line for the terminal.</summary>
    /// <returns>Title, panels and traces.</returns>
    public override string ToString() =>
        FormattableString.Invariant(
            $"Figure '{Title}': {panels.Length} panel(s), {panels.Sum(p => p.Traces.Count)} trace(s)"
        );

    private Figure MapLast(Func<Panel, Panel> change) => this with { Panels = [.. panels[..^1], change(panels[^1])] };
}
