using System.Numerics;

namespace Gsp.Networks;

/// <summary>The rows (queries, keys or values) of one head: any strides.</summary>
internal readonly unsafe struct HeadRows<T>(T* start, nint rowStep, nint channelStep)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The rows of head number <paramref name="head"/> of [batch, heads, rows, channels], counted through all batches.</summary>
    public static HeadRows<T> Of(Tensor<T> x, int head)
    {
        (int batch, int inBatch) = Math.DivRem(head, x.Shape[1]);
        T* start = (T*)x.Address + ((nint)batch * x.Strides[0]) + ((nint)inBatch * x.Strides[1]);
        return new HeadRows<T>(start, x.Strides[2], x.Strides[3]);
    }

    public T* At(int row, int channel) => start + (row * rowStep) + (channel * channelStep);

    /// <summary>Copies a row, times a factor, and zeros behind it up to a width.</summary>
    public void CopyRow(int row, int channels, T factor, T* target, int width)
    {
        for (int c = 0; c < channels; c++)
        {
            target[c] = factor * *At(row, c);
        }
        new Span<T>(target + channels, width - channels).Clear();
    }

    /// <summary>Copies rows into the lanes of [width, lanes], times a factor; zeros elsewhere.</summary>
    public void LoadLanes(int first, int count, int channels, T factor, T* columns, int width, int lanes)
    {
        new Span<T>(columns, width * lanes).Clear();
        for (int lane = 0; lane < count; lane++)
        {
            for (int c = 0; c < channels; c++)
            {
                columns[(c * lanes) + lane] = factor * *At(first + lane, c);
            }
        }
    }

    /// <summary>Writes (or adds) one lane of [channels, lanes], times a factor, to a row.</summary>
    public void StoreLane(int row, int lane, int channels, T factor, T* columns, int lanes, bool accumulate)
    {
        for (int c = 0; c < channels; c++)
        {
            T value = factor * columns[(c * lanes) + lane];
            T* target = At(row, c);
            *target = accumulate ? *target + value : value;
        }
    }
}

/// <summary>Keys and values of all heads packed for the kernels: rows one after another, keys that a mask removes left out.</summary>
/// <remarks>Removed keys cost nothing and cannot make themselves felt, whatever they hold. Memory: that of keys and values.</remarks>
internal sealed unsafe class AttentionHeads<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly MemoryPool pool;
    private readonly List<(nint Address, long Bytes)> rented = [];
    private readonly int[][] kept;
    private readonly T* positions;
    private T* bias;

    public AttentionHeads(AttentionInputs<T> x)
    {
        pool = x.Queries.Workspace.Pool;
        Heads = x.Queries.Shape[0] * x.Queries.Shape[1];
        HeadsInBatch = x.Queries.Shape[1];
        Queries = x.Queries.Shape[2];
        Keys = x.Keys.Shape[2];
        Channels = x.Queries.Shape[3];
        ValueChannels = x.Values.Shape[3];
        Width = Padded(Channels);
        ValueWidth = Padded(ValueChannels);
        KeyRows = Rent(Heads, Keys, Width);
        ValueRows = Rent(Heads, Keys, ValueWidth);
        int batches = x.Queries.Shape[0];
        kept = new int[batches][];
        positions = Rent(batches, Keys, 1);
        for (int batch = 0; batch < batches; batch++)
        {
            Keep(x.KeyBias, batch);
        }
    }

    /// <summary>Heads of all batches together.</summary>
    public int Heads { get; }

    public int HeadsInBatch { get; }

    public int Queries { get; }

    public int Keys { get; }

    public int Channels { get; }

    public int ValueChannels { get; }

    /// <summary>Channels, padded.</summary>
    public int Width { get; }

    /// <summary>Value channels, padded.</summary>
    public int ValueWidth { get; }

    private T* KeyRows { get; }

    private T* ValueRows { get; }

    /// <summary>Whether the mask removes a key anywhere.</summary>
    public bool Removes => Array.Exists(kept, indices => indices.Length < Keys);

    /// <summary>The keys that are left, as their indices.</summary>
    public ReadOnlySpan<int> Kept(int head) => kept[head / HeadsInBatch];

    public T* KeysOf(int head) => KeyRows + (nint)head * Keys * Width;

    public T* ValuesOf(int head) => ValueRows + (nint)head * Keys * ValueWidth;

    /// <summary>The indices of the keys that are left, as numbers to compare.</summary>
    public T* PositionsOf(int head) => positions + (nint)(head / HeadsInBatch) * Keys;

    /// <summary>What is added to the scores of the keys that are left; null where that is 0 throughout.</summary>
    public T* BiasOf(int head) => bias == null ? null : bias + (nint)(head / HeadsInBatch) * Keys;

    public static int Padded(int channels) =>
        (channels + AttentionKernels<T>.Chunk - 1) / AttentionKernels<T>.Chunk * AttentionKernels<T>.Chunk;

    public T* Rent(int heads, int rows, int width)
    {
        (nint address, long bytes) = pool.Rent((long)heads * rows * width * sizeof(T));
        rented.Add((address, bytes));
        return (T*)address;
    }

    /// <summary>Packs the keys and values of one head.</summary>
    public void Pack(AttentionInputs<T> x, int head)
    {
        HeadRows<T> k = HeadRows<T>.Of(x.Keys, head);
        HeadRows<T> v = HeadRows<T>.Of(x.Values, head);
        ReadOnlySpan<int> indices = Kept(head);
        for (int j = 0; j < indices.Length; j++)
        {
            k.CopyRow(indices[j], Channels, T.One, KeysOf(head) + (nint)j * Width, Width);
            v.CopyRow(indices[j], ValueChannels, T.One, ValuesOf(head) + (nint)j * ValueWidth, ValueWidth);
        }
    }

    /// <summary>Packs all rows of one head of queries or gradients.</summary>
    public static void PackRows(Tensor<T> x, int head, T factor, T* target, int width)
    {
        HeadRows<T> rows = HeadRows<T>.Of(x, head);
        for (int i = 0; i < x.Shape[2]; i++)
        {
            rows.CopyRow(i, x.Shape[3], factor, target + (nint)i * width, width);
        }
    }

    /// <summary>How many of the keys that are left have an index up to a query's.</summary>
    public int UpTo(int head, int query)
    {
        int place = Kept(head).BinarySearch(query);
        return place < 0 ? ~place : place + 1;
    }

    public void Dispose()
    {
        foreach ((nint address, long bytes) in rented)
        {
            pool.Return(address, bytes);
        }
        rented.Clear();
    }

    private void Keep(Tensor<T>? keyBias, int batch)
    {
        var indices = new List<int>(Keys);
        for (int j = 0; j < Keys; j++)
        {
            T more = keyBias is null
                ? T.Zero
                : *((T*)keyBias.Address + ((nint)batch * keyBias.Strides[0]) + ((nint)j * keyBias.Strides[1]));
            if (T.IsNegativeInfinity(more))
            {
                continue;
            }
            if (bias == null && more != T.Zero)
            {
                bias = Rent(kept.Length, Keys, 1);
                new Span<T>(bias, kept.Length * Keys).Clear();
            }
            if (bias != null)
            {
                bias[((nint)batch * Keys) + indices.Count] = more;
            }
            positions[((nint)batch * Keys) + indices.Count] = T.CreateTruncating(j);
            indices.Add(j);
        }
        kept[batch] = [.. indices];
    }
}
