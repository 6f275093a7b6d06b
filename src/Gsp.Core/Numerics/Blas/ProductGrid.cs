namespace Gsp.Numerics;

/// <summary>A grid of blocks over the result of a product, one a thread.</summary>
internal readonly record struct ProductGrid(int Rows, int Columns, int Down, int Across)
{
    /// <summary>The grid whose blocks have the least half-circumference: the least memory to read and pack for each.</summary>
    public static ProductGrid For(int threads, int rows, int columns)
    {
        var best = new ProductGrid(rows, columns, threads, 1);
        for (int across = 2; across <= threads; across++)
        {
            var grid = new ProductGrid(rows, columns, threads / across, across);
            best = threads % across == 0 && grid.HalfCircumference < best.HalfCircumference ? grid : best;
        }
        return best;
    }

    private double HalfCircumference => (double)Rows / Down + (double)Columns / Across;

    /// <summary>Rows [I0, I1) and columns [J0, J1) of a block. Inner boundaries are multiples of 16, to leave whole tiles.</summary>
    public (int I0, int I1, int J0, int J1) Cell(int cell)
    {
        int down = cell / Across;
        int across = cell % Across;
        return (
            Boundary(Rows, Down, down),
            Boundary(Rows, Down, down + 1),
            Boundary(Columns, Across, across),
            Boundary(Columns, Across, across + 1)
        );
    }

    private static int Boundary(int size, int parts, int part) =>
        part == parts ? size : (int)((long)size * part / parts) & ~15;
}
