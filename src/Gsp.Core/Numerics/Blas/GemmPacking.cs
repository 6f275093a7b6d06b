using System.Numerics;
using System.Runtime.CompilerServices;

namespace Gsp.Numerics;

/// <summary>Copies blocks of A and B into the order in which the register tiles read them.</summary>
/// <remarks>A panel of B is k terms by some columns, element (k, j) at k width + j; a panel of A is the same of its transpose, four
/// columns wide. Where memory runs along the columns, a few terms of all panels are copied at a time, so that the source is read in long
/// runs; where it runs along k, four columns are transposed in registers.</remarks>
internal static unsafe class GemmPacking<T, V, L>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where L : struct, ILanes<T, V>
{
    /// <summary>Terms copied at a time: as many runs as the processor's prefetchers follow.</summary>
    private const int TermsAtATime = 8;

    /// <summary>All panels of a block of B, each as wide as <see cref="GemmBlocking.PanelVectors"/> says.</summary>
    public static void Right(StridedMatrix<T> b, T* target)
    {
        int vectors = (b.Columns + L.Count - 1) / L.Count;
        int step = b.ColumnStride == 1 ? TermsAtATime : Math.Max(1, b.Rows);
        for (int k = 0; k < b.Rows; k += step)
        {
            int terms = Math.Min(step, b.Rows - k);
            int panel;
            for (int first = 0; first < vectors; first += panel)
            {
                panel = GemmBlocking.PanelVectors(vectors - first);
                int j = first * L.Count;
                int width = panel * L.Count;
                StridedMatrix<T> part = b.Block(k, j, terms, Math.Min(width, b.Columns - j));
                Panel(part, width, target + (nint)j * b.Rows + (nint)k * width);
            }
        }
    }

    /// <summary>All panels of a block of A.</summary>
    public static void Left(StridedMatrix<T> a, T* target)
    {
        StridedMatrix<T> b = a.Transposed;
        int step = b.ColumnStride == 1 ? TermsAtATime : Math.Max(1, b.Rows);
        for (int k = 0; k < b.Rows; k += step)
        {
            int terms = Math.Min(step, b.Rows - k);
            for (int j = 0; j < b.Columns; j += GemmBlocking.TileRows)
            {
                StridedMatrix<T> part = b.Block(k, j, terms, Math.Min(GemmBlocking.TileRows, b.Columns - j));
                Panel(part, GemmBlocking.TileRows, target + (nint)j * b.Rows + (nint)k * GemmBlocking.TileRows);
            }
        }
    }

    /// <summary>Some terms of one panel; columns past those of B are zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Panel(StridedMatrix<T> b, int width, T* target)
    {
        int column = 0;
        if (b.ColumnStride == 1)
        {
            for (; column <= b.Columns - L.Count; column += L.Count)
            {
                T* from = b.Data + column;
                T* to = target + column;
                for (int k = b.Rows; k > 0; k--)
                {
                    L.Store(to, L.Load(from));
                    from += b.RowStride;
                    to += width;
                }
            }
            for (; column <= b.Columns - 4; column += 4)
            {
                Fours.Copy(b.Data + column, b.RowStride, target + column, width, b.Rows);
            }
        }
        else
        {
            for (; column <= b.Columns - 4; column += 4)
            {
                T* from = b.At(0, column);
                T* to = target + column;
                int k = 0;
                if (b.RowStride == 1)
                {
                    for (; k <= b.Rows - 4; k += 4)
                    {
                        Fours.Transpose(from, b.ColumnStride, to, width);
                        from += 4;
                        to += 4 * width;
                    }
                }
                for (; k < b.Rows; k++)
                {
                    to[0] = from[0];
                    to[1] = from[b.ColumnStride];
                    to[2] = from[2 * b.ColumnStride];
                    to[3] = from[3 * b.ColumnStride];
                    from += b.RowStride;
                    to += width;
                }
            }
        }
        for (; column < width; column++)
        {
            T* from = b.At(0, column);
            T* to = target + column;
            for (int k = b.Rows; k > 0; k--)
            {
                *to = column < b.Columns ? *from : T.Zero;
                from += b.RowStride;
                to += width;
            }
        }
    }
}
