namespace Gsp.Networks;

public sealed unsafe partial class ProcessorDevice<T>
{
    /// <inheritdoc/>
    public void AttentionSlope(
        AttentionInputs<T> x,
        Tensor<T> output,
        Tensor<T> logSums,
        Tensor<T> gradient,
        GradientTarget<T>? queries,
        GradientTarget<T>? keys,
        GradientTarget<T>? values
    )
    {
        using var heads = new AttentionHeads<T>(x);
        var context = new AttentionContext(
            x,
            heads,
            heads.Rent(heads.Heads, heads.Queries, heads.Width),
            heads.Rent(heads.Heads, heads.Queries, heads.ValueWidth),
            heads.Rent(heads.Heads, heads.Queries, 1),
            Pointer(logSums)
        );
        For(heads.Heads, 1, (start, end) => ForEach(start, end, head => PackForSlope(context, head, output, gradient)));
        if (queries is { } wanted)
        {
            EachGroup(heads.Queries, context, (head, first, tile) => QuerySlope(context, head, first, tile, wanted));
        }
        foreach (GradientTarget<T>? target in (ReadOnlySpan<GradientTarget<T>?>)[keys, values])
        {
            if (heads.Removes && target is { Accumulate: false } fresh)
            {
                Fill(fresh.Tensor, T.Zero);
            }
        }
        if (keys is not null || values is not null)
        {
            EachGroup(heads.Keys, context, (head, first, tile) => KeySlope(context, head, first, tile, keys, values));
        }
    }

    /// <summary>Runs a body for every stretch of as many queries (or keys) as a vector has lanes, of every head.</summary>
    private void EachGroup(int rows, AttentionContext context, Action<int, int, AttentionTile> body)
    {
        int groups = (rows + Tiles.Lanes - 1) / Tiles.Lanes;
        For(
            context.Heads.Heads * groups,
            1,
            (start, end) =>
            {
                using var tile = new AttentionTile(Tiles.Lanes, AttentionRows, context.Heads);
                for (int item = start; item < end; item++)
                {
                    (int head, int group) = Math.DivRem(item, groups);
                    body(head, group * Tiles.Lanes, tile);
                }
            }
        );
    }

    private static void PackForSlope(AttentionContext context, int head, Tensor<T> output, Tensor<T> gradient)
    {
        AttentionHeads<T> heads = context.Heads;
        heads.Pack(context.Inputs, head);
        AttentionHeads<T>.PackRows(
            context.Inputs.Queries,
            head,
            context.Inputs.Scale,
            context.QueriesOf(head),
            heads.Width
        );
        T* rows = context.GradientsOf(head);
        AttentionHeads<T>.PackRows(gradient, head, T.One, rows, heads.ValueWidth);
        HeadRows<T> y = HeadRows<T>.Of(output, head);
        for (int i = 0; i < heads.Queries; i++)
        {
            T sum = T.Zero;
            for (int c = 0; c < heads.ValueChannels; c++)
            {
                sum += rows[((nint)i * heads.ValueWidth) + c] * *y.At(i, c);
            }
            context.DeltasOf(head)[i] = sum;
        }
    }

    /// <summary>The gradients of the queries in the lanes, over all keys in order.</summary>
    private void QuerySlope(AttentionContext context, int head, int first, AttentionTile tile, GradientTarget<T> target)
    {
        AttentionHeads<T> heads = context.Heads;
        AttentionInputs<T> x = context.Inputs;
        int lanes = Tiles.Lanes;
        int count = Math.Min(lanes, heads.Queries - first);
        LoadLanes(context.QueriesOf(head), heads.Width, first, count, tile.Left);
        LoadLanes(context.GradientsOf(head), heads.ValueWidth, first, count, tile.Right);
        LoadLanes(context.LogSumsOf(head), 1, first, count, tile.LogSum);
        LoadLanes(context.DeltasOf(head), 1, first, count, tile.Delta);
        tile.SetPositions(first);
        new Span<T>(tile.RightSum, heads.Width * lanes).Clear();
        int visible = x.Causal ? heads.UpTo(head, first + count - 1) : heads.Kept(head).Length;
        for (int j = 0; j < visible; j += AttentionRows)
        {
            int rows = Math.Min(AttentionRows, visible - j);
            T* k = heads.KeysOf(head) + (nint)j * heads.Width;
            T* v = heads.ValuesOf(head) + (nint)j * heads.ValueWidth;
            Tiles.Dots(k, heads.Width, rows, tile.Left, tile.Scores);
            MaskRows(x, heads, head, first, j, rows, tile);
            Tiles.Dots(v, heads.ValueWidth, rows, tile.Right, tile.Slopes);
            if (DropFactors(x, heads, head, first, j, rows, tile, lanesAreQueries: true))
            {
                Tiles.Multiply(tile.Slopes, tile.Drops, rows);
            }
            Tiles.Slope(tile.Scores, tile.Slopes, rows, tile.LogSum, tile.Delta, ofLanes: true);
            Tiles.Accumulate(tile.Slopes, k, heads.Width, rows, tile.RightSum, null);
        }
        HeadRows<T> to = HeadRows<T>.Of(target.Tensor, head);
        for (int lane = 0; lane < count; lane++)
        {
            to.StoreLane(first + lane, lane, heads.Channels, x.Scale, tile.RightSum, lanes, target.Accumulate);
        }
    }

