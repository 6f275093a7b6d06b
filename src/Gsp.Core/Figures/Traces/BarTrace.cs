namespace Gsp.Figures;

/// <summary>Bars, one a category, with optional intervals; upright or lying.</summary>
/// <remarks>
/// Bars stand on zero, or on the lower end of a logarithmic axis. Missing values have no bar. Several bar traces in one panel stand side by
/// side at each category.
/// </remarks>
public sealed record BarTrace : Trace
{
    private readonly string[] categories;
    private readonly double[] values;
    private readonly double[]? lower;
    private readonly double[]? upper;

    /// <summary>Bars.</summary>
    /// <param name="categories">The categories' names.</param>
    /// <param name="values">The bars' ends, one a category.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a category is named twice.</exception>
    public BarTrace(IReadOnlyList<string> categories, IReadOnlyList<double> values)
    {
        (this.categories, this.values) = ([.. categories], [.. values]);
        CategoryNames.Check(this.categories, this.values.Length, nameof(values));
    }

    /// <summary>The bars' ends.</summary>
    public IReadOnlyList<double> Values => values;

    /// <summary>Lower ends of intervals, one for each bar; null for none.</summary>
    public IReadOnlyList<double>? Lower
    {
        get => lower;
        init => lower = Copy(value);
    }

    /// <summary>Upper ends of intervals, one for each bar; null for none.</summary>
    public IReadOnlyList<double>? Upper
    {
        get => upper;
        init => upper = Copy(value);
    }

    /// <summary>Upright bars with categories along x, or lying ones with categories along y, the first at the top.</summary>
    public Orientation Orientation { get; init; }

    internal override bool StandsInGroups => true;

    internal override IReadOnlyList<string> XCategories => Lying ? [] : categories;

    internal override IReadOnlyList<string> YCategories => Lying ? categories : [];

    internal override PanelWishes Wishes => new(EqualScale: false, ReversedY: Lying, HideAxes: false);

    private bool Lying => Orientation == Orientation.Horizontal;

    internal override void Validate()
    {
        ValidateStyle();
        SameLength(lower, values.Length, nameof(Lower));
        SameLength(upper, values.Length, nameof(Upper));
    }

    internal override void Extend(TraceSeat seat, DataRange xs, DataRange ys)
    {
        DataRange range = Lying ? xs : ys;
        range.IncludeEdge(0);
        if (range.Scale == AxisScale.Log)
        {
            // The smallest bar keeps a length that can be seen.
            range.IncludeEdge(values.Where(v => v > 0).DefaultIfEmpty(1).Min() / 2);
        }
        range.Include(values);
        range.Include(lower ?? []);
        range.Include(upper ?? []);
    }

    internal override void Draw(PlotArea area)
    {
        Paint fill = new(area.Colour) { Opacity = Opacity };
        Paint line = Paint.Line(Ink.Text, 1);
        double foot = Lying ? area.X.Foot : area.Y.Foot;
        for (int i = 0; i < values.Length; i++)
        {
            (double centre, double width) = area.Seat.Slot(categories[i]);
            Point a = At(area, centre - (width * 0.45), values[i]);
            Point b = At(area, centre + (width * 0.45), values[i]);
            Point corner = Lying ? new Point(foot, b.Y) : new Point(b.X, foot);
            if (!double.IsNaN(a.X + a.Y) && area.Cut(a, corner) is Rect bar)
            {
                area.Canvas.Rectangle(bar, fill);
            }
            if (lower is not null || upper is not null)
            {
                Point from = At(area, centre, lower?[i] ?? values[i]);
                area.Interval(from, At(area, centre, upper?[i] ?? values[i]), 3.5, line);
            }
        }
    }

    internal override void WritePlotly(PlotlyTraces plotly, TraceSeat seat) =>
        plotly.Add(
            "bar",
            Name,
            j =>
            {
                double[] places = [.. categories.Select(c => seat.Slot(c).Centre)];
                j.Numbers(Lying ? "y" : "x", places);
                j.Numbers(Lying ? "x" : "y", values);
                j.Text("orientation", Lying ? "h" : "v");
                j.Numbers("width", categories.Select(c => seat.Slot(c).Width * 0.9));
                j.Texts("hovertext", categories.Select(RichText.Html));
                j.Number("opacity", Opacity);
                j.Number("offset", categories.Length > 0 ? -seat.Slot(categories[0]).Width * 0.45 : 0);
                j.Object("marker", m => m.Text("color", seat.Colour.ToString()));
                PlotlyTraces.Intervals(j, Lying ? "error_x" : "error_y", values, lower, upper);
            }
        );

    private Point At(PlotArea area, double category, double value) =>
        Lying ? area.At(value, category) : area.At(category, value);
}
