namespace Gsp.Figures;

/// <summary>Drops points of a long line that no reader could see.</summary>
internal static class Thinning
{
    private const int Few = 2000;
    private const double ColumnWidth = 0.5;

    /// <summary>
    /// Where a line runs from left to right, at most four points are kept in each half pixel: first, lowest, highest, last. Other lines and
    /// short ones stay as they are.
    /// </summary>
    public static List<Point> Columns(List<Point> line)
    {
        if (line.Count <= Few || !RunsRight(line))
        {
            return line;
        }
        List<Point> kept = [];
        int start = 0;
        while (start < line.Count)
        {
            double column = Math.Floor(line[start].X / ColumnWidth);
            (int end, int low, int high) = (start, start, start);
            while (end < line.Count && Math.Floor(line[end].X / ColumnWidth) == column)
            {
                low = line[end].Y < line[low].Y ? end : low;
                high = line[end].Y > line[high].Y ? end : high;
                end++;
            }
            int[] chosen = [start, Math.Min(low, high), Math.Max(low, high), end - 1];
            kept.AddRange(chosen.Distinct().Select(i => line[i]));
            start = end;
        }
        return kept;
    }

    private static bool RunsRight(List<Point> line)
    {
        for (int i = 1; i < line.Count; i++)
        {
            if (line[i].X < line[i - 1].X)
            {
                return false;
            }
        }
        return true;
    }
}
