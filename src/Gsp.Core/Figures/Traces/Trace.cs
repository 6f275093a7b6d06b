namespace Gsp.Figures;

/// <summary>One thing drawn in a panel: a line, a heat map, a graph, ...</summary>
/// <remarks>
/// Immutable; arrays given are copied. Each kind holds both its drawing as SVG and its Plotly form, so that the two agree. Missing values
/// (NaN) and infinities are left out unless the kind says otherwise.
/// </remarks>
public abstract record Trace
{
    private protected Trace() { }

    /// <summary>The name in the legend; empty for none; may hold <c>_{sub}</c> and <c>^{super}</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>The colour; null takes the next one of <see cref="ColourCycle"/>, the same for the same name in every panel.</summary>
    public Rgb? Colour { get; init; }

    /// <summary>How opaque the trace is, above 0 to 1.</summary>
    public double Opacity { get; init; } = 1;

    /// <summary>What the trace would like of a panel that does not decide for itself.</summary>
    internal virtual PanelWishes Wishes => default;

    /// <summary>What needs linear axes, in words for the error message; empty where any scale will do.</summary>
    internal virtual string NeedsLinearAxes => "";

    /// <summary>Whether the trace takes a colour of the cycle.</summary>
    internal virtual bool TakesColour => true;

    /// <summary>Whether traces of this kind stand side by side at each category.</summary>
    internal virtual bool StandsInGroups => false;

    /// <summary>Names that the x axis shows at 0, 1, 2, ...</summary>
    internal virtual IReadOnlyList<string> XCategories => [];

    /// <summary>Names that the y axis shows at 0, 1, 2, ...</summary>
    internal virtual IReadOnlyList<string> YCategories => [];

    /// <summary>Colour scales that want a bar beside the panel.</summary>
    internal virtual IEnumerable<ResolvedColours> ColourBars => [];

    /// <summary>Throws where the trace's arrays do not belong together.</summary>
    internal abstract void Validate();

    /// <summary>Adds what the axes must show.</summary>
    internal abstract void Extend(TraceSeat seat, DataRange x, DataRange y);

    /// <summary>Draws the trace.</summary>
    internal abstract void Draw(PlotArea area);

    /// <summary>The trace's legend entries.</summary>
    internal virtual IEnumerable<LegendKey> Keys(TraceSeat seat)
    {
        if (Name.Length > 0)
        {
            yield return new LegendKey(Name, (canvas, box) => DrawKey(canvas, box, seat));
        }
    }

    /// <summary>Writes the trace's Plotly objects.</summary>
    internal abstract void WritePlotly(PlotlyTraces plotly, TraceSeat seat);

    private protected virtual void DrawKey(SvgCanvas canvas, Rect box, TraceSeat seat) =>
        canvas.Rectangle(
            new Rect(box.Left + 4, box.CentreY - 4, box.Width - 8, 8),
            new Paint(seat.Colour) { Opacity = Opacity }
        );

    private protected void ValidateStyle() => Require.InHalfOpen(Opacity, 0.0, 1.0, "", "Opacity");

    private protected static double[]? Copy(IReadOnlyList<double>? values) => values is null ? null : [.. values];

    private protected static void SameLength(IReadOnlyList<double>? values, int count, string name)
    {
        if (values is not null)
        {
            Require.SameLength(values.Count, count, name, "one value for each point is expected");
        }
    }
}

/// <summary>What a trace would like of its panel; null where it does not mind.</summary>
internal readonly record struct PanelWishes(bool EqualScale, bool ReversedY, bool HideAxes);

/// <summary>One line of a legend: a label and how to draw its sample into a box.</summary>
internal sealed record LegendKey(string Label, Action<SvgCanvas, Rect> Draw);

/// <summary>A trace's place in its panel: its colour, and its place among the traces that stand side by side.</summary>
internal sealed record TraceSeat(Rgb Colour, Dash Dash, int Group, int Groups)
{
    /// <summary>The names of the category axis, which may be longer than the trace's own list.</summary>
    public required IReadOnlyList<string> Categories { get; init; }

    /// <summary>The centre and width of a bar or box at a category, in category units.</summary>
    public (double Centre, double Width) Slot(string category)
    {
        int index = 0;
        while (index < Categories.Count && !string.Equals(Categories[index], category, StringComparison.Ordinal))
        {
            index++;
        }
        double width = 0.8 / Groups;
        return (index - 0.4 + (width * (Group + 0.5)), width);
    }
}
