using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Gsp.Numerics;

namespace Gsp.Networks;

/// <summary>The filter that depthwise convolutions are made of, at the machine's vector width.</summary>
/// <remarks>An element is a sum of fused multiply-adds over the taps in their order, so the vector width changes no bit.</remarks>
internal abstract unsafe class DepthwiseKernels<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static DepthwiseKernels<T> Instance { get; } =
        Vector512.IsHardwareAccelerated ? new DepthwiseKernels<T, Vector512<T>, Lanes512<T>>()
        : Vector256.IsHardwareAccelerated ? new DepthwiseKernels<T, Vector256<T>, Lanes256<T>>()
        : new DepthwiseKernels<T, Vector128<T>, Lanes128<T>>();

    /// <summary>y_t = Σ_j w[indices_j] x[t + offsets_j] for n outputs, or that much more.</summary>
    public abstract void Filter(T* x, T* w, int* indices, int* offsets, int taps, T* y, int n, bool add);
}

/// <inheritdoc/>
internal sealed unsafe class DepthwiseKernels<T, V, L> : DepthwiseKernels<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where L : struct, IMathLanes<T, V>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Filter(T* x, T* w, int* indices, int* offsets, int taps, T* y, int n, bool add)
    {
        int t = 0;
        for (; t <= n - (4 * L.Count); t += 4 * L.Count)
        {
            V s0 = L.Zero;
            V s1 = L.Zero;
            V s2 = L.Zero;
            V s3 = L.Zero;
            for (int j = 0; j < taps; j++)
            {
                V factor = L.Broadcast(w[indices[j]]);
                T* from = x + t + offsets[j];
                s0 = L.MultiplyAdd(factor, L.Load(from), s0);
                s1 = L.MultiplyAdd(factor, L.Load(from + L.Count), s1);
                s2 = L.MultiplyAdd(factor, L.Load(from + (2 * L.Count)), s2);
                s3 = L.MultiplyAdd(factor, L.Load(from + (3 * L.Count)), s3);
            }
            T* to = y + t;
            L.Store(to, add ? L.Add(s0, L.Load(to)) : s0);
            L.Store(to + L.Count, add ? L.Add(s1, L.Load(to + L.Count)) : s1);
            L.Store(to + (2 * L.Count), add ? L.Add(s2, L.Load(to + (2 * L.Count))) : s2);
            L.Store(to + (3 * L.Count), add ? L.Add(s3, L.Load(to + (3 * L.Count))) : s3);
        }
        for (; t < n; t += L.Count)
        {
            V sum = L.Zero;
            for (int j = 0; j < taps; j++)
            {
                sum = L.MultiplyAdd(L.Broadcast(w[indices[j]]), L.LoadFirst(x + t + offsets[j], n - t), sum);
            }
            L.StoreFirst(y + t, add ? L.Add(sum, L.LoadFirst(y + t, n - t)) : sum, n - t);
        }
    }
}
