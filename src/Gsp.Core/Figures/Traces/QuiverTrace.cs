namespace Gsp.Figures;

/// <summary>Arrows at points: a vector field.</summary>
/// <remarks>
/// Arrow lengths are proportional to the vectors. Vectors are in data directions: on a panel whose y axis grows downwards an arrow with
/// positive v points down. Points or vectors with a missing value are left out.
/// </remarks>
public sealed record QuiverTrace : Trace
{
    private readonly double[] x;
    private readonly double[] y;
    private readonly double[] u;
    private readonly double[] v;

    /// <summary>A vector field.</summary>
    /// <param name="x">Where the arrows start, along x.</param>
    /// <param name="y">Where the arrows start, along y.</param>
    /// <param name="u">The vectors' x parts.</param>
    /// <param name="v">The vectors' y parts.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public QuiverTrace(
        IReadOnlyList<double> x,
        IReadOnlyList<double> y,
        IReadOnlyList<double> u,
        IReadOnlyList<double> v
    )
    {
        (this.x, this.y, this.u, this.v) = ([.. x], [.. y], [.. u], [.. v]);
        SameLength(this.y, this.x.Length, nameof(y));
        SameLength(this.u, this.x.Length, nameof(u));
        SameLength(this.v, this.x.Length, nameof(v));
    }

    /// <summary>The number of arrows given.</summary>
    public int Count => x.Length;

    /// <summary>Length of the drawn arrow in data units for a vector of length one; null makes the longest arrow as long as the typical distance of two points.</summary>
    public double? Scale { get; init; }

    /// <summary>The stroke's width in pixels.</summary>
    public double Width { get; init; } = 1.2;

    /// <summary>How the vectors' lengths become colours; null draws all in one colour.</summary>
    public ColourScale? Colours { get; init; }

    internal override bool TakesColour => Colours is null;

    internal override IEnumerable<ResolvedColours> ColourBars => Resolved is ResolvedColours colours ? [colours] : [];

    private ResolvedColours? Resolved => Colours?.Resolve(Enumerable.Range(0, x.Length).Select(Length));

    internal override void Validate()
    {
        ValidateStyle();
        Colours?.Validate();
        Require.Positive(Width);
        Require.Positive(Scale ?? 1, "", nameof(Scale));
    }

    internal override void Extend(TraceSeat seat, DataRange xs, DataRange ys)
    {
        double scale = Factor();
        for (int i = 0; i < x.Length; i++)
        {
            if (IsWhole(i))
            {
                xs.Include(x[i]);
                xs.Include(x[i] + (scale * u[i]));
                ys.Include(y[i]);
                ys.Include(y[i] + (scale * v[i]));
            }
        }
    }

    internal override void Draw(PlotArea area)
    {
        double scale = Factor();
        ResolvedColours? colours = Resolved;
        for (int i = 0; i < x.Length; i++)
        {
            if (!IsWhole(i))
            {
                continue;
            }
            Point from = area.At(x[i], y[i]);
            Point to = area.At(x[i] + (scale * u[i]), y[i] + (scale * v[i]));
            bool drawn = !double.IsNaN(from.X + from.Y + to.X + to.Y) && area.Holds(from) && area.Holds(to);
            if (drawn)
            {
                double length = Math.Sqrt(((to.X - from.X) * (to.X - from.X)) + ((to.Y - from.Y) * (to.Y - from.Y)));
                double head = Math.Clamp(length * 0.45, 2.5, 3 + (3 * Width));
                Arrow.Draw(area.Canvas, from, to, colours?.At(Length(i)) ?? area.Colour, Width, head, Opacity);
            }
        }
    }

    internal override void WritePlotly(PlotlyTraces plotly, TraceSeat seat)
    {
        double scale = Factor();
        int[] whole = [.. Enumerable.Range(0, x.Length).Where(IsWhole)];
        ResolvedColours? colours = Resolved;
        // One trace a colour class: Plotly strokes a trace in one colour.
        foreach (IGrouping<Rgb, int> group in whole.GroupBy(i => ClassColour(colours, seat.Colour, Length(i))))
        {
            plotly.Add(
                "scatter",
                Name,
                j =>
                {
                    j.Text("mode", "lines+markers");
                    j.Numbers("x", group.SelectMany(i => (double[])[x[i], x[i] + (scale * u[i]), double.NaN]));
                    j.Numbers("y", group.SelectMany(i => (double[])[y[i], y[i] + (scale * v[i]), double.NaN]));
                    j.Number("opacity", Opacity);
                    PlotlyTraces.Line(j, group.Key, Width, Dash.Solid);
                    j.Object(
                        "marker",
                        m =>
                        {
                            m.Text("symbol", "arrow");
                            m.Text("angleref", "previous");
                            m.Text("color", group.Key.ToString());
                            m.Numbers("size", group.SelectMany(_ => (double[])[0, 7, 0]));
                        }
                    );
                }
            );
        }
    }

    private protected override void DrawKey(SvgCanvas canvas, Rect box, TraceSeat seat) =>
        Arrow.Draw(
            canvas,
            new(box.Left + 2, box.CentreY),
            new(box.Right - 2, box.CentreY),
            seat.Colour,
            Width,
            6,
            Opacity
        );

    private static Rgb ClassColour(ResolvedColours? colours, Rgb plain, double length)
    {
        if (colours is null)
        {
            return plain;
        }
        double share = Math.Clamp((length - colours.Low) / (colours.High - colours.Low), 0, 1);
        return colours.Map.At(Math.Min(Math.Floor(share * 5), 4) / 4);
    }

    private bool IsWhole(int i) =>
        double.IsFinite(x[i]) && double.IsFinite(y[i]) && double.IsFinite(u[i]) && double.IsFinite(v[i]);

    // The larger part is taken out, so that squares neither overflow nor vanish.
    private double Length(int i)
    {
        double large = Math.Max(Math.Abs(u[i]), Math.Abs(v[i]));
        (double a, double b) = (u[i] / large, v[i] / large);
        return large > 0 && double.IsFinite(large) ? large * Math.Sqrt((a * a) + (b * b)) : large;
    }

    private double Factor()
    {
        if (Scale is double own)
        {
            return own;
        }
        int[] whole = [.. Enumerable.Range(0, x.Length).Where(IsWhole)];
        double longest = whole.Select(Length).DefaultIfEmpty(0).Max();
        if (whole.Length == 0 || longest == 0)
        {
            return 1;
        }
        double across = (whole.Max(i => x[i]) / 2) - (whole.Min(i => x[i]) / 2);
        double up = (whole.Max(i => y[i]) / 2) - (whole.Min(i => y[i]) / 2);
        // The area of a point's own cell; points on a line share its length instead.
        double spacing =
            across > 0 && up > 0 ? 2 * Math.Sqrt(across) * Math.Sqrt(up) / Math.Sqrt(whole.Length)
            : across + up > 0 ? 2 * (across + up) / whole.Length
            : 1;
        double factor = spacing / longest;
        return double.IsFinite(factor) ? factor : 1;
    }
}
