using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Gsp.Numerics;

namespace Gsp.Networks;

/// <summary>The inner loops of blocked attention: a tile of scores has one query (or key) in each lane and one key (or query) in each row.</summary>
/// <remarks>
/// A tile is [rows, <see cref="Lanes"/>]; "columns" are the channels of what stands in the lanes, [channels, lanes], and "rows" the channels of the
/// other side, [rows, channels], with channels padded by zeros to a multiple of <see cref="Chunk"/>. As every lane is a query (or key) of its own,
/// there is no sum across lanes: what one result sees, and so its bits, do not depend on the vector width.
/// </remarks>
internal abstract unsafe class AttentionKernels<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Channels whose vectors stay in registers during a pass over the rows.</summary>
    public const int Chunk = 8;

    public static AttentionKernels<T> Instance { get; } =
        Vector512.IsHardwareAccelerated ? new AttentionKernels<T, Vector512<T>, Lanes512<T>>()
        : Vector256.IsHardwareAccelerated ? new AttentionKernels<T, Vector256<T>, Lanes256<T>>()
        : new AttentionKernels<T, Vector128<T>, Lanes128<T>>();

    /// <summary>Queries (or keys) side by side.</summary>
    public abstract int Lanes { get; }

    /// <summary>tile_jl = Σ_c rows_jc columns_cl.</summary>
    public abstract void Dots(T* rows, int channels, int count, T* columns, T* tile);

    /// <summary>target_cl = scale_l target_cl + Σ_j tile_jl rows_jc; a null scale is 1.</summary>
    public abstract void Accumulate(T* tile, T* rows, int channels, int count, T* target, T* scale);

    /// <summary>tile_jl = tile_jl factors_jl.</summary>
    public abstract void Multiply(T* tile, T* factors, int count);

    /// <summary>tile_jl += rowBias_j.</summary>
    public abstract void AddToRows(T* tile, int count, T* rowBias);

    /// <summary>tile_jl += laneBias_l.</summary>
    public abstract void AddToLanes(T* tile, int count, T* laneBias);

    /// <summary>tile_jl = -∞ where the key lies behind the query.</summary>
    public abstract void HideFuture(T* tile, int count, T* rowPosition, T* lanePosition, bool lanesAreQueries);

    /// <summary>One step of the softmax over rows: the running maxima and sums of the lanes take in the tile, which becomes e^(tile - maximum);
    /// scale receives e^(old maximum - new maximum).</summary>
    public abstract void Exp(T* tile, int count, T* max, T* sum, T* scale);

    /// <summary>scale = 1 / sum and logSum = max + log sum of every lane; 0 and 0 where the sum is 0 (no key at all).</summary>
    public abstract void Finish(T* max, T* sum, T* scale, T* logSum);

    /// <summary>scores = p = e^(scores - logSum), slopes = p (slopes - delta), with logSum and delta of the lanes or of the rows.</summary>
    public abstract void Slope(T* scores, T* slopes, int count, T* logSum, T* delta, bool ofLanes);
}

