namespace Gsp.Figures;

/// <summary>Which single values a box plot shows.</summary>
public enum BoxPoints
{
    /// <summary>Only those beyond the whiskers.</summary>
    Outliers,

    /// <summary>Every value, spread sideways so that they part.</summary>
    All,

    /// <summary>None.</summary>
    None,
}

/// <summary>Box plots, one a category: median, quartiles, whiskers and single values.</summary>
/// <remarks>
/// Quartiles interpolate linearly between order statistics (type 7 of Hyndman and Fan, The American Statistician 50, 1996); whiskers end at
/// the last values within 1.5 interquartile ranges of the box (Tukey, 1977). Missing values are left out; a category without values has no
/// box. Several box traces in one panel stand side by side at each category.
/// </remarks>
public sealed record BoxTrace : Trace
{
    private readonly string[] categories;
    private readonly double[][] samples;

    /// <summary>Box plots.</summary>
    /// <param name="categories">The categories' names.</param>
    /// <param name="samples">One sample a category.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a category is named twice.</exception>
    public BoxTrace(IReadOnlyList<string> categories, IReadOnlyList<IReadOnlyList<double>> samples)
    {
        this.categories = [.. categories];
        this.samples = [.. samples.Select(s => s.ToArray())];
        CategoryNames.Check(this.categories, this.samples.Length, nameof(samples));
    }

    /// <summary>Which single values are shown.</summary>
    public BoxPoints Points { get; init; }

    internal override bool StandsInGroups => true;

    internal override IReadOnlyList<string> XCategories => categories;

    internal override void Validate() => ValidateStyle();

    internal override void Extend(TraceSeat seat, DataRange xs, DataRange ys) => ys.Include(samples.SelectMany(s => s));

    internal override void Draw(PlotArea area)
    {
        for (int i = 0; i < categories.Length; i++)
        {
            // On a logarithmic axis values without a place there do not count.
            double[] sample = [.. samples[i].Where(v => !double.IsNaN(area.Y.Range.Forward(v)))];
            if (Quartiles.Of(sample) is Quartiles box)
            {
                (double centre, double width) = area.Seat.Slot(categories[i]);
                DrawBox(area, box, centre, width * 0.8);
                DrawPoints(
                    area,
                    Points == BoxPoints.All ? sample
                        : Points == BoxPoints.None ? []
                        : box.Outliers,
                    centre,
                    width
                );
            }
        }
    }

    internal override void WritePlotly(PlotlyTraces plotly, TraceSeat seat)
    {
        (double, double) slot = categories.Length > 0 ? seat.Slot(categories[0]) : (0, 0.8);
        plotly.Add(
            "box",
            Name,
            j =>
            {
                j.Numbers("x", samples.SelectMany((s, i) => s.Select(_ => seat.Slot(categories[i]).Centre)));
                j.Numbers("y", samples.SelectMany(s => s));
                j.Number("width", slot.Item2 * 0.8);
                j.Text("quartilemethod", "linear");
                j.Number("opacity", Opacity);
                if (Points == BoxPoints.None)
                {
                    j.Flag("boxpoints", false);
                }
                else
                {
                    j.Text("boxpoints", Points == BoxPoints.All ? "all" : "outliers");
                }
                j.Text("fillcolor", PlotlyTraces.Rgba(seat.Colour, 0.3));
                PlotlyTraces.Line(j, seat.Colour, 1.2, Dash.Solid);
            }
        );
    }

    private void DrawBox(PlotArea area, Quartiles box, double centre, double width)
    {
        Paint line = Paint.Line(area.Colour, 1.2) with { Opacity = Opacity };
        Point low = area.At(centre, box.Low);
        Point high = area.At(centre, box.High);
        double cap = Math.Abs(area.X.Pixel(centre + (width / 4)) - area.X.Pixel(centre));
        area.Interval(low, area.At(centre, box.WhiskerLow), cap, line);
        area.Interval(high, area.At(centre, box.WhiskerHigh), cap, line);
        (double left, double right) = (centre - (width / 2), centre + (width / 2));
        if (area.Cut(area.At(left, box.Low), area.At(right, box.High)) is Rect body)
        {
            area.Canvas.Rectangle(
                body,
                new Paint(Rgb.Mix(Rgb.White, area.Colour, 0.3), area.Colour, 1.2) { Opacity = Opacity }
            );
        }
        area.Line(area.At(left, box.Median), area.At(right, box.Median), line with { StrokeWidth = 2.2 });
    }

    private void DrawPoints(PlotArea area, IReadOnlyList<double> values, double centre, double width)
    {
        for (int i = 0; i < values.Count; i++)
        {
            // The golden ratio's multiples spread evenly without any randomness.
            double turn = (i + 1) * 0.618033988749895;
            double aside = Points == BoxPoints.All ? (turn - Math.Floor(turn) - 0.5) * width * 0.5 : 0;
            Point p = area.At(centre + aside, values[i]);
            if (area.Holds(p))
            {
                Markers.Draw(area.Canvas, Marker.OpenCircle, p.X, p.Y, 4, area.Colour, Opacity);
            }
        }
    }
}
