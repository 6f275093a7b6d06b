using System.Numerics;
using System.Runtime.CompilerServices;

namespace Gsp.Numerics;

/// <summary>Copies blocks of A and B into the order in which the register tiles read them.</summary>
internal static unsafe class GemmPacking<T, V, L>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where L : struct, ILanes<T, V>
{
    /// <summary>A in panels of four rows: element (r, k) of panel p at p 4 depth + 4 k + r. Missing rows of the last panel are zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows(StridedMatrix<T> a, T* target)
    {
        nint step = a.ColumnStride;
        for (int i = 0; i < a.Rows; i += GemmBlocking.TileRows)
        {
            int rows = Math.Min(GemmBlocking.TileRows, a.Rows - i);
            if (rows == GemmBlocking.TileRows)
            {
                T* a0 = a.At(i, 0);
                T* a1 = a0 + a.RowStride;
                T* a2 = a1 + a.RowStride;
                T* a3 = a2 + a.RowStride;
                nint at = 0;
                for (int k = 0; k < a.Columns; k++)
                {
                    target[0] = a0[at];
                    target[1] = a1[at];
                    target[2] = a2[at];
                    target[3] = a3[at];
                    target += GemmBlocking.TileRows;
                    at += step;
                }
            }
            else
            {
                for (int k = 0; k < a.Columns; k++)
                {
                    for (int r = 0; r < GemmBlocking.TileRows; r++)
                    {
                        *target++ = r < rows ? *a.At(i + r, k) : T.Zero;
                    }
                }
            }
        }
    }

    /// <summary>One panel of B: element (k, j) at k width + j; columns past those of B are zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Panel(StridedMatrix<T> b, int width, T* target)
    {
        int columns = b.Columns;
        if (columns < width)
        {
            for (int k = 0; k < b.Rows; k++)
            {
                for (int j = columns; j < width; j++)
                {
                    target[(nint)k * width + j] = T.Zero;
                }
            }
        }
        if (b.ColumnStride == 1)
        {
            T* source = b.Data;
            for (int k = 0; k < b.Rows; k++)
            {
                int j = 0;
                for (; j <= columns - L.Count; j += L.Count)
                {
                    L.Store(target + j, L.Load(source + j));
                }
                for (; j < columns; j++)
                {
                    target[j] = source[j];
                }
                source += b.RowStride;
                target += width;
            }
            return;
        }
        int column = 0;
        for (; column <= columns - 4; column += 4)
        {
            T* b0 = b.At(0, column);
            T* b1 = b0 + b.ColumnStride;
            T* b2 = b1 + b.ColumnStride;
            T* b3 = b2 + b.ColumnStride;
            T* to = target + column;
            nint at = 0;
            for (int k = 0; k < b.Rows; k++)
            {
                to[0] = b0[at];
                to[1] = b1[at];
                to[2] = b2[at];
                to[3] = b3[at];
                to += width;
                at += b.RowStride;
            }
        }
        for (; column < columns; column++)
        {
            T* source = b.At(0, column);
            T* to = target + column;
            for (int k = 0; k < b.Rows; k++)
            {
                *to = *source;
                to += width;
                source += b.RowStride;
            }
        }
    }
}
