namespace Gsp.Figures;

/// <summary>A figure as a value: one panel or a grid of panels, written as SVG, Plotly JSON or a page of HTML.</summary>
/// <remarks>
/// Immutable and thread-safe: every change is a new value, and the arrays given to traces are copied. The SVG and the page are functions of
/// the figure alone: no clock, no random identifiers, no machine culture, coordinates rounded to 0.01 pixel, so that the same figure has the
/// same bytes everywhere. Lengths are CSS pixels (96 to the inch); a journal column of 85 mm is 321 pixels. Cost: proportional to the data.
/// Texts may hold <c>_{sub}</c> and <c>^{super}</c>.
/// </remarks>
public sealed partial record Figure
{
    private readonly Panel[] panels = [new()];

    /// <summary>The title above everything.</summary>
    public string Title { get; init; } = "";

    /// <summary>A second, paler line below the title.</summary>
    public string Subtitle { get; init; } = "";

    /// <summary>The panels, row by row; at least one.</summary>
    /// <exception cref="ArgumentException">An empty list.</exception>
    public IReadOnlyList<Panel> Panels
    {
        get => panels;
        init
        {
            Require.That(value.Count > 0, "a figure needs at least one panel", nameof(Panels));
            panels = [.. value];
        }
    }

    /// <summary>How many panels stand side by side.</summary>
    public int Columns { get; init; } = 1;

    /// <summary>The width in CSS pixels; null chooses one by the number of columns.</summary>
    public double? Width { get; init; }

    /// <summary>The height in CSS pixels; null chooses one by the number of rows.</summary>
    public double? Height { get; init; }

    /// <summary>Which panels share the x range.</summary>
    public AxisSharing ShareX { get; init; }

    /// <summary>Which panels share the y range.</summary>
    public AxisSharing ShareY { get; init; }

    /// <summary>Where the legend stands.</summary>
    public LegendPlacement Legend { get; init; }

    /// <summary>Whether the panels are lettered a, b, c, ... beside their titles.</summary>
    public bool LetterPanels { get; init; }

    /// <summary>The size of tick labels in CSS pixels; every other text follows it.</summary>
    public double FontSize { get; init; } = 11;

    /// <summary>A figure of one panel.</summary>
    /// <param name="traces">What is drawn, in this order.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="ArgumentException">A trace's arrays do not belong together.</exception>
    public static Figure Of(params Trace[] traces) => new() { Panels = [Panel.Of(traces)] };

    /// <summary>A grid of the panels of several figures, filled row by row.</summary>
    /// <param name="columns">How many panels stand side by side.</param>
    /// <param name="figures">The figures; a figure's title becomes its first panel's title where that has none.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="ArgumentException">No figure, or fewer than one column.</exception>
    public static Figure Grid(int columns, params Figure[] figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        return new() { Panels = [.. figures.SelectMany(Titled)], Columns = Require.InRange(columns, 1, 64) };
    }

    /// <summary>One figure with the traces, lines and annotations of several in its panel; axes and titles are the first figure's.</summary>
    /// <param name="figures">Figures of one panel each.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="ArgumentException">No figure, or one with several panels.</exception>
    public static Figure Combine(params Figure[] figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        Require.That(figures.Length > 0, "at least one figure is needed", nameof(figures));
        Require.That(
            figures.All(f => f.Panels.Count == 1),
            "only figures of one panel can be combined (use Grid for several panels)",
            nameof(figures)
        );
        Panel[] all = [.. figures.Select(f => f.Panels[0])];
        Panel panel = all[0] with
        {
            Traces = [.. all.SelectMany(p => p.Traces)],
            ReferenceLines = [.. all.SelectMany(p => p.ReferenceLines)],
            Annotations = [.. all.SelectMany(p => p.Annotations)],
        };
        return figures[0] with { Panels = [panel] };
    }

    internal int Rows => (panels.Length + Columns - 1) / Columns;

    internal void Validate()
    {
        Require.InRange(Columns, 1, 64);
        Require.InRange(FontSize, 4.0, 72.0);
        if (Width is double width)
        {
            Require.InRange(width, 40.0, 20000.0);
        }
        if (Height is double height)
        {
            Require.InRange(height, 40.0, 20000.0);
        }
        foreach (Panel panel in panels)
        {
            panel.Validate();
        }
    }

    private static IEnumerable<Panel> Titled(Figure figure) =>
        figure.Panels.Select((p, i) => i == 0 && p.Title.Length == 0 ? p with { Title = figure.Title } : p);
}
