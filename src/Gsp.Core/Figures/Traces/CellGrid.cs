namespace Gsp.Figures;

/// <summary>A copied matrix and how its cells are drawn; shared by heat maps and images.</summary>
internal sealed class CellGrid
{
    private const int SmallestImage = 600;
    private readonly double[] values;

    public CellGrid(double[,] values, string name)
    {
        ArgumentNullException.ThrowIfNull(values);
        (Rows, Columns) = (values.GetLength(0), values.GetLength(1));
        Require.That(Rows > 0 && Columns > 0, $"{name} is {Rows} x {Columns}; at least one cell is needed", name);
        this.values = new double[Rows * Columns];
        for (int r = 0; r < Rows; r++)
        {
            for (int c = 0; c < Columns; c++)
            {
                // An infinite value has no colour: it counts as missing.
                double value = values[r, c];
                this.values[(r * Columns) + c] = double.IsFinite(value) ? value : double.NaN;
            }
        }
        HasMissing = this.values.Any(double.IsNaN);
    }

    public int Rows { get; }

    public int Columns { get; }

    public bool HasMissing { get; }

    public IReadOnlyList<double> Values => values;

    public double this[int row, int column] => values[(row * Columns) + column];

    /// <summary>Centres must be finite and increasing.</summary>
    public static void CheckPositions(double[]? positions, int count, string name)
    {
        if (positions is null)
        {
            return;
        }
        Require.SameLength(positions.Length, count, name, "one position for each row or column is expected");
        Require.Finite(positions, name);
        for (int i = 1; i < positions.Length; i++)
        {
            Require.That(positions[i] > positions[i - 1], $"{name} must increase; it does not at index {i}", name);
        }
    }

    /// <summary>The borders between cells: half way between centres, and as far outside the first and last as inside.</summary>
    public static double[] Edges(double[]? centres, int count)
    {
        double[] edges = new double[count + 1];
        for (int i = 0; i <= count; i++)
        {
            edges[i] =
                centres is null ? i - 0.5
                : count == 1 ? centres[0] + i - 0.5
                : i == 0 ? centres[0] + (centres[0] / 2) - (centres[1] / 2)
                : i == count ? centres[^1] + (centres[^1] / 2) - (centres[^2] / 2)
                : (centres[i - 1] / 2) + (centres[i] / 2);
        }
        return edges;
    }

    /// <summary>One rectangle a cell.</summary>
    public void DrawCells(PlotArea area, double[] across, double[] down, Func<double, Rgb> colour, double opacity)
    {
        for (int r = 0; r < Rows; r++)
        {
            for (int c = 0; c < Columns; c++)
            {
                Point a = area.At(across[c], down[r]);
                Point b = area.At(across[c + 1], down[r + 1]);
                if (!double.IsNaN(a.X + a.Y + b.X + b.Y) && area.Cut(a, b) is Rect cell)
                {
                    // Each cell reaches a hair under its right and lower neighbour, so that no seam of paper shows.
                    double right = Math.Min(area.Rect.Right, cell.Right + 0.4);
                    double bottom = Math.Min(area.Rect.Bottom, cell.Bottom + 0.4);
                    Rect covered = new(cell.Left, cell.Top, right - cell.Left, bottom - cell.Top);
                    area.Canvas.Rectangle(
                        opacity < 1 ? cell : covered,
                        new Paint(colour(this[r, c])) { Opacity = opacity }
                    );
                }
            }
        }
    }

    /// <summary>One embedded image; the visible cells only.</summary>
    public void DrawImage(PlotArea area, Func<double, Rgb> colour, double opacity)
    {
        (int left, int right) = Visible(area.X, area.Rect.Left, area.Rect.Right, Columns);
        (int top, int bottom) = Visible(area.Y, area.Rect.Top, area.Rect.Bottom, Rows);
        Point a = area.At(left - 0.5, top - 0.5);
        Point b = area.At(right + 0.5, bottom + 0.5);
        if (right < left || bottom < top || area.Cut(a, b) is not Rect cell || cell.Width == 0 || cell.Height == 0)
        {
            return;
        }
        // Viewers that smooth images blur at most a fraction of a cell when each cell is several pixels wide.
        (int width, int height) = (right - left + 1, bottom - top + 1);
        int zoom = Math.Clamp(SmallestImage / Math.Max(width, height), 1, 8);
        Rgb[] pixels = new Rgb[width * zoom * height * zoom];
        for (int i = 0; i < pixels.Length; i++)
        {
            int row = i / (width * zoom) / zoom;
            int column = i % (width * zoom) / zoom;
            row = a.Y <= b.Y ? top + row : bottom - row;
            column = a.X <= b.X ? left + column : right - column;
            Rgb own = colour(this[row, column]);
            pixels[i] = opacity < 1 ? Rgb.Mix(Rgb.White, own, opacity) : own;
        }
        Rect frame = new(Math.Min(a.X, b.X), Math.Min(a.Y, b.Y), Math.Abs(b.X - a.X), Math.Abs(b.Y - a.Y));
        area.Canvas.Image(frame, PngImage.Write(pixels, width * zoom, height * zoom));
    }

    // Cells wholly inside the panel; a cell cut by its border is left out, because an image cannot be cut.
    private static (int First, int Last) Visible(AxisTransform axis, double from, double to, int count)
    {
        double a = axis.Value(from);
        double b = axis.Value(to);
        (double low, double high) = (Math.Min(a, b), Math.Max(a, b));
        int first = (int)Math.Ceiling(Math.Clamp(low + 0.5, 0, count) - 1e-6);
        int last = (int)Math.Floor(Math.Clamp(high + 0.5, 0, count) + 1e-6) - 1;
        return (first, last);
    }
}
