using System.Numerics;
using System.Runtime.CompilerServices;

namespace Gsp.Numerics;

/// <summary>Kernels on contiguous vectors, written once for every width.</summary>
/// <remarks>Element-wise kernels: one fused multiply-add or product per element, the same in the body and in the rest.</remarks>
internal static unsafe partial class VectorKernels<T, V, L>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where L : struct, ILanes<T, V>
{
    /// <summary>y_i = fma(a, x_i, y_i).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(T a, T* x, T* y, int n)
    {
        V factor = L.Broadcast(a);
        int i = 0;
        for (; i <= n - 2 * L.Count; i += 2 * L.Count)
        {
            L.Store(y + i, L.MultiplyAdd(factor, L.Load(x + i), L.Load(y + i)));
            L.Store(y + i + L.Count, L.MultiplyAdd(factor, L.Load(x + i + L.Count), L.Load(y + i + L.Count)));
        }
        for (; i < n; i++)
        {
            y[i] = T.FusedMultiplyAdd(a, x[i], y[i]);
        }
    }

    /// <summary>y_i = fma(a, x_i, b y_i), or a x_i where b is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Combine(T a, T* x, T b, T* y, int n)
    {
        V factor = L.Broadcast(a);
        V decay = L.Broadcast(b);
        int i = 0;
        if (b == T.Zero)
        {
            for (; i <= n - L.Count; i += L.Count)
            {
                L.Store(y + i, L.Multiply(factor, L.Load(x + i)));
            }
            for (; i < n; i++)
            {
                y[i] = a * x[i];
            }
            return;
        }
        for (; i <= n - 2 * L.Count; i += 2 * L.Count)
        {
            V y0 = L.Multiply(decay, L.Load(y + i));
            V y1 = L.Multiply(decay, L.Load(y + i + L.Count));
            L.Store(y + i, L.MultiplyAdd(factor, L.Load(x + i), y0));
            L.Store(y + i + L.Count, L.MultiplyAdd(factor, L.Load(x + i + L.Count), y1));
        }
        for (; i < n; i++)
        {
            y[i] = T.FusedMultiplyAdd(a, x[i], b * y[i]);
        }
    }

    /// <summary>y_i = fma(a, (s x_i), b y_i), or a (s x_i) where b is zero: a row of a symmetric rank-one update.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CombineProduct(T a, T s, T* x, T b, T* y, int n)
    {
        V factor = L.Broadcast(a);
        V scale = L.Broadcast(s);
        V decay = L.Broadcast(b);
        int i = 0;
        if (b == T.Zero)
        {
            for (; i <= n - L.Count; i += L.Count)
            {
                L.Store(y + i, L.Multiply(factor, L.Multiply(scale, L.Load(x + i))));
            }
            for (; i < n; i++)
            {
                y[i] = a * (s * x[i]);
            }
            return;
        }
        for (; i <= n - L.Count; i += L.Count)
        {
            V product = L.Multiply(scale, L.Load(x + i));
            L.Store(y + i, L.MultiplyAdd(factor, product, L.Multiply(decay, L.Load(y + i))));
        }
        for (; i < n; i++)
        {
            y[i] = T.FusedMultiplyAdd(a, s * x[i], b * y[i]);
        }
    }

    /// <summary>y_i = a y_i, or zero where a is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scale(T a, T* y, int n)
    {
        V factor = L.Broadcast(a);
        bool clear = a == T.Zero;
        int i = 0;
        for (; i <= n - L.Count; i += L.Count)
        {
            L.Store(y + i, clear ? L.Zero : L.Multiply(factor, L.Load(y + i)));
        }
        for (; i < n; i++)
        {
            y[i] = clear ? T.Zero : a * y[i];
        }
    }

    /// <summary>y_i = fma(x3_i, t3, fma(x2_i, t2, fma(x1_i, t1, fma(x0_i, t0, y_i)))): four columns at a time of a product A t.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddFourScaled(T* t, T* x, nint stride, T* y, int n)
    {
        T* x1 = x + stride;
        T* x2 = x1 + stride;
        T* x3 = x2 + stride;
        V t0 = L.Broadcast(t[0]);
        V t1 = L.Broadcast(t[1]);
        V t2 = L.Broadcast(t[2]);
        V t3 = L.Broadcast(t[3]);
        int i = 0;
        for (; i <= n - 2 * L.Count; i += 2 * L.Count)
        {
            V a = L.Load(y + i);
            V b = L.Load(y + i + L.Count);
            a = L.MultiplyAdd(L.Load(x + i), t0, a);
            b = L.MultiplyAdd(L.Load(x + i + L.Count), t0, b);
            a = L.MultiplyAdd(L.Load(x1 + i), t1, a);
            b = L.MultiplyAdd(L.Load(x1 + i + L.Count), t1, b);
            a = L.MultiplyAdd(L.Load(x2 + i), t2, a);
            b = L.MultiplyAdd(L.Load(x2 + i + L.Count), t2, b);
            a = L.MultiplyAdd(L.Load(x3 + i), t3, a);
            b = L.MultiplyAdd(L.Load(x3 + i + L.Count), t3, b);
            L.Store(y + i, a);
            L.Store(y + i + L.Count, b);
        }
        for (; i < n; i++)
        {
            T a = T.FusedMultiplyAdd(x[i], t[0], y[i]);
            a = T.FusedMultiplyAdd(x1[i], t[1], a);
            a = T.FusedMultiplyAdd(x2[i], t[2], a);
            y[i] = T.FusedMultiplyAdd(x3[i], t[3], a);
        }
    }
}