    /// <summary>The gradients of the keys and values in the lanes, over all queries in order.</summary>
    private void KeySlope(
        AttentionContext context,
        int head,
        int first,
        AttentionTile tile,
        GradientTarget<T>? keys,
        GradientTarget<T>? values
    )
    {
        AttentionHeads<T> heads = context.Heads;
        AttentionInputs<T> x = context.Inputs;
        int lanes = Tiles.Lanes;
        ReadOnlySpan<int> kept = heads.Kept(head);
        int count = Math.Min(lanes, kept.Length - first);
        if (count <= 0)
        {
            return;
        }
        LoadLanes(heads.KeysOf(head), heads.Width, first, count, tile.Left);
        LoadLanes(heads.ValuesOf(head), heads.ValueWidth, first, count, tile.Right);
        LoadLanes(heads.PositionsOf(head), 1, first, count, tile.Positions);
        T* bias = heads.BiasOf(head);
        if (bias != null)
        {
            LoadLanes(bias, 1, first, count, tile.Max);
        }
        new Span<T>(tile.RightSum, heads.Width * lanes).Clear();
        new Span<T>(tile.LeftSum, heads.ValueWidth * lanes).Clear();
        for (int i = x.Causal ? kept[first] / AttentionRows * AttentionRows : 0; i < heads.Queries; i += AttentionRows)
        {
            int rows = Math.Min(AttentionRows, heads.Queries - i);
            T* q = context.QueriesOf(head) + (nint)i * heads.Width;
            T* g = context.GradientsOf(head) + (nint)i * heads.ValueWidth;
            Tiles.Dots(q, heads.Width, rows, tile.Left, tile.Scores);
            if (bias != null)
            {
                Tiles.AddToLanes(tile.Scores, rows, tile.Max);
            }
            if (x.Causal && i < kept[first + count - 1])
            {
                T* position = context.QueryPositions + i;
                Tiles.HideFuture(tile.Scores, rows, position, tile.Positions, lanesAreQueries: false);
            }
            Tiles.Dots(g, heads.ValueWidth, rows, tile.Right, tile.Slopes);
            bool drops = DropFactors(x, heads, head, first, i, rows, tile, lanesAreQueries: false);
            if (drops)
            {
                Tiles.Multiply(tile.Slopes, tile.Drops, rows);
            }
            T* logSums = context.LogSumsOf(head) + i;
            Tiles.Slope(tile.Scores, tile.Slopes, rows, logSums, context.DeltasOf(head) + i, ofLanes: false);
            if (drops)
            {
                Tiles.Multiply(tile.Scores, tile.Drops, rows);
            }
            Tiles.Accumulate(tile.Scores, g, heads.ValueWidth, rows, tile.LeftSum, null);
            Tiles.Accumulate(tile.Slopes, q, heads.Width, rows, tile.RightSum, null);
        }
        for (int lane = 0; lane < count; lane++)
        {
            int key = kept[first + lane];
            if (keys is { } keyTarget)
            {
                HeadRows<T>
                    .Of(keyTarget.Tensor, head)
                    .StoreLane(key, lane, heads.Channels, T.One, tile.RightSum, lanes, keyTarget.Accumulate);
            }
            if (values is { } valueTarget)
            {
                HeadRows<T>
                    .Of(valueTarget.Tensor, head)
                    .StoreLane(key, lane, heads.ValueChannels, T.One, tile.LeftSum, lanes, valueTarget.Accumulate);
            }
        }
    }

    /// <summary>Brings rows of packed memory into the lanes.</summary>
    private void LoadLanes(T* rows, int width, int first, int count, T* columns) =>
        new HeadRows<T>(rows, width, 1).LoadLanes(first, count, width, T.One, columns, width, Tiles.Lanes);

    /// <summary>What the threads of a backward pass read.</summary>
    private sealed class AttentionContext
    {
        private readonly T* queries;
        private readonly T* gradients;
        private readonly T* deltas;
        private readonly T* logSums;

        public AttentionContext(
            AttentionInputs<T> inputs,
            AttentionHeads<T> heads,
            T* queries,
            T* gradients,
            T* deltas,
            T* logSums
        )
        {
            Inputs = inputs;
            Heads = heads;
            this.queries = queries;
            this.gradients = gradients;
            this.deltas = deltas;
            this.logSums = logSums;
            QueryPositions = heads.Rent(1, heads.Queries, 1);
            for (int i = 0; i < heads.Queries; i++)
            {
                QueryPositions[i] = T.CreateTruncating(i);
            }
        }

        public AttentionInputs<T> Inputs { get; }

        public AttentionHeads<T> Heads { get; }

        public T* QueryPositions { get; }

        /// <summary>The queries times the scale, [queries, width].</summary>
        public T* QueriesOf(int head) => queries + (nint)head * Heads.Queries * Heads.Width;

        public T* GradientsOf(int head) => gradients + (nint)head * Heads.Queries * Heads.ValueWidth;

        /// <summary>The inner products of outputs and their gradients.</summary>
        public T* DeltasOf(int head) => deltas + (nint)head * Heads.Queries;

        public T* LogSumsOf(int head) => logSums + (nint)head * Heads.Queries;
    }
}
