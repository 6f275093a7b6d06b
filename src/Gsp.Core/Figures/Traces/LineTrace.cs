namespace Gsp.Figures;

/// <summary>A line through points, with an optional band and markers.</summary>
/// <remarks>Missing values (NaN) and infinities break the line; a point alone between two breaks is drawn as a dot.</remarks>
public sealed record LineTrace : Trace
{
    private readonly double[] x;
    private readonly double[] y;
    private readonly double[]? lower;
    private readonly double[]? upper;

    /// <summary>A line.</summary>
    /// <param name="x">Positions along x.</param>
    /// <param name="y">Positions along y, one for each of <paramref name="x"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public LineTrace(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        (this.x, this.y) = ([.. x], [.. y]);
        SameLength(this.y, this.x.Length, nameof(y));
    }

    /// <summary>A line over the positions 0, 1, 2, ...</summary>
    /// <param name="y">Positions along y.</param>
    public LineTrace(IReadOnlyList<double> y)
        : this([.. Enumerable.Range(0, y.Count).Select(i => (double)i)], y) { }

    /// <summary>Positions along x.</summary>
    public IReadOnlyList<double> X => x;

    /// <summary>Positions along y.</summary>
    public IReadOnlyList<double> Y => y;

    /// <summary>The lower edge of a band, one for each point; null for none. A band has both edges.</summary>
    public IReadOnlyList<double>? Lower
    {
        get => lower;
        init => lower = Copy(value);
    }

    /// <summary>The upper edge of a band, one for each point; null for none.</summary>
    public IReadOnlyList<double>? Upper
    {
        get => upper;
        init => upper = Copy(value);
    }

    /// <summary>The stroke's width in pixels.</summary>
    public double Width { get; init; } = 1.6;

    /// <summary>The stroke pattern; null is solid, or another pattern once the colour cycle is used up.</summary>
    public Dash? Dash { get; init; }

    /// <summary>The shape drawn at each point.</summary>
    public Marker Marker { get; init; }

    /// <summary>The marker's diameter in pixels.</summary>
    public double MarkerSize { get; init; } = 6;

    internal override void Validate()
    {
        ValidateStyle();
        SameLength(lower, x.Length, nameof(Lower));
        SameLength(upper, x.Length, nameof(Upper));
        Require.That(lower is null == (upper is null), "a band needs both Lower and Upper");
        Require.Positive(Width);
        Require.Positive(MarkerSize);
    }

    internal override void Extend(TraceSeat seat, DataRange xs, DataRange ys)
    {
        for (int i = 0; i < x.Length; i++)
        {
            if (double.IsFinite(x[i]))
            {
                xs.Include(x[i]);
                ys.Include(y[i]);
                if (lower is not null)
                {
                    ys.Include(lower[i]);
                    ys.Include(upper![i]);
                }
            }
        }
    }

    internal override void Draw(PlotArea area)
    {
        DrawBand(area);
        Dash dash = Dash ?? area.Seat.Dash;
        Point[] points = [.. x.Zip(y, area.At)];
        Paint paint = Paint.Line(area.Colour, Width, dash) with
        {
            Opacity = Opacity,
            Round = dash == Figures.Dash.Solid,
        };
        foreach (List<Point> piece in Clipping.Polyline(points, area.Rect))
        {
            area.Canvas.Polyline(Thinning.Columns(piece), paint);
        }
        for (int i = 0; i < points.Length; i++)
        {
            bool alone = Marker == Marker.None && IsMissing(points, i - 1) && IsMissing(points, i + 1);
            if ((alone || Marker != Marker.None) && area.Holds(points[i]))
            {
                Marker shape = alone ? Marker.Circle : Marker;
                double size = alone ? Width * 1.5 : MarkerSize;
                Markers.Draw(area.Canvas, shape, points[i].X, points[i].Y, size, area.Colour, Opacity);
            }
        }
    }

    internal override void WritePlotly(PlotlyTraces plotly, TraceSeat seat)
    {
        if (lower is not null)
        {
            Edge(plotly, lower, fill: null);
            Edge(plotly, upper!, fill: PlotlyTraces.Rgba(seat.Colour, 0.18));
        }
        plotly.Add(
            "scatter",
            Name,
            j =>
            {
                j.Text("mode", Marker == Marker.None ? "lines" : "lines+markers");
                j.Numbers("x", x);
                j.Numbers("y", y);
                j.Number("opacity", Opacity);
                PlotlyTraces.Line(j, seat.Colour, Width, Dash ?? seat.Dash);
                if (Marker != Marker.None)
                {
                    j.Object(
                        "marker",
                        m =>
                        {
                            m.Text("symbol", Markers.PlotlyName(Marker));
                            m.Number("size", MarkerSize);
                        }
                    );
                }
            }
        );
    }

    private protected override void DrawKey(SvgCanvas canvas, Rect box, TraceSeat seat)
    {
        if (lower is not null)
        {
            canvas.Rectangle(
                new Rect(box.Left, box.CentreY - 5, box.Width, 10),
                new Paint(seat.Colour) { Opacity = 0.18 }
            );
        }
        Paint paint = Paint.Line(seat.Colour, Width, Dash ?? seat.Dash) with { Opacity = Opacity };
        canvas.Line(box.Left, box.CentreY, box.Right, box.CentreY, paint);
        Markers.Draw(canvas, Marker, box.CentreX, box.CentreY, MarkerSize, seat.Colour, Opacity);
    }

    private void Edge(PlotlyTraces plotly, double[] edge, string? fill) =>
        plotly.Add(
            "scatter",
            "",
            j =>
            {
                j.Text("mode", "lines");
                j.Numbers("x", x);
                j.Numbers("y", edge);
                j.Text("hoverinfo", "skip");
                j.Object("line", l => l.Number("width", 0));
                if (fill is not null)
                {
                    j.Text("fill", "tonexty");
                    j.Text("fillcolor", fill);
                }
            }
        );

    // A band is one polygon for each stretch without missing values: forth along the upper edge, back along the lower one.
    private void DrawBand(PlotArea area)
    {
        if (lower is null)
        {
            return;
        }
        List<Point> over = [];
        List<Point> under = [];
        for (int i = 0; i <= x.Length; i++)
        {
            Point up = i < x.Length ? area.At(x[i], upper![i]) : new Point(double.NaN, 0);
            Point down = i < x.Length ? area.At(x[i], lower[i]) : new Point(double.NaN, 0);
            if (!double.IsNaN(up.X + up.Y + down.Y))
            {
                over.Add(up);
                under.Add(down);
                continue;
            }
            under = Thinning.Columns(under);
            under.Reverse();
            List<Point> shape = Clipping.Polygon([.. Thinning.Columns(over), .. under], area.Rect);
            area.Canvas.Polygon(shape, new Paint(area.Colour) { Opacity = 0.18 });
            (over, under) = ([], []);
        }
    }

    private static bool IsMissing(Point[] points, int index) =>
        index < 0 || index >= points.Length || double.IsNaN(points[index].X + points[index].Y);
}
