namespace Gsp.Figures;

/// <summary>A grey image as background for other traces; pixel (row, column) is centred at y = row, x = column, row 0 at the top.</summary>
/// <remarks>Missing pixels (NaN) are white. Written as an embedded PNG.</remarks>
public sealed record ImageTrace : Trace
{
    private readonly CellGrid grid;

    /// <summary>A grey image.</summary>
    /// <param name="pixels">Brightness, [row, column].</param>
    /// <exception cref="ArgumentException">No pixel at all.</exception>
    public ImageTrace(double[,] pixels) => grid = new CellGrid(pixels, nameof(pixels));

    /// <summary>The number of rows.</summary>
    public int RowCount => grid.Rows;

    /// <summary>The number of columns.</summary>
    public int ColumnCount => grid.Columns;

    /// <summary>The brightness drawn black; null takes the smallest.</summary>
    public double? Black { get; init; }

    /// <summary>The brightness drawn white; null takes the largest.</summary>
    public double? White { get; init; }

    internal override PanelWishes Wishes => new(EqualScale: true, ReversedY: true, HideAxes: false);

    internal override string NeedsLinearAxes => "an image";

    internal override bool TakesColour => false;

    private ResolvedColours Resolved =>
        new ColourScale
        {
            Map = ColourMap.Greys,
            Minimum = Black,
            Maximum = White,
        }.Resolve(grid.Values) with
        {
            MissingColour = Rgb.White,
        };

    internal override void Validate()
    {
        ValidateStyle();
        new ColourScale { Minimum = Black, Maximum = White }.Validate();
    }

    internal override void Extend(TraceSeat seat, DataRange xs, DataRange ys)
    {
        xs.IncludeEdge(-0.5);
        xs.IncludeEdge(grid.Columns - 0.5);
        ys.IncludeEdge(-0.5);
        ys.IncludeEdge(grid.Rows - 0.5);
    }

    internal override void Draw(PlotArea area) => grid.DrawImage(area, Resolved.At, Opacity);

    internal override void WritePlotly(PlotlyTraces plotly, TraceSeat seat) =>
        plotly.Add(
            "heatmap",
            "",
            j =>
            {
                j.Table("z", grid.Rows, grid.Columns, (r, c) => grid[r, c]);
                j.Number("opacity", Opacity);
                plotly.Colours(j, Resolved with { ShowBar = false });
            }
        );
}
