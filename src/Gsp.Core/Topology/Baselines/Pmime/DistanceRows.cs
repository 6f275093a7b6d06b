using System.Numerics;
using System.Runtime.InteropServices;

namespace Gsp.Topology;

/// <summary>Distances in the maximum norm from one point to all points, and counts of those within a radius.</summary>
/// <remarks>Points are columns of numbers, one column a coordinate. Only subtraction, maximum and comparison are used, so the result has the
/// same bits for every vector width.</remarks>
internal static class DistanceRows
{
    /// <summary>row[j] = max(row[j], |column[i] - column[j]|).</summary>
    public static void Extend(ReadOnlySpan<double> column, int i, Span<double> row)
    {
        var centre = new Vector<double>(column[i]);
        ReadOnlySpan<Vector<double>> columns = MemoryMarshal.Cast<double, Vector<double>>(column);
        Span<Vector<double>> rows = MemoryMarshal.Cast<double, Vector<double>>(row);
        for (int v = 0; v < rows.Length; v++)
        {
            rows[v] = Vector.Max(rows[v], Vector.Abs(columns[v] - centre));
        }
        for (int j = rows.Length * Vector<double>.Count; j < row.Length; j++)
        {
            row[j] = Math.Max(row[j], Math.Abs(column[j] - column[i]));
        }
    }

    /// <summary>Number of entries at or below the radius.</summary>
    public static int Count(ReadOnlySpan<double> row, double radius)
    {
        var limit = new Vector<double>(radius);
        Vector<long> counts = Vector<long>.Zero;
        ReadOnlySpan<Vector<double>> rows = MemoryMarshal.Cast<double, Vector<double>>(row);
        foreach (Vector<double> distances in rows)
        {
            counts -= Vector.LessThanOrEqual(distances, limit);
        }
        int count = (int)Vector.Sum(counts);
        for (int j = rows.Length * Vector<double>.Count; j < row.Length; j++)
        {
            count += row[j] <= radius ? 1 : 0;
        }
        return count;
    }

    /// <summary>The k-th smallest entry, k being the length of the work space.</summary>
    public static double KthSmallest(ReadOnlySpan<double> row, Span<double> work)
    {
        work.Fill(double.PositiveInfinity);
        int width = Vector<double>.Count;
        int j = 0;
        for (; j + width <= row.Length; j += width)
        {
            if (Vector.LessThanAny(new Vector<double>(row.Slice(j, width)), new Vector<double>(work[^1])))
            {
                for (int lane = j; lane < j + width; lane++)
                {
                    Insert(row[lane], work);
                }
            }
        }
        for (; j < row.Length; j++)
        {
            Insert(row[j], work);
        }
        return work[^1];
    }

    private static void Insert(double distance, Span<double> sorted)
    {
        int place = sorted.Length - 1;
        if (!(distance < sorted[place]))
        {
            return;
        }
        while (place > 0 && sorted[place - 1] > distance)
        {
            sorted[place] = sorted[place - 1];
            place--;
        }
        sorted[place] = distance;
    }
}
