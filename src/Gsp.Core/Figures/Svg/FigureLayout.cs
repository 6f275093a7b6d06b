namespace Gsp.Figures;

/// <summary>Places the header, legend and panels of a figure on its canvas.</summary>
internal sealed class FigureLayout
{
    private const double Edge = 12;
    private const double SmallestPlot = 16;
    private const double GoodPlot = 60;

    private double smallestPlot;

    private FigureLayout(FigureModel model, double width, double height)
    {
        Model = model;
        Figure figure = model.Figure;
        Fonts = new FontSizes(figure.FontSize);
        (Width, Height) = (width, height);
        Panels =
        [
            .. model.Panels.Select(
                (p, i) => new PanelLayout(p, Fonts, model.LabelsX(i), model.LabelsY(i), Letter(figure, i))
            ),
        ];
        TitleLines = TextMetrics.Wrap(figure.Title, Fonts.Title, Width - (2 * Edge), bold: true);
        SubtitleLines = TextMetrics.Wrap(figure.Subtitle, Fonts.Subtitle, Width - (2 * Edge));
        double top = Edge + HeaderHeight;
        LegendRows = LegendLayout.Arrange(model.Keys, Fonts.Legend, Width - (2 * Edge), model.Legend);
        double legendHeight = LegendRows.Count * LegendLayout.RowHeight(Fonts.Legend);
        double right = Width - Edge;
        double bottom = Height - Edge;
        LegendTop = top;
        if (model.Legend == LegendPlacement.Top)
        {
            top += legendHeight + 6;
        }
        else if (model.Legend == LegendPlacement.Bottom)
        {
            bottom -= legendHeight + 6;
            LegendTop = bottom + 6;
        }
        else if (model.Legend == LegendPlacement.Right)
        {
            right -= LegendLayout.ColumnWidth(model.Keys, Fonts.Legend) + 10;
        }
        LegendLeft = right + 10;
        Arrange(new Rect(Edge, top, right - Edge, bottom - top));
    }

    /// <summary>Lays a figure out; a size left open grows until its plots have room.</summary>
    /// <exception cref="ArgumentException">A size given leaves no room.</exception>
    public static FigureLayout Create(FigureModel model)
    {
        Figure figure = model.Figure;
        (double width, double height) = DefaultSize(model);
        (width, height) = (figure.Width ?? width, figure.Height ?? height);
        FigureLayout layout = new(model, width, height);
        for (int round = 0; round < 4 && (layout.MissingWidth > 0 || layout.MissingHeight > 0); round++)
        {
            width += figure.Width is null ? layout.MissingWidth : 0;
            height += figure.Height is null ? layout.MissingHeight : 0;
            layout = new FigureLayout(model, width, height);
        }
        Require.That(
            layout.smallestPlot >= SmallestPlot,
            FormattableString.Invariant(
                $"a figure of {width} x {height} pixels leaves no room for its {model.Panels.Count} panel(s): leave the size open, or shorten titles and labels"
            ),
            "size"
        );
        return layout;
    }

    public FigureModel Model { get; }

    public FontSizes Fonts { get; }

    public double Width { get; }

    public double Height { get; }

    public IReadOnlyList<PanelLayout> Panels { get; }

    public IReadOnlyList<string> TitleLines { get; }

    public IReadOnlyList<string> SubtitleLines { get; }

    public IReadOnlyList<IReadOnlyList<LegendKey>> LegendRows { get; }

    public double LegendTop { get; }

    public double LegendLeft { get; }

    public static double EdgeWidth => Edge;

    private double MissingWidth { get; set; }

    private double MissingHeight { get; set; }

    private double HeaderHeight
    {
        get
        {
            double height = (TitleLines.Count * Fonts.Title * 1.25) + (SubtitleLines.Count * Fonts.Subtitle * 1.3);
            return height > 0 ? height + 6 : 0;
        }
    }

    private static string Letter(Figure figure, int index) =>
        !figure.LetterPanels ? ""
        : index < 26 ? ((char)('a' + index)).ToString()
        : NumberText.Integer(index + 1);

    private static (double Width, double Height) DefaultSize(FigureModel model)
    {
        (int columns, int rows) = (Math.Min(model.Figure.Columns, model.Panels.Count), model.Figure.Rows);
        bool square = model.Panels.All(p => p.EqualScale);
        double scale = model.Figure.FontSize / 11;
        double width = columns switch
        {
            1 => square ? 460 : 620,
            2 => square ? 660 : 760,
            3 => 920,
            _ => 250 * columns,
        };
        if (square && columns == 1 && rows == 1)
        {
            // The height follows the shape of what is drawn.
            return (width * scale, Math.Clamp((340 * model.Panels[0].Tallness) + 70, 150, 560) * scale);
        }
        double row =
            rows == 1
                ? (
                    columns == 1 ? (square ? 430 : 380)
                    : square ? 330
                    : 310
                )
                : (square ? 290 : 240);
        return (width * scale, ((row * rows) + (columns > 1 || rows > 1 ? 40 : 0)) * scale);
    }

    // Plots of one column have one width and edge, plots of one row one height; margins depend on tick labels, which depend on the size of
    // the plots: three rounds settle it, and taking the largest margins seen keeps every label inside.
    private void Arrange(Rect area)
    {
        (int columns, int rows) = (Math.Min(Model.Figure.Columns, Panels.Count), Model.Figure.Rows);
        double gapX = columns > 1 ? 16 : 0;
        double gapY = rows > 1 ? 12 : 0;
        Margins[] ofColumn = new Margins[columns];
        Margins[] ofRow = new Margins[rows];
        for (int round = 0; round < 3; round++)
        {
            for (int i = 0; i < Panels.Count; i++)
            {
                Margins needed = Panels[i].Needed();
                ofColumn[i % columns] = Margins.Max(ofColumn[i % columns], needed);
                ofRow[i / columns] = Margins.Max(ofRow[i / columns], needed);
            }
            double width = (area.Width - ofColumn.Sum(m => m.Left + m.Right) - (gapX * (columns - 1))) / columns;
            double height = (area.Height - ofRow.Sum(m => m.Top + m.Bottom) - (gapY * (rows - 1))) / rows;
            MissingWidth = Math.Max(0, GoodPlot - width) * columns;
            MissingHeight = Math.Max(0, GoodPlot - height) * rows;
            smallestPlot = Math.Min(width, height);
            (width, height) = (Math.Max(width, SmallestPlot), Math.Max(height, SmallestPlot));
            double y = area.Top;
            for (int r = 0; r < rows; r++)
            {
                double x = area.Left;
                y += ofRow[r].Top;
                for (int c = 0; c < columns; c++)
                {
                    x += ofColumn[c].Left;
                    int index = (r * columns) + c;
                    if (index < Panels.Count)
                    {
                        Panels[index].Place(new Rect(x, y, width, height));
                    }
                    x += width + ofColumn[c].Right + gapX;
                }
                y += height + ofRow[r].Bottom + gapY;
            }
        }
    }
}
