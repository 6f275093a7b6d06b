namespace Gsp.Figures;

/// <summary>Points, with optional intervals and colours by value.</summary>
/// <remarks>Points with a missing coordinate are left out.</remarks>
public sealed record ScatterTrace : Trace
{
    private readonly double[] x;
    private readonly double[] y;
    private readonly double[]? lower;
    private readonly double[]? upper;
    private readonly double[]? left;
    private readonly double[]? right;
    private readonly double[]? values;

    /// <summary>Points.</summary>
    /// <param name="x">Positions along x.</param>
    /// <param name="y">Positions along y, one for each of <paramref name="x"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public ScatterTrace(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        (this.x, this.y) = ([.. x], [.. y]);
        SameLength(this.y, this.x.Length, nameof(y));
    }

    /// <summary>Positions along x.</summary>
    public IReadOnlyList<double> X => x;

    /// <summary>Positions along y.</summary>
    public IReadOnlyList<double> Y => y;

    /// <summary>Lower ends of vertical intervals, one for each point; null for none.</summary>
    public IReadOnlyList<double>? Lower
    {
        get => lower;
        init => lower = Copy(value);
    }

    /// <summary>Upper ends of vertical intervals, one for each point; null for none.</summary>
    public IReadOnlyList<double>? Upper
    {
        get => upper;
        init => upper = Copy(value);
    }

    /// <summary>Left ends of horizontal intervals, one for each point; null for none.</summary>
    public IReadOnlyList<double>? Left
    {
        get => left;
        init => left = Copy(value);
    }

    /// <summary>Right ends of horizontal intervals, one for each point; null for none.</summary>
    public IReadOnlyList<double>? Right
    {
        get => right;
        init => right = Copy(value);
    }

    /// <summary>Numbers that become the points' colours, one for each point; null draws all in one colour.</summary>
    public IReadOnlyList<double>? Values
    {
        get => values;
        init => values = Copy(value);
    }

    /// <summary>How <see cref="Values"/> become colours; null for the defaults.</summary>
    public ColourScale? Colours { get; init; }

    /// <summary>The shape.</summary>
    public Marker Marker { get; init; } = Marker.Circle;

    /// <summary>The shape's diameter in pixels.</summary>
    public double MarkerSize { get; init; } = 6;

    internal override bool TakesColour => values is null;

    internal override IEnumerable<ResolvedColours> ColourBars => Resolved is ResolvedColours colours ? [colours] : [];

    private ResolvedColours? Resolved => values is null ? null : (Colours ?? new ColourScale()).Resolve(values);

    internal override void Validate()
    {
        ValidateStyle();
        Colours?.Validate();
        Require.Positive(MarkerSize);
        Require.That(Marker != Marker.None, "a scatter needs a marker to be seen", nameof(Marker));
        Require.That(Colours is null || values is not null, "Colours needs Values: one number for each point");
        SameLength(lower, x.Length, nameof(Lower));
        SameLength(upper, x.Length, nameof(Upper));
        SameLength(left, x.Length, nameof(Left));
        SameLength(right, x.Length, nameof(Right));
        SameLength(values, x.Length, nameof(Values));
    }

    internal override void Extend(TraceSeat seat, DataRange xs, DataRange ys)
    {
        for (int i = 0; i < x.Length; i++)
        {
            if (double.IsFinite(x[i]) && double.IsFinite(y[i]))
            {
                xs.Include([x[i], left?[i] ?? x[i], right?[i] ?? x[i]]);
                ys.Include([y[i], lower?[i] ?? y[i], upper?[i] ?? y[i]]);
            }
        }
    }

    internal override void Draw(PlotArea area)
    {
        ResolvedColours? colours = Resolved;
        for (int i = 0; i < x.Length; i++)
        {
            Point p = area.At(x[i], y[i]);
            if (double.IsNaN(p.X + p.Y) || !area.Holds(p))
            {
                continue;
            }
            Rgb colour = colours?.At(values![i]) ?? area.Colour;
            Paint line = Paint.Line(colours is null ? colour : Ink.Pale, 1) with { Opacity = Opacity };
            if (lower is not null || upper is not null)
            {
                area.Interval(area.At(x[i], lower?[i] ?? y[i]), area.At(x[i], upper?[i] ?? y[i]), 3, line);
            }
            if (left is not null || right is not null)
            {
                area.Interval(area.At(left?[i] ?? x[i], y[i]), area.At(right?[i] ?? x[i], y[i]), 3, line);
            }
            Markers.Draw(area.Canvas, Marker, p.X, p.Y, MarkerSize, colour, Opacity, colours is not null);
        }
    }

    internal override void WritePlotly(PlotlyTraces plotly, TraceSeat seat) =>
        plotly.Add(
            "scatter",
            Name,
            j =>
            {
                j.Text("mode", "markers");
                j.Numbers("x", x);
                j.Numbers("y", y);
                j.Number("opacity", Opacity);
                PlotlyTraces.Intervals(j, "error_x", x, left, right);
                PlotlyTraces.Intervals(j, "error_y", y, lower, upper);
                j.Object(
                    "marker",
                    m =>
                    {
                        m.Text("symbol", Markers.PlotlyName(Marker));
                        m.Number("size", MarkerSize);
                        if (Resolved is ResolvedColours colours)
                        {
                            m.Numbers("color", values!);
                            plotly.Colours(m, colours, "cmin", "cmax");
                        }
                        else
                        {
                            m.Text("color", seat.Colour.ToString());
                        }
                    }
                );
            }
        );

    private protected override void DrawKey(SvgCanvas canvas, Rect box, TraceSeat seat) =>
        Markers.Draw(canvas, Marker, box.CentreX, box.CentreY, Math.Min(MarkerSize, 10), seat.Colour, Opacity);
}
