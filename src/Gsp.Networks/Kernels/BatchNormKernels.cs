using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Gsp.Numerics;

namespace Gsp.Networks;

/// <summary>Passes over the values of one channel, whose mean and factors are numbers.</summary>
/// <remarks>Every element is computed by itself by single IEEE 754 operations, so neither cuts nor the vector width change a bit.</remarks>
internal abstract unsafe class BatchNormKernels<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static BatchNormKernels<T> Instance { get; } =
        Vector512.IsHardwareAccelerated ? new BatchNormKernels<T, Vector512<T>, Lanes512<T>>()
        : Vector256.IsHardwareAccelerated ? new BatchNormKernels<T, Vector256<T>, Lanes256<T>>()
        : new BatchNormKernels<T, Vector128<T>, Lanes128<T>>();

    /// <summary>y_i = (x_i - mean) factor + offset + r_i, at least 0 if rectified; r may be null.</summary>
    public abstract void Norm(T* x, T mean, T factor, T offset, T* r, bool rectify, T* y, int n);

    /// <summary>y_i (+)= factor (g_i - common - (x_i - mean) slope), with g_i = 0 where the output was rectified away; output may be null.</summary>
    public abstract void NormSlope(
        T* g,
        T* output,
        T* x,
        T mean,
        T factor,
        T common,
        T slope,
        T* y,
        int n,
        bool accumulate
    );
}

/// <inheritdoc/>
internal sealed unsafe class BatchNormKernels<T, V, L> : BatchNormKernels<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where L : struct, IMathLanes<T, V>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Norm(T* x, T mean, T factor, T offset, T* r, bool rectify, T* y, int n)
    {
        V shift = L.Broadcast(-mean);
        V scale = L.Broadcast(factor);
        V up = L.Broadcast(offset);
        for (int i = 0; i < n; i += L.Count)
        {
            int count = n - i;
            V value = L.MultiplyAdd(L.Add(L.LoadFirst(x + i, count), shift), scale, up);
            value = r == null ? value : L.Add(value, L.LoadFirst(r + i, count));
            value = rectify ? L.Select(L.LessThan(value, L.Zero), L.Zero, value) : value; // NaN stays
            L.StoreFirst(y + i, value, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void NormSlope(
        T* g,
        T* output,
        T* x,
        T mean,
        T factor,
        T common,
        T slope,
        T* y,
        int n,
        bool accumulate
    )
    {
        V shift = L.Broadcast(-mean);
        V scale = L.Broadcast(factor);
        V minusCommon = L.Broadcast(-common);
        V minusSlope = L.Broadcast(-slope);
        for (int i = 0; i < n; i += L.Count)
        {
            int count = n - i;
            V above = L.LoadFirst(g + i, count);
            above = output == null ? above : L.And(L.LessThan(L.Zero, L.LoadFirst(output + i, count)), above);
            V centred = L.Add(L.LoadFirst(x + i, count), shift);
            V rest = L.MultiplyAdd(centred, minusSlope, L.Add(above, minusCommon));
            V old = accumulate ? L.LoadFirst(y + i, count) : L.Zero;
            L.StoreFirst(y + i, L.MultiplyAdd(scale, rest, old), count);
        }
    }
}
