using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Gsp.Numerics;

namespace Gsp.Networks;

/// <summary>Rows of a matrix that exists in memory only as shifted, strided stretches of signals.</summary>
/// <remarks>Element (k, t) is data[starts_k + i] with i = shifts_k + t step, or zero where i is outside [0, length): a window of a padded signal.</remarks>
internal readonly unsafe struct SignalRows<T>(T* data, int length, int step, nint* starts, int* shifts, int terms)
    where T : unmanaged
{
    public readonly T* Data = data;
    public readonly int Length = length;
    public readonly int Step = step;
    public readonly nint* Starts = starts;
    public readonly int* Shifts = shifts;
    public readonly int Terms = terms;

    public SignalRows<T> Moved(nint elements) => new(Data + elements, Length, Step, Starts, Shifts, Terms);
}

/// <summary>The products that convolutions are made of, at the machine's vector width.</summary>
/// <remarks>They are matrix products on the register tiles of <see cref="GemmTile{T, V, L}"/>. What an unfolded copy of the signal would hold is
/// gathered into a panel that stays in the nearest caches. An element sums in the order of k in blocks whose sizes depend on the number
/// of terms alone, so neither threads nor the vector width change a bit.</remarks>
internal abstract unsafe class ConvolutionKernels<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int RowsTogether = 8 * GemmBlocking.TileRows;

    public static ConvolutionKernels<T> Instance { get; } =
        Vector512.IsHardwareAccelerated ? new ConvolutionKernels<T, Vector512<T>, Lanes512<T>>()
        : Vector256.IsHardwareAccelerated ? new ConvolutionKernels<T, Vector256<T>, Lanes256<T>>()
        : new ConvolutionKernels<T, Vector128<T>, Lanes128<T>>();

    /// <summary>Elements in a vector.</summary>
    public abstract int Count { get; }

    /// <summary>Some columns of target = A rows, or that much more.</summary>
    /// <param name="a">A, packed.</param>
    /// <param name="rows">Rows of A and of the target.</param>
    /// <param name="signals">The right operand.</param>
    /// <param name="first">First column.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="target">Column 0 of the target's first row.</param>
    /// <param name="rowStride">Elements from one row of the target to the next.</param>
    /// <param name="columnStride">Elements from one column of the target to the next.</param>
    /// <param name="add">Whether to add to the target.</param>
    public abstract void Multiply(
        T* a,
        int rows,
        SignalRows<T> signals,
        int first,
        int columns,
        T* target,
        nint rowStride,
        nint columnStride,
        bool add
    );

    /// <summary>Target = A panel, or that much more, for an A that lies in memory with any strides and a panel of one to three vectors.</summary>
    /// <param name="a">Element (r, k) of tile i at i tileStride + r rowStride + k step.</param>
    /// <param name="tileStride">Elements from one tile of four rows to the next.</param>
    /// <param name="rowStride">Elements from one row of a tile to the next.</param>
    /// <param name="step">Elements from one term to the next.</param>
    /// <param name="rows">Rows of A and of the target.</param>
    /// <param name="depth">Number of terms.</param>
    /// <param name="panel">Term k at k vectors Count.</param>
    /// <param name="vectors">Vectors across the panel.</param>
    /// <param name="target">The first row.</param>
    /// <param name="targetStride">Elements from one row of the target to the next.</param>
    /// <param name="add">Whether to add to the target.</param>
    public abstract void MultiplyPanel(
        T* a,
        nint tileStride,
        nint rowStride,
        nint step,
        int rows,
        int depth,
        T* panel,
        int vectors,
        T* target,
        nint targetStride,
        bool add
    );

    /// <summary>Transposes rows of a signal into a panel: element (t, o) at t width + o; columns past those there are become zero.</summary>
    public abstract void PackTransposed(T* from, nint rowStride, int times, int rows, int width, T* panel);

    /// <summary>Packs a left operand of any strides.</summary>
    public abstract void PackLeft(StridedMatrix<T> a, T* packed);

    /// <summary>Packs a left operand whose element (r, k) lies at r rowStride + offsets_k.</summary>
    public void PackLeft(T* a, int rows, nint rowStride, nint* offsets, int terms, T* packed)
    {
        int blocks = GemmBlocking.DepthBlocks(terms);
        for (int block = 0; block < blocks; block++)
        {
            int start = GemmBlocking.DepthStart(terms, blocks, block);
            int depth = GemmBlocking.DepthStart(terms, blocks, block + 1) - start;
            T* to = packed + (start * (nint)Tiled(rows));
            for (int row = 0; row < rows; row += RowsTogether)
            {
                int count = Math.Min(RowsTogether, rows - row);
                PackRows(a + (row * rowStride), count, rowStride, offsets + start, depth, to + ((nint)row * depth));
            }
        }
    }

    /// <summary>Some tiles of a block: few, as their places in memory compete for the same lines of the nearest cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackRows(T* a, int rows, nint rowStride, nint* offsets, int depth, T* packed)
    {
        const int lanes = GemmBlocking.TileRows;
        for (int k = 0; k < depth; k++)
        {
            T* from = a + offsets[k];
            T* to = packed + (k * lanes);
            int row = 0;
            for (; row <= rows - lanes; row += lanes)
            {
                to[0] = from[0];
                to[1] = from[rowStride];
                to[2] = from[2 * rowStride];
                to[3] = from[3 * rowStride];
                from += lanes * rowStride;
                to += (nint)depth * lanes;
            }
            for (int lane = 0; lane < lanes && row < rows; lane++)
            {
                to[lane] = row + lane < rows ? from[lane * rowStride] : T.Zero;
            }
        }
    }

    /// <summary>Elements of a packed left operand: its rows are filled up to whole tiles.</summary>
    public static int PackedSize(int rows, int terms) => checked(Tiled(rows) * Math.Max(1, terms));

    protected static int Tiled(int rows) =>
        (rows + GemmBlocking.TileRows - 1) / GemmBlocking.TileRows * GemmBlocking.TileRows;
}

