using System.Runtime.InteropServices;

namespace Gsp.Networks;

public sealed unsafe partial class ProcessorDevice<T>
{
    /// <summary>Rows of a tile, so that tile and rows stay in the first-level cache (64 to 256 are equally fast, 16 loses 7 %). Sums run on through tiles in a
    /// fixed order.</summary>
    internal int AttentionRows { get; init; } = 64;

    /// <summary>The loops over a tile, at the machine's vector width.</summary>
    internal AttentionKernels<T> Tiles { get; init; } = AttentionKernels<T>.Instance;

    /// <summary>The maximum of no score: finite, so that a hidden score of -∞ stays below it and becomes 0.</summary>
    private static readonly T Lowest = T.CreateTruncating(
        typeof(T) == typeof(double) ? double.MinValue : float.MinValue
    );

    /// <inheritdoc/>
    public void Attention(AttentionInputs<T> x, Tensor<T> target, Tensor<T> logSums)
    {
        using var heads = new AttentionHeads<T>(x);
        For(heads.Heads, 1, (start, end) => ForEach(start, end, head => heads.Pack(x, head)));
        int groups = (heads.Queries + Tiles.Lanes - 1) / Tiles.Lanes;
        T* logarithms = Pointer(logSums);
        For(
            heads.Heads * groups,
            1,
            (start, end) =>
            {
                using var tile = new AttentionTile(Tiles.Lanes, AttentionRows, heads);
                for (int item = start; item < end; item++)
                {
                    (int head, int group) = Math.DivRem(item, groups);
                    Attend(x, heads, head, group * Tiles.Lanes, tile, target, logarithms + (nint)head * heads.Queries);
                }
            }
        );
    }

    private void Attend(
        AttentionInputs<T> x,
        AttentionHeads<T> heads,
        int head,
        int first,
        AttentionTile tile,
        Tensor<T> target,
        T* logSums
    )
    {
        int lanes = Tiles.Lanes;
        int count = Math.Min(lanes, heads.Queries - first);
        HeadRows<T>.Of(x.Queries, head).LoadLanes(first, count, heads.Channels, x.Scale, tile.Left, heads.Width, lanes);
        new Span<T>(tile.LeftSum, heads.ValueWidth * lanes).Clear();
        new Span<T>(tile.Max, lanes).Fill(Lowest);
        new Span<T>(tile.Sum, lanes).Clear();
        tile.SetPositions(first);
        T* keys = heads.KeysOf(head);
        T* values = heads.ValuesOf(head);
        int visible = x.Causal ? heads.UpTo(head, first + count - 1) : heads.Kept(head).Length;
        for (int j = 0; j < visible; j += AttentionRows)
        {
            int rows = Math.Min(AttentionRows, visible - j);
            Tiles.Dots(keys + (nint)j * heads.Width, heads.Width, rows, tile.Left, tile.Scores);
            MaskRows(x, heads, head, first, j, rows, tile);
            Tiles.Exp(tile.Scores, rows, tile.Max, tile.Sum, tile.Factor);
            if (DropFactors(x, heads, head, first, j, rows, tile, lanesAreQueries: true))
            {
                Tiles.Multiply(tile.Scores, tile.Drops, rows);
            }
            T* v = values + (nint)j * heads.ValueWidth;
            Tiles.Accumulate(tile.Scores, v, heads.ValueWidth, rows, tile.LeftSum, tile.Factor);
        }
        Tiles.Finish(tile.Max, tile.Sum, tile.Factor, tile.LogSum);
        HeadRows<T> y = HeadRows<T>.Of(target, head);
        for (int lane = 0; lane < count; lane++)
        {
            logSums[first + lane] = tile.LogSum[lane];
            y.StoreLane(
                first + lane,
                lane,
                heads.ValueChannels,
                tile.Factor[lane],
                tile.LeftSum,
                lanes,
                accumulate: false
            );
        }
    }

