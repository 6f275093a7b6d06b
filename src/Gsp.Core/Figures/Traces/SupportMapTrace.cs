namespace Gsp.Figures;

/// <summary>Which entries of a true matrix an estimate found: true positives (×), false positives (△) and false negatives (○).</summary>
/// <remarks>
/// An entry counts as present where it is not exactly zero, diagonal included, as P_M and P_FA are defined for learned graphs. Row 0 is at
/// the top.
/// </remarks>
public sealed record SupportMapTrace : Trace
{
    private static readonly (string Name, Marker Marker, Rgb Colour)[] Kinds =
    [
        ("true positive", Marker.Cross, Rgb.Parse("#0072b2")),
        ("false positive", Marker.OpenTriangleUp, Rgb.Parse("#d55e00")),
        ("false negative", Marker.OpenCircle, Rgb.Parse("#4d4d4d")),
    ];

    private readonly int rows;
    private readonly int columns;
    private readonly List<(int Row, int Column)>[] found =
    [
        [],
        [],
        [],
    ];

    /// <summary>A support map.</summary>
    /// <param name="truth">The true matrix, [row, column].</param>
    /// <param name="estimate">The estimate, of the same shape.</param>
    /// <exception cref="ArgumentException">The shapes differ, or a value is missing.</exception>
    public SupportMapTrace(double[,] truth, double[,] estimate)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(estimate);
        (rows, columns) = (truth.GetLength(0), truth.GetLength(1));
        Require.That(rows > 0 && columns > 0, "the matrices hold no entry", nameof(truth));
        Require.SameLength(estimate.GetLength(0), rows, "the estimate's rows");
        Require.SameLength(estimate.GetLength(1), columns, "the estimate's columns");
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < columns; c++)
            {
                Require.That(
                    !double.IsNaN(truth[r, c]) && !double.IsNaN(estimate[r, c]),
                    FormattableString.Invariant($"entry [{r}, {c}] is missing; a support map needs every entry"),
                    nameof(estimate)
                );
                (bool is_, bool said) = (truth[r, c] != 0, estimate[r, c] != 0);
                int kind = is_ ? (said ? 0 : 2) : 1;
                if (is_ || said)
                {
                    found[kind].Add((r, c));
                }
            }
        }
    }

    /// <summary>The number of entries present in both.</summary>
    public int TruePositives => found[0].Count;

    /// <summary>The number of entries present in the estimate only.</summary>
    public int FalsePositives => found[1].Count;

    /// <summary>The number of entries present in the truth only.</summary>
    public int FalseNegatives => found[2].Count;

    internal override PanelWishes Wishes => new(EqualScale: true, ReversedY: true, HideAxes: false);

    internal override bool TakesColour => false;

    internal override void Validate() => ValidateStyle();

    internal override void Extend(TraceSeat seat, DataRange xs, DataRange ys)
    {
        xs.IncludeEdge(-0.5);
        xs.IncludeEdge(columns - 0.5);
        ys.IncludeEdge(-0.5);
        ys.IncludeEdge(rows - 0.5);
    }

    internal override void Draw(PlotArea area)
    {
        double cell = Math.Min(area.Rect.Width / columns, area.Rect.Height / rows);
        double size = Math.Clamp(cell * 0.8, 2, 11);
        for (int kind = 0; kind < Kinds.Length; kind++)
        {
            foreach ((int r, int c) in found[kind])
            {
                Point p = area.At(c, r);
                if (!double.IsNaN(p.X + p.Y) && area.Holds(p))
                {
                    Markers.Draw(area.Canvas, Kinds[kind].Marker, p.X, p.Y, size, Kinds[kind].Colour, Opacity);
                }
            }
        }
    }

    internal override IEnumerable<LegendKey> Keys(TraceSeat seat)
    {
        string prefix = Name.Length > 0 ? Name + ": " : "";
        return Kinds
            .Where((_, i) => found[i].Count > 0)
            .Select(kind => new LegendKey(
                prefix + kind.Name,
                (canvas, box) => Markers.Draw(canvas, kind.Marker, box.CentreX, box.CentreY, 8, kind.Colour)
            ));
    }

    internal override void WritePlotly(PlotlyTraces plotly, TraceSeat seat)
    {
        for (int kind = 0; kind < Kinds.Length; kind++)
        {
            List<(int Row, int Column)> entries = found[kind];
            (string name, Marker marker, Rgb colour) = Kinds[kind];
            if (entries.Count == 0)
            {
                continue;
            }
            plotly.Add(
                "scatter",
                Name.Length > 0 ? $"{Name}: {name}" : name,
                j =>
                {
                    j.Text("mode", "markers");
                    j.Numbers("x", entries.Select(e => (double)e.Column));
                    j.Numbers("y", entries.Select(e => (double)e.Row));
                    j.Number("opacity", Opacity);
                    j.Object(
                        "marker",
                        m =>
                        {
                            m.Text("symbol", Markers.PlotlyName(marker));
                            m.Text("color", colour.ToString());
                            m.Number("size", 7);
                        }
                    );
                }
            );
        }
    }
}
