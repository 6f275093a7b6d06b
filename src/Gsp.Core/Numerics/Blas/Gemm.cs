using System.Numerics;
using System.Runtime.CompilerServices;

namespace Gsp.Numerics;

/// <summary>Which elements of the result are wanted.</summary>
internal enum GemmPart
{
    /// <summary>All.</summary>
    Whole,

    /// <summary>Those with column at least row; others may or may not be computed.</summary>
    Upper,

    /// <summary>Those with row at least column; others may or may not be computed.</summary>
    Lower,
}

/// <summary>The single-threaded matrix product on pinned operands: cache blocks, packed where that pays, around register tiles.</summary>
/// <remarks>
/// Follows the layered scheme of Goto and van de Geijn, Anatomy of high-performance matrix multiplication, ACM Trans. Math. Softw. 34(3),
/// 2008. Every path (packed or not, edge or inner tile, transposed or not) gives an element the same sequence of operations, so the bits
/// depend on the numbers and on k alone.
/// </remarks>
internal static unsafe class Gemm<T, V, L>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where L : struct, ILanes<T, V>
{
    /// <summary>C = alpha A B + beta C; <paramref name="part"/> counts from <paramref name="rowOffset"/> minus the column offset.</summary>
    /// <param name="alpha">Factor of the product.</param>
    /// <param name="a">m x k.</param>
    /// <param name="b">k x n.</param>
    /// <param name="beta">Factor of the old C.</param>
    /// <param name="c">m x n.</param>
    /// <param name="part">The elements that are wanted.</param>
    /// <param name="rowOffset">Row of the whole matrix at which C starts, relative to its column.</param>
    public static void Run(
        T alpha,
        StridedMatrix<T> a,
        StridedMatrix<T> b,
        T beta,
        StridedMatrix<T> c,
        GemmPart part = GemmPart.Whole,
        int rowOffset = 0
    )
    {
        if (c.Rows == 0 || c.Columns == 0)
        {
            return;
        }
        // Vectors run along the columns of C: turn the product round where C is column-major, or too narrow for a vector.
        bool columnMajor = c.ColumnStride != 1 && c.RowStride == 1;
        bool narrow = c.Columns < L.Count && c.Rows > c.Columns;
        if (columnMajor ? !(c.Rows < L.Count && c.Columns > c.Rows) : narrow)
        {
            (a, b, c) = (b.Transposed, a.Transposed, c.Transposed);
            part =
                part == GemmPart.Upper ? GemmPart.Lower
                : part == GemmPart.Lower ? GemmPart.Upper
                : part;
            rowOffset = -rowOffset;
        }
        int columnBlock = GemmBlocking.ColumnBlock(sizeof(T));
        int blocks = GemmBlocking.DepthBlocks(a.Columns);
        for (int j = 0; j < c.Columns; j += columnBlock)
        {
            int columns = Math.Min(columnBlock, c.Columns - j);
            for (int block = 0; block < blocks; block++)
            {
                int k0 = GemmBlocking.DepthStart(a.Columns, blocks, block);
                int k1 = GemmBlocking.DepthStart(a.Columns, blocks, block + 1);
                Slab(
                    alpha,
                    a.Block(0, k0, a.Rows, k1 - k0),
                    b.Block(k0, j, k1 - k0, columns),
                    block == 0 ? beta : T.One,
                    c.Block(0, j, c.Rows, columns),
                    part,
                    rowOffset - j
                );
            }
        }
    }

