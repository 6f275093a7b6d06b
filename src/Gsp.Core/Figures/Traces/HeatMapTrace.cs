namespace Gsp.Figures;

/// <summary>A matrix as coloured cells.</summary>
/// <remarks>
/// Row 0 is drawn at the top, as matrices are written, unless the rows have positions of their own or the axis says otherwise. Missing values
/// (NaN) are grey and named beside the colour bar. Maps of more than 2,500 evenly spaced cells are written as an embedded image, smaller
/// ones as vector cells.
/// </remarks>
public sealed record HeatMapTrace : Trace
{
    private const int MostCells = 2500;

    private readonly CellGrid grid;
    private readonly double[]? columns;
    private readonly double[]? rows;

    /// <summary>A heat map.</summary>
    /// <param name="values">The cells, [row, column]; NaN for missing.</param>
    /// <exception cref="ArgumentException">No cell at all.</exception>
    public HeatMapTrace(double[,] values) => grid = new CellGrid(values, nameof(values));

    /// <summary>The number of rows.</summary>
    public int RowCount => grid.Rows;

    /// <summary>The number of columns.</summary>
    public int ColumnCount => grid.Columns;

    /// <summary>The x of each column's centre, increasing; null for 0, 1, 2, ...</summary>
    public IReadOnlyList<double>? ColumnPositions
    {
        get => columns;
        init => columns = Copy(value);
    }

    /// <summary>The y of each row's centre, increasing; null for 0, 1, 2, ... downwards.</summary>
    public IReadOnlyList<double>? RowPositions
    {
        get => rows;
        init => rows = Copy(value);
    }

    /// <summary>How numbers become colours; null for the defaults.</summary>
    public ColourScale? Colours { get; init; }

    /// <summary>The colour of missing values.</summary>
    public Rgb MissingColour { get; init; } = Rgb.Parse("#d0d0d0");

    /// <summary>Whether each cell's number is written into it.</summary>
    public bool ShowValues { get; init; }

    internal override PanelWishes Wishes =>
        new(EqualScale: columns is null && rows is null && IsNearlySquare, ReversedY: rows is null, HideAxes: false);

    internal override bool TakesColour => false;

    internal override IEnumerable<ResolvedColours> ColourBars => [Resolved];

    private bool IsNearlySquare => grid.Rows <= 3 * grid.Columns && grid.Columns <= 3 * grid.Rows;

    private ResolvedColours Resolved =>
        (Colours ?? new ColourScale()).Resolve(grid.Values) with
        {
            HasMissing = grid.HasMissing,
            MissingColour = MissingColour,
        };

    internal override void Validate()
    {
        ValidateStyle();
        Colours?.Validate();
        CellGrid.CheckPositions(columns, grid.Columns, nameof(ColumnPositions));
        CellGrid.CheckPositions(rows, grid.Rows, nameof(RowPositions));
    }

    internal override void Extend(TraceSeat seat, DataRange xs, DataRange ys)
    {
        foreach (double edge in CellGrid.Edges(columns, grid.Columns))
        {
            xs.IncludeEdge(edge);
        }
        foreach (double edge in CellGrid.Edges(rows, grid.Rows))
        {
            ys.IncludeEdge(edge);
        }
    }

    internal override void Draw(PlotArea area)
    {
        double[] across = CellGrid.Edges(columns, grid.Columns);
        double[] down = CellGrid.Edges(rows, grid.Rows);
        bool even = columns is null && rows is null && grid.Rows * grid.Columns > MostCells;
        bool linear = area.X.Range.Scale == AxisScale.Linear && area.Y.Range.Scale == AxisScale.Linear;
        ResolvedColours colours = Resolved;
        if (even && linear)
        {
            grid.DrawImage(area, colours.At, Opacity);
        }
        else
        {
            grid.DrawCells(area, across, down, colours.At, Opacity);
        }
        if (ShowValues)
        {
            DrawNumbers(area, across, down, colours);
        }
    }

    internal override void WritePlotly(PlotlyTraces plotly, TraceSeat seat) =>
        plotly.Add(
            "heatmap",
            "",
            j =>
            {
                j.Table("z", grid.Rows, grid.Columns, (r, c) => grid[r, c]);
                if (columns is not null)
                {
                    j.Numbers("x", columns);
                }
                if (rows is not null)
                {
                    j.Numbers("y", rows);
                }
                j.Number("opacity", Opacity);
                j.Flag("hoverongaps", false);
                if (ShowValues)
                {
                    j.Text("texttemplate", "%{z:.3g}");
                }
                plotly.Colours(j, Resolved);
            }
        );

    private void DrawNumbers(PlotArea area, double[] across, double[] down, ResolvedColours colours)
    {
        for (int r = 0; r < grid.Rows; r++)
        {
            for (int c = 0; c < grid.Columns; c++)
            {
                double value = grid[r, c];
                Point a = area.At(across[c], down[r]);
                Point b = area.At(across[c + 1], down[r + 1]);
                if (double.IsNaN(value) || double.IsNaN(a.X + a.Y + b.X + b.Y) || area.Cut(a, b) is not Rect cell)
                {
                    continue;
                }
                string text = NumberText.Short(value);
                double size = Math.Min(area.FontSize, cell.Height * 0.7);
                double width = TextMetrics.Width(text, size);
                size = width > cell.Width * 0.92 ? size * cell.Width * 0.92 / width : size;
                if (size >= 4)
                {
                    Rgb ink = colours.At(value).Brightness > 0.6 ? Ink.Text : Rgb.White;
                    area.Canvas.Text(cell.CentreX, cell.CentreY + (size * 0.36), text, size, ink, Anchor.Middle);
                }
            }
        }
    }
}