    /// <summary>Adds the bias of keys that stand in rows, and hides those behind the queries in the lanes.</summary>
    private void MaskRows(
        AttentionInputs<T> x,
        AttentionHeads<T> heads,
        int head,
        int firstQuery,
        int firstKey,
        int rows,
        AttentionTile tile
    )
    {
        T* bias = heads.BiasOf(head);
        if (bias != null)
        {
            Tiles.AddToRows(tile.Scores, rows, bias + firstKey);
        }
        if (x.Causal && heads.Kept(head)[firstKey + rows - 1] > firstQuery)
        {
            T* rowPosition = heads.PositionsOf(head) + firstKey;
            Tiles.HideFuture(tile.Scores, rows, rowPosition, tile.Positions, lanesAreQueries: true);
        }
    }

    /// <summary>Fills in the factors of dropout, if there is one.</summary>
    private bool DropFactors(
        AttentionInputs<T> x,
        AttentionHeads<T> heads,
        int head,
        int firstLane,
        int firstRow,
        int rows,
        AttentionTile tile,
        bool lanesAreQueries
    )
    {
        x.Dropout?.Factors(
            head,
            heads.Queries,
            heads.Keys,
            firstLane,
            firstRow,
            rows,
            Tiles.Lanes,
            lanesAreQueries,
            tile.Drops
        );
        return x.Dropout is not null;
    }

    private static void ForEach(int start, int end, Action<int> body)
    {
        for (int i = start; i < end; i++)
        {
            body(i);
        }
    }

    /// <summary>One thread's memory for a tile: aligned, so that no vector lies across two cache lines.</summary>
    private sealed class AttentionTile : IDisposable
    {
        private readonly T* memory;
        private readonly int lanes;

        public AttentionTile(int lanes, int rows, AttentionHeads<T> heads)
        {
            this.lanes = lanes;
            (int width, int valueWidth) = (heads.Width, heads.ValueWidth);
            int length = lanes * ((3 * rows) + (2 * (width + valueWidth)) + 6);
            memory = (T*)NativeMemory.AlignedAlloc((nuint)length * (nuint)sizeof(T), 64);
            T* next = memory;
            Scores = Take(rows);
            Slopes = Take(rows);
            Drops = Take(rows);
            Left = Take(width);
            Right = Take(valueWidth);
            RightSum = Take(width);
            LeftSum = Take(valueWidth);
            Max = Take(1);
            Sum = Take(1);
            Factor = Take(1);
            LogSum = Take(1);
            Delta = Take(1);
            Positions = Take(1);

            T* Take(int vectors)
            {
                T* start = next;
                next += vectors * lanes;
                return start;
            }
        }

        /// <summary>Scores, then their exponentials.</summary>
        public T* Scores { get; }

        /// <summary>Gradients of the scores.</summary>
        public T* Slopes { get; }

        /// <summary>Factors of the shares: 0 for those that are dropped.</summary>
        public T* Drops { get; }

        /// <summary>Queries or keys in the lanes.</summary>
        public T* Left { get; }

        /// <summary>Gradients of outputs, or values, in the lanes.</summary>
        public T* Right { get; }

        /// <summary>Sums over value channels: outputs, or gradients of values.</summary>
        public T* LeftSum { get; }

        /// <summary>Sums over channels: gradients of queries or of keys.</summary>
        public T* RightSum { get; }

        public T* Max { get; }

        public T* Sum { get; }

        public T* Factor { get; }

        public T* LogSum { get; }

        public T* Delta { get; }

        /// <summary>The indices of what stands in the lanes.</summary>
        public T* Positions { get; }

        public void SetPositions(int first)
        {
            for (int lane = 0; lane < lanes; lane++)
            {
                Positions[lane] = T.CreateTruncating(first + lane);
            }
        }

        public void Dispose() => NativeMemory.AlignedFree(memory);
    }
}
