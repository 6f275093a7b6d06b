namespace Gsp.Figures;

/// <summary>How often values fall into bins.</summary>
/// <remarks>
/// Without a number of bins the width is that of Freedman and Diaconis (Z. Wahrscheinlichkeitstheorie 57, 1981). A value on an inner edge
/// belongs to the bin above it. Missing values do not count.
/// </remarks>
public sealed record HistogramTrace : Trace
{
    private readonly double[] values;
    private readonly double[]? binEdges;

    /// <summary>A histogram.</summary>
    /// <param name="values">The values.</param>
    public HistogramTrace(IReadOnlyList<double> values) => this.values = [.. values];

    /// <summary>The number of bins, equally wide; null chooses it from the data.</summary>
    public int? Bins { get; init; }

    /// <summary>The bins' edges, increasing; null spans the data evenly. Not together with <see cref="Bins"/>.</summary>
    public IReadOnlyList<double>? BinEdges
    {
        get => binEdges;
        init => binEdges = Copy(value);
    }

    /// <summary>Whether heights are densities (total area one) instead of counts.</summary>
    public bool Density { get; init; }

    /// <summary>The bins' edges as drawn.</summary>
    public IReadOnlyList<double> Edges => binEdges ?? HistogramBins.Edges(values, Bins);

    /// <summary>The heights of the bars as drawn: counts or densities.</summary>
    public IReadOnlyList<double> Heights
    {
        get
        {
            double[] edges = [.. Edges];
            int[] counts = HistogramBins.Count(values, edges);
            double total = Math.Max(1, counts.Sum());
            return [.. counts.Select((n, i) => Density ? n / total / (edges[i + 1] - edges[i]) : n)];
        }
    }

    internal override void Validate()
    {
        ValidateStyle();
        Require.InRange(Bins ?? 1, 1, 10000, "", nameof(Bins));
        Require.That(Bins is null || binEdges is null, "give Bins or BinEdges, not both");
        Require.That(binEdges is null || binEdges.Length >= 2, "BinEdges needs at least two edges");
        CellGrid.CheckPositions(binEdges, binEdges?.Length ?? 0, nameof(BinEdges));
    }

    internal override void Extend(TraceSeat seat, DataRange xs, DataRange ys)
    {
        foreach (double edge in Edges)
        {
            xs.Include(edge);
        }
        ys.IncludeEdge(0);
        ys.Include(Heights);
    }

    internal override void Draw(PlotArea area)
    {
        IReadOnlyList<double> edges = Edges;
        IReadOnlyList<double> heights = Heights;
        Paint paint = new(Rgb.Mix(Rgb.White, area.Colour, 0.75), Rgb.White, 0.6) { Opacity = Opacity };
        for (int i = 0; i < heights.Count; i++)
        {
            Point a = area.At(edges[i], heights[i]);
            Point b = new(area.X.Pixel(edges[i + 1]), area.Y.Foot);
            if (heights[i] > 0 && !double.IsNaN(a.X + a.Y + b.X) && area.Cut(a, b) is Rect bar)
            {
                area.Canvas.Rectangle(bar, paint);
            }
        }
    }

    internal override void WritePlotly(PlotlyTraces plotly, TraceSeat seat) =>
        plotly.Add(
            "bar",
            Name,
            j =>
            {
                IReadOnlyList<double> edges = Edges;
                j.Numbers("x", edges.Skip(1).Select((e, i) => (e / 2) + (edges[i] / 2)));
                j.Numbers("y", Heights);
                j.Numbers("width", edges.Skip(1).Select((e, i) => e - edges[i]));
                j.Number("opacity", Opacity);
                j.Object("marker", m => m.Text("color", Rgb.Mix(Rgb.White, seat.Colour, 0.75).ToString()));
            }
        );
}
