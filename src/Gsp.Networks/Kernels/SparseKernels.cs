using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Gsp.Numerics;

namespace Gsp.Networks;

/// <summary>One row of a sparse-dense product at the machine's vector width.</summary>
/// <remarks>Each element of the result is a chain of fused multiply-adds in the order of the entries, whatever the width.</remarks>
internal abstract unsafe class SparseKernels<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static SparseKernels<T> Instance { get; } =
        Vector512.IsHardwareAccelerated ? new SparseKernels<T, Vector512<T>, Lanes512<T>>()
        : Vector256.IsHardwareAccelerated ? new SparseKernels<T, Vector256<T>, Lanes256<T>>()
        : new SparseKernels<T, Vector128<T>, Lanes128<T>>();

    /// <summary>y_i (+)= Σ_k values_k x[columns_k stride + i], i below n; without values, of ones.</summary>
    public abstract void Row(T* x, nint stride, int* columns, T* values, int entries, T* y, int n, bool accumulate);
}

/// <inheritdoc/>
internal sealed unsafe class SparseKernels<T, V, L> : SparseKernels<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where L : struct, IMathLanes<T, V>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Row(T* x, nint stride, int* columns, T* values, int entries, T* y, int n, bool accumulate)
    {
        // A sum that starts at -0 keeps the sign of its first term's zero: a row of a single one copies.
        T start = entries == 0 ? T.Zero : T.NegativeZero;
        if (n == 1)
        {
            T sum = accumulate ? *y : start;
            for (int k = 0; k < entries; k++)
            {
                sum = T.FusedMultiplyAdd(values == null ? T.One : values[k], x[columns[k] * stride], sum);
            }
            *y = sum;
            return;
        }
        V zero = L.Broadcast(start);
        V one = L.Broadcast(T.One);
        int i = 0;
        for (; i <= n - 4 * L.Count; i += 4 * L.Count)
        {
            T* to = y + i;
            V a = accumulate ? L.Load(to) : zero;
            V b = accumulate ? L.Load(to + L.Count) : zero;
            V c = accumulate ? L.Load(to + 2 * L.Count) : zero;
            V d = accumulate ? L.Load(to + 3 * L.Count) : zero;
            for (int k = 0; k < entries; k++)
            {
                T* from = x + columns[k] * stride + i;
                V value = values == null ? one : L.Broadcast(values[k]);
                a = L.MultiplyAdd(value, L.Load(from), a);
                b = L.MultiplyAdd(value, L.Load(from + L.Count), b);
                c = L.MultiplyAdd(value, L.Load(from + 2 * L.Count), c);
                d = L.MultiplyAdd(value, L.Load(from + 3 * L.Count), d);
            }
            L.Store(to, a);
            L.Store(to + L.Count, b);
            L.Store(to + 2 * L.Count, c);
            L.Store(to + 3 * L.Count, d);
        }
        for (; i < n; i += L.Count)
        {
            int count = n - i;
            V sum = accumulate ? L.LoadFirst(y + i, count) : zero;
            for (int k = 0; k < entries; k++)
            {
                V value = values == null ? one : L.Broadcast(values[k]);
                sum = L.MultiplyAdd(value, L.LoadFirst(x + columns[k] * stride + i, count), sum);
            }
            L.StoreFirst(y + i, sum, count);
        }
    }
}
