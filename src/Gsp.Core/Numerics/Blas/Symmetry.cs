namespace Gsp.Numerics;

/// <summary>Copies one triangle of a square matrix over the other.</summary>
internal static unsafe class Symmetry
{
    /// <summary>Both tiles of a transposed copy stay in the first-level cache.</summary>
    private const int Tile = 32;

    /// <summary>Sets c_ji = c_ij for j > i, for the rows j in [start, end) of the lower triangle.</summary>
    public static void MirrorUpper<T>(StridedMatrix<T> c, int start, int end)
        where T : unmanaged
    {
        for (int j0 = start; j0 < end; j0 += Tile)
        {
            int j1 = Math.Min(end, j0 + Tile);
            for (int i0 = 0; i0 < j1; i0 += Tile)
            {
                for (int j = j0; j < j1; j++)
                {
                    T* from = c.At(i0, j);
                    T* to = c.At(j, i0);
                    int i1 = Math.Min(j, i0 + Tile);
                    for (int i = i0; i < i1; i++)
                    {
                        *to = *from;
                        to += c.ColumnStride;
                        from += c.RowStride;
                    }
                }
            }
        }
    }
}
