using System.Numerics;
using System.Runtime.CompilerServices;

namespace Gsp.Numerics;

/// <summary>Kernels on contiguous vectors, written once for every width.</summary>
/// <remarks>Reductions run over virtual lanes of 128 bytes (16 doubles or 32 floats): lane l takes elements l, l + 16, l + 32, ... and the
/// lanes are added by halves, so the bits are the same for vectors of 128, 256 and 512 bits.</remarks>
internal static unsafe class VectorKernels<T, V, L>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where L : struct, ILanes<T, V>
{
    /// <summary>Virtual lanes of a reduction.</summary>
    private static int Lanes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 128 / sizeof(T);
    }

    /// <summary>Vectors that hold the virtual lanes: 2, 4 or 8. A constant to the compiler, so that unused accumulators vanish.</summary>
    private static int PerLanes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Lanes / L.Count;
    }

    /// <summary>The sum of x_i y_i.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Dot(T* x, T* y, int n)
    {
        V s0 = L.Zero,
            s1 = L.Zero,
            s2 = L.Zero,
            s3 = L.Zero,
            s4 = L.Zero,
            s5 = L.Zero,
            s6 = L.Zero,
            s7 = L.Zero;
        T* rest = stackalloc T[2 * Lanes];
        while (n > 0)
        {
            if (n < Lanes)
            {
                // The rest takes its lanes in the same way, padded with zeros.
                for (int i = 0; i < Lanes; i++)
                {
                    rest[i] = i < n ? x[i] : T.Zero;
                    rest[Lanes + i] = i < n ? y[i] : T.Zero;
                }
                x = rest;
                y = rest + Lanes;
            }
            s0 = L.MultiplyAdd(L.Load(x), L.Load(y), s0);
            s1 = L.MultiplyAdd(L.Load(x + L.Count), L.Load(y + L.Count), s1);
            if (PerLanes > 2)
            {
                s2 = L.MultiplyAdd(L.Load(x + 2 * L.Count), L.Load(y + 2 * L.Count), s2);
                s3 = L.MultiplyAdd(L.Load(x + 3 * L.Count), L.Load(y + 3 * L.Count), s3);
            }
            if (PerLanes > 4)
            {
                s4 = L.MultiplyAdd(L.Load(x + 4 * L.Count), L.Load(y + 4 * L.Count), s4);
                s5 = L.MultiplyAdd(L.Load(x + 5 * L.Count), L.Load(y + 5 * L.Count), s5);
                s6 = L.MultiplyAdd(L.Load(x + 6 * L.Count), L.Load(y + 6 * L.Count), s6);
                s7 = L.MultiplyAdd(L.Load(x + 7 * L.Count), L.Load(y + 7 * L.Count), s7);
            }
            x += Lanes;
            y += Lanes;
            n -= Lanes;
        }
        return Halve(s0, s1, s2, s3, s4, s5, s6, s7);
    }

    /// <summary>The sum of x_i.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Sum(T* x, int n)
    {
        V s0 = L.Zero,
            s1 = L.Zero,
            s2 = L.Zero,
            s3 = L.Zero,
            s4 = L.Zero,
            s5 = L.Zero,
            s6 = L.Zero,
            s7 = L.Zero;
        T* rest = stackalloc T[Lanes];
        while (n > 0)
        {
            if (n < Lanes)
            {
                for (int i = 0; i < Lanes; i++)
                {
                    rest[i] = i < n ? x[i] : T.Zero;
                }
                x = rest;
            }
            s0 = L.Add(s0, L.Load(x));
            s1 = L.Add(s1, L.Load(x + L.Count));
            if (PerLanes > 2)
            {
                s2 = L.Add(s2, L.Load(x + 2 * L.Count));
                s3 = L.Add(s3, L.Load(x + 3 * L.Count));
            }
            if (PerLanes > 4)
            {
                s4 = L.Add(s4, L.Load(x + 4 * L.Count));
                s5 = L.Add(s5, L.Load(x + 5 * L.Count));
                s6 = L.Add(s6, L.Load(x + 6 * L.Count));
                s7 = L.Add(s7, L.Load(x + 7 * L.Count));
            }
            x += Lanes;
            n -= Lanes;
        }
        return Halve(s0, s1, s2, s3, s4, s5, s6, s7);
    }

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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Halve(V s0, V s1, V s2, V s3, V s4, V s5, V s6, V s7)
    {
        if (PerLanes > 4)
        {
            s0 = L.Add(s0, s4);
            s1 = L.Add(s1, s5);
            s2 = L.Add(s2, s6);
            s3 = L.Add(s3, s7);
        }
        if (PerLanes > 2)
        {
            s0 = L.Add(s0, s2);
            s1 = L.Add(s1, s3);
        }
        return L.SumByHalves(L.Add(s0, s1));
    }
}