    /// <summary>One block of the sum over k, for one block of columns.</summary>
    private static void Slab(
        T alpha,
        StridedMatrix<T> a,
        StridedMatrix<T> b,
        T beta,
        StridedMatrix<T> c,
        GemmPart part,
        int rowOffset
    )
    {
        int k = a.Columns;
        int vectors = (c.Columns + L.Count - 1) / L.Count;
        bool ragged = vectors * L.Count != c.Columns;
        // Packing pays when the copy is read often, or when the strides would scatter the reads.
        bool packB =
            b.ColumnStride != 1 || (c.Rows > 2 * GemmBlocking.TileRows && (long)k * c.Columns * sizeof(T) > 16 << 10);
        bool packA = (long)c.Rows * k * sizeof(T) > 48 << 10 && vectors > GemmBlocking.TileVectors;
        T* bPacked = packB || ragged ? AlignedBuffer.Right<T>((nint)k * vectors * L.Count) : null;
        int rowBlock = packA ? GemmBlocking.RowBlock(sizeof(T)) : c.Rows;
        T* aPacked = packA
            ? AlignedBuffer.Left<T>((nint)k * (Math.Min(rowBlock, c.Rows) + GemmBlocking.TileRows - 1))
            : null;
        if (packB)
        {
            GemmPacking<T, V, L>.Right(b, bPacked);
        }
        for (int i = 0; i < c.Rows; i += rowBlock)
        {
            int rows = Math.Min(rowBlock, c.Rows - i);
            StridedMatrix<T> aBlock = a.Block(i, 0, rows, k);
            if (packA)
            {
                GemmPacking<T, V, L>.Left(aBlock, aPacked);
            }
            int panel;
            for (int first = 0; first < vectors; first += panel)
            {
                panel = GemmBlocking.PanelVectors(vectors - first);
                int j = first * L.Count;
                int width = panel * L.Count;
                int columns = Math.Min(width, c.Columns - j);
                T* bPanel;
                nint bStep;
                if (packB || columns < width)
                {
                    bPanel = bPacked + (nint)j * k;
                    bStep = width;
                    if (i == 0 && !packB)
                    {
                        GemmPacking<T, V, L>.Panel(b.Block(0, j, k, columns), width, bPanel);
                    }
                }
                else
                {
                    bPanel = b.At(0, j);
                    bStep = b.RowStride;
                }
                StridedMatrix<T> cPanel = c.Block(i, j, rows, columns);
                Column(alpha, aBlock, aPacked, bPanel, bStep, panel, beta, cPanel, part, rowOffset + i - j);
            }
        }
    }

    /// <summary>All tiles of one panel of B.</summary>
    private static void Column(
        T alpha,
        StridedMatrix<T> a,
        T* aPacked,
        T* b,
        nint bStep,
        int panel,
        T beta,
        StridedMatrix<T> c,
        GemmPart part,
        int rowOffset
    )
    {
        int k = a.Columns;
        bool direct = c.ColumnStride == 1 && c.Columns == panel * L.Count;
        for (int i = 0; i < c.Rows; i += GemmBlocking.TileRows)
        {
            int rows = Math.Min(GemmBlocking.TileRows, c.Rows - i);
            int row = rowOffset + i;
            if ((part == GemmPart.Upper && row > c.Columns - 1) || (part == GemmPart.Lower && row + rows - 1 < 0))
            {
                continue;
            }
            T* aTile = aPacked == null ? a.At(i, 0) : aPacked + (nint)i * k;
            nint aRow = aPacked == null ? a.RowStride : 1;
            nint aStep = aPacked == null ? a.ColumnStride : GemmBlocking.TileRows;
            if (direct)
            {
                for (int r = 0; r < rows; r++)
                {
                    // C is far away in large products: fetch its lines while the tile is computed.
                    T* to = c.At(i + r, 0);
                    Prefetch.Near(to);
                    Prefetch.Near(to + L.Count);
                    Prefetch.Near(to + c.Columns - 1);
                }
                GemmTile<T, V, L>.Run(
                    panel,
                    rows,
                    k,
                    aTile,
                    aRow,
                    aStep,
                    b,
                    bStep,
                    c.At(i, 0),
                    c.RowStride,
                    alpha,
                    beta
                );
            }
            else
            {
                Indirect(panel, k, aTile, aRow, aStep, b, bStep, c.Block(i, 0, rows, c.Columns), alpha, beta);
            }
        }
    }

    /// <summary>A tile whose place in C is narrower than its vectors or not contiguous: computed beside C, by the same kernel.</summary>
    [SkipLocalsInit]
    private static void Indirect(
        int panel,
        int k,
        T* a,
        nint aRow,
        nint aStep,
        T* b,
        nint bStep,
        StridedMatrix<T> c,
        T alpha,
        T beta
    )
    {
        int width = panel * L.Count;
        T* tile = stackalloc T[GemmBlocking.TileRows * GemmBlocking.TileVectors * L.Count];
        if (beta != T.Zero)
        {
            for (int r = 0; r < c.Rows; r++)
            {
                for (int j = 0; j < width; j++)
                {
                    tile[r * width + j] = j < c.Columns ? *c.At(r, j) : T.Zero;
                }
            }
        }
        GemmTile<T, V, L>.Run(panel, c.Rows, k, a, aRow, aStep, b, bStep, tile, width, alpha, beta);
        for (int r = 0; r < c.Rows; r++)
        {
            for (int j = 0; j < c.Columns; j++)
            {
                *c.At(r, j) = tile[r * width + j];
            }
        }
    }
}