/// <inheritdoc/>
internal sealed unsafe class ConvolutionKernels<T, V, L> : ConvolutionKernels<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where L : struct, IMathLanes<T, V>
{
    public override int Count => L.Count;

    public override void Multiply(
        T* a,
        int rows,
        SignalRows<T> signals,
        int first,
        int columns,
        T* target,
        nint rowStride,
        nint columnStride,
        bool add
    )
    {
        const int lanes = GemmBlocking.TileRows;
        int vectors = (columns + L.Count - 1) / L.Count;
        int blocks = GemmBlocking.DepthBlocks(signals.Terms);
        T* panel = AlignedBuffer.Right<T>(GemmBlocking.MaximumDepth * GemmBlocking.TileVectors * L.Count);
        for (int block = 0; block < blocks; block++)
        {
            int start = GemmBlocking.DepthStart(signals.Terms, blocks, block);
            int end = GemmBlocking.DepthStart(signals.Terms, blocks, block + 1);
            T* aBlock = a + (start * (nint)Tiled(rows));
            int depth = end - start;
            bool more = add || block > 0;
            int across;
            for (int vector = 0; vector < vectors; vector += across)
            {
                across = GemmBlocking.PanelVectors(vectors - vector);
                int column = first + (vector * L.Count);
                int width = Math.Min(across * L.Count, columns - (vector * L.Count));
                Gather(signals, start, end, column, across, panel);
                T* c = target + (column * columnStride);
                if (columnStride == 1 && width == across * L.Count)
                {
                    nint tileStride = (nint)depth * lanes;
                    MultiplyPanel(aBlock, tileStride, 1, lanes, rows, depth, panel, across, c, rowStride, more);
                }
                else
                {
                    Beside(aBlock, rows, depth, panel, across, width, c, rowStride, columnStride, more);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void MultiplyPanel(
        T* a,
        nint tileStride,
        nint rowStride,
        nint step,
        int rows,
        int depth,
        T* panel,
        int vectors,
        T* target,
        nint targetStride,
        bool add
    )
    {
        int width = vectors * L.Count;
        T beta = add ? T.One : T.Zero;
        for (int row = 0; row < rows; row += GemmBlocking.TileRows)
        {
            int count = Math.Min(GemmBlocking.TileRows, rows - row);
            T* c = target + (row * targetStride);
            GemmTile<T, V, L>.Run(
                vectors,
                count,
                depth,
                a,
                rowStride,
                step,
                panel,
                width,
                c,
                targetStride,
                T.One,
                beta
            );
            a += tileStride;
        }
    }

    public override void PackTransposed(T* from, nint rowStride, int times, int rows, int width, T* panel) =>
        GemmPacking<T, V, L>.Panel(new StridedMatrix<T>(from, times, rows, 1, rowStride), width, panel);

    public override void PackLeft(StridedMatrix<T> a, T* packed)
    {
        int blocks = GemmBlocking.DepthBlocks(a.Columns);
        for (int block = 0; block < blocks; block++)
        {
            int start = GemmBlocking.DepthStart(a.Columns, blocks, block);
            int depth = GemmBlocking.DepthStart(a.Columns, blocks, block + 1) - start;
            GemmPacking<T, V, L>.Left(a.Block(0, start, a.Rows, depth), packed + (start * (nint)Tiled(a.Rows)));
        }
    }

    /// <summary>Tiles whose place is narrower than their vectors, or spread out: computed beside it.</summary>
    [SkipLocalsInit]
    private static void Beside(
        T* a,
        int rows,
        int depth,
        T* panel,
        int vectors,
        int columns,
        T* target,
        nint rowStride,
        nint columnStride,
        bool add
    )
    {
        int width = vectors * L.Count;
        T* tile = stackalloc T[GemmBlocking.TileRows * GemmBlocking.TileVectors * L.Count];
        for (int row = 0; row < rows; row += GemmBlocking.TileRows)
        {
            int count = Math.Min(GemmBlocking.TileRows, rows - row);
            T* aTile = a + ((nint)row * depth);
            const int step = GemmBlocking.TileRows;
            GemmTile<T, V, L>.Run(vectors, count, depth, aTile, 1, step, panel, width, tile, width, T.One, T.Zero);
            for (int r = 0; r < count; r++)
            {
                T* from = tile + (r * width);
                T* to = target + ((row + r) * rowStride);
                if (columnStride != 1)
                {
                    Spread(from, columns, to, columnStride, add);
                    continue;
                }
                for (int i = 0; i < columns; i += L.Count)
                {
                    V sum = L.Load(from + i);
                    sum = add ? L.Add(sum, L.LoadFirst(to + i, columns - i)) : sum;
                    L.StoreFirst(to + i, sum, columns - i);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Spread(T* from, int columns, T* to, nint columnStride, bool add)
    {
        for (int i = 0; i < columns; i++)
        {
            T* place = to + (i * columnStride);
            *place = add ? from[i] + *place : from[i];
        }
    }

    /// <summary>Terms [start, end) of some columns, as a panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gather(SignalRows<T> signals, int start, int end, int column, int vectors, T* panel)
    {
        int width = vectors * L.Count;
        int step = signals.Step;
        int length = signals.Length;
        for (int k = start; k < end; k++)
        {
            T* from = signals.Data + signals.Starts[k];
            int at = signals.Shifts[k] + (column * step);
            int last = at + ((width - 1) * step);
            if (step == 1 && at >= 0 && last < length)
            {
                for (int v = 0; v < vectors; v++)
                {
                    L.Store(panel + (v * L.Count), L.Load(from + at + (v * L.Count)));
                }
            }
            else
            {
                int i = 0;
                for (; i < width && at < 0; i++)
                {
                    panel[i] = T.Zero;
                    at += step;
                }
                if (step == 2 && sizeof(T) == 4 && Avx512F.IsSupported)
                {
                    for (; i <= width - 16 && at + 32 <= length; i += 16)
                    {
                        EverySecond((float*)(from + at)).Store((float*)(panel + i));
                        at += 32;
                    }
                }
                if (step == 1 && i == 0)
                {
                    for (; i < width; i += L.Count)
                    {
                        L.Store(panel + i, L.LoadFirst(from + at, length - at));
                        at += L.Count;
                    }
                }
                for (; i < width; i++)
                {
                    panel[i] = at < length ? from[at] : T.Zero;
                    at += step;
                }
            }
            panel += width;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> EverySecond(float* from) =>
        Avx512F.PermuteVar16x32x2(
            Vector512.Load(from),
            Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30),
            Vector512.Load(from + 16)
        );
}