/// <inheritdoc/>
internal sealed unsafe class AttentionKernels<T, V, L> : AttentionKernels<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where L : struct, IMathLanes<T, V>
{
    public override int Lanes => L.Count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Dots(T* rows, int channels, int count, T* columns, T* tile)
    {
        for (int first = 0; first < channels; first += Chunk)
        {
            T* q = columns + (nint)first * L.Count;
            V q0 = L.Load(q);
            V q1 = L.Load(q + L.Count);
            V q2 = L.Load(q + (2 * L.Count));
            V q3 = L.Load(q + (3 * L.Count));
            V q4 = L.Load(q + (4 * L.Count));
            V q5 = L.Load(q + (5 * L.Count));
            V q6 = L.Load(q + (6 * L.Count));
            V q7 = L.Load(q + (7 * L.Count));
            T* k = rows + first;
            T* s = tile;
            for (int j = 0; j < count; j++)
            {
                V sum = first == 0 ? L.Zero : L.Load(s);
                sum = L.MultiplyAdd(q0, L.Broadcast(k[0]), sum);
                sum = L.MultiplyAdd(q1, L.Broadcast(k[1]), sum);
                sum = L.MultiplyAdd(q2, L.Broadcast(k[2]), sum);
                sum = L.MultiplyAdd(q3, L.Broadcast(k[3]), sum);
                sum = L.MultiplyAdd(q4, L.Broadcast(k[4]), sum);
                sum = L.MultiplyAdd(q5, L.Broadcast(k[5]), sum);
                sum = L.MultiplyAdd(q6, L.Broadcast(k[6]), sum);
                sum = L.MultiplyAdd(q7, L.Broadcast(k[7]), sum);
                L.Store(s, sum);
                s += L.Count;
                k += channels;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Accumulate(T* tile, T* rows, int channels, int count, T* target, T* scale)
    {
        V factor = scale == null ? L.Broadcast(T.One) : L.Load(scale);
        for (int first = 0; first < channels; first += Chunk)
        {
            T* o = target + (nint)first * L.Count;
            V o0 = L.Multiply(factor, L.Load(o));
            V o1 = L.Multiply(factor, L.Load(o + L.Count));
            V o2 = L.Multiply(factor, L.Load(o + (2 * L.Count)));
            V o3 = L.Multiply(factor, L.Load(o + (3 * L.Count)));
            V o4 = L.Multiply(factor, L.Load(o + (4 * L.Count)));
            V o5 = L.Multiply(factor, L.Load(o + (5 * L.Count)));
            V o6 = L.Multiply(factor, L.Load(o + (6 * L.Count)));
            V o7 = L.Multiply(factor, L.Load(o + (7 * L.Count)));
            T* v = rows + first;
            T* s = tile;
            for (int j = 0; j < count; j++)
            {
                V p = L.Load(s);
                o0 = L.MultiplyAdd(p, L.Broadcast(v[0]), o0);
                o1 = L.MultiplyAdd(p, L.Broadcast(v[1]), o1);
                o2 = L.MultiplyAdd(p, L.Broadcast(v[2]), o2);
                o3 = L.MultiplyAdd(p, L.Broadcast(v[3]), o3);
                o4 = L.MultiplyAdd(p, L.Broadcast(v[4]), o4);
                o5 = L.MultiplyAdd(p, L.Broadcast(v[5]), o5);
                o6 = L.MultiplyAdd(p, L.Broadcast(v[6]), o6);
                o7 = L.MultiplyAdd(p, L.Broadcast(v[7]), o7);
                s += L.Count;
                v += channels;
            }
            L.Store(o, o0);
            L.Store(o + L.Count, o1);
            L.Store(o + (2 * L.Count), o2);
            L.Store(o + (3 * L.Count), o3);
            L.Store(o + (4 * L.Count), o4);
            L.Store(o + (5 * L.Count), o5);
            L.Store(o + (6 * L.Count), o6);
            L.Store(o + (7 * L.Count), o7);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Multiply(T* tile, T* factors, int count)
    {
        for (int j = 0; j < count * L.Count; j += L.Count)
        {
            L.Store(tile + j, L.Multiply(L.Load(tile + j), L.Load(factors + j)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddToRows(T* tile, int count, T* rowBias)
    {
        for (int j = 0; j < count; j++)
        {
            L.Store(tile + (j * L.Count), L.Add(L.Load(tile + (j * L.Count)), L.Broadcast(rowBias[j])));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddToLanes(T* tile, int count, T* laneBias)
    {
        V bias = L.Load(laneBias);
        for (int j = 0; j < count; j++)
        {
            L.Store(tile + (j * L.Count), L.Add(L.Load(tile + (j * L.Count)), bias));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void HideFuture(T* tile, int count, T* rowPosition, T* lanePosition, bool lanesAreQueries)
    {
        V lane = L.Load(lanePosition);
        V hidden = L.Broadcast(T.NegativeInfinity);
        for (int j = 0; j < count; j++)
        {
            V row = L.Broadcast(rowPosition[j]);
            V behind = lanesAreQueries ? L.LessThan(lane, row) : L.LessThan(row, lane);
            T* s = tile + (j * L.Count);
            L.Store(s, L.Select(behind, hidden, L.Load(s)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Exp(T* tile, int count, T* max, T* sum, T* scale)
    {
        V old = L.Load(max);
        V even = old;
        V odd = old;
        int j = 0;
        for (; j + 1 < count; j += 2)
        {
            even = L.Max(even, L.Load(tile + (j * L.Count)));
            odd = L.Max(odd, L.Load(tile + ((j + 1) * L.Count)));
        }
        if (j < count)
        {
            even = L.Max(even, L.Load(tile + (j * L.Count)));
        }
        V shift = L.Max(even, odd);
        V part = L.Zero;
        T* end = tile + (nint)count * L.Count;
        for (T* s = tile; s < end; s += L.Count)
        {
            V p = VectorMath<T, V, L>.ExpOfNegative(L.Subtract(L.Load(s), shift));
            part = L.Add(part, p);
            L.Store(s, p);
        }
        V factor = VectorMath<T, V, L>.ExpOfNegative(L.Subtract(old, shift));
        L.Store(scale, factor);
        L.Store(max, shift);
        L.Store(sum, L.MultiplyAdd(L.Load(sum), factor, part));
    }

    public override void Finish(T* max, T* sum, T* scale, T* logSum)
    {
        V total = L.Load(sum);
        V none = L.Equal(total, L.Zero);
        L.Store(scale, L.Select(none, L.Zero, L.Divide(L.Broadcast(T.One), total)));
        L.Store(logSum, L.Select(none, L.Zero, L.Add(L.Load(max), VectorMath<T, V, L>.Log(total))));
    }

    public override void Slope(T* scores, T* slopes, int count, T* logSum, T* delta, bool ofLanes)
    {
        if (ofLanes)
        {
            SlopeOfLanes(scores, slopes, count, logSum, delta);
        }
        else
        {
            SlopeOfRows(scores, slopes, count, logSum, delta);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SlopeOfLanes(T* scores, T* slopes, int count, T* logSum, T* delta)
    {
        V shift = L.Load(logSum);
        V mean = L.Load(delta);
        for (int j = 0; j < count; j++)
        {
            T* s = scores + (j * L.Count);
            T* d = slopes + (j * L.Count);
            V p = VectorMath<T, V, L>.ExpOfNegative(L.Subtract(L.Load(s), shift));
            L.Store(s, p);
            L.Store(d, L.Multiply(p, L.Subtract(L.Load(d), mean)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SlopeOfRows(T* scores, T* slopes, int count, T* logSum, T* delta)
    {
        for (int j = 0; j < count; j++)
        {
            T* s = scores + (j * L.Count);
            T* d = slopes + (j * L.Count);
            V p = VectorMath<T, V, L>.ExpOfNegative(L.Subtract(L.Load(s), L.Broadcast(logSum[j])));
            L.Store(s, p);
            L.Store(d, L.Multiply(p, L.Subtract(L.Load(d), L.Broadcast(delta[j]))));
        }
    }
}
