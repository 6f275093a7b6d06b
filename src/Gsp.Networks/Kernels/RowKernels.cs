using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Gsp.Numerics;

namespace Gsp.Networks;

/// <summary>Kernels that work on a row of numbers as a whole: softmax and normalisation.</summary>
/// <remarks>Sums run over the virtual lanes of <see cref="Vectors"/>, so the vector width changes no bit.</remarks>
internal abstract unsafe class RowKernels<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static RowKernels<T> Instance { get; } =
        Vector512.IsHardwareAccelerated ? new RowKernels<T, Vector512<T>, Lanes512<T>>()
        : Vector256.IsHardwareAccelerated ? new RowKernels<T, Vector256<T>, Lanes256<T>>()
        : new RowKernels<T, Vector128<T>, Lanes128<T>>();

    /// <summary>The largest of n numbers, or NaN where one is NaN.</summary>
    public abstract T Max(T* x, int n);

    /// <summary>y_i = e^(x_i - shift), for a shift that is no less than any x.</summary>
    public abstract void ExpShifted(T* x, T shift, T* y, int n);

    /// <summary>y_i = a x_i + b.</summary>
    public abstract void Affine(T* x, T a, T b, T* y, int n);

    /// <summary>y_i = fma(h_i, w_i, b_i), where w and b may be null for ones and zeros.</summary>
    public abstract void ScaleShift(T* h, T* w, T* b, T* y, int n);

    /// <summary>y_i (+)= y-gradient of a softmax: s_i (g_i - dot).</summary>
    public abstract void SoftmaxSlope(T* s, T* g, T dot, T* y, int n, bool accumulate);

    /// <summary>y_i (+)= a (g_i - p - h_i q), the gradient of a normalisation.</summary>
    public abstract void NormSlope(T* g, T* h, T a, T p, T q, T* y, int n, bool accumulate);

    /// <summary>y_i = a_i b_i.</summary>
    public abstract void Multiply(T* a, T* b, T* y, int n);

    /// <summary>y_i = y_i + a_i b_i.</summary>
    public abstract void MultiplyAdd(T* a, T* b, T* y, int n);
}

/// <inheritdoc/>
internal sealed unsafe class RowKernels<T, V, L> : RowKernels<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where L : struct, IMathLanes<T, V>
{
    public override T Max(T* x, int n)
    {
        T* lanes = stackalloc T[L.Count];
        V largest = L.Broadcast(T.NegativeInfinity);
        V sum = L.Zero; // 0 x: NaN where x is NaN or infinite; plain comparisons would lose a NaN
        int i = 0;
        for (; i <= n - L.Count; i += L.Count)
        {
            V value = L.Load(x + i);
            largest = L.Max(value, largest);
            sum = L.MultiplyAdd(value, L.Zero, sum);
        }
        L.Store(lanes, largest);
        T max = T.NegativeInfinity;
        for (int k = 0; k < L.Count; k++)
        {
            max = T.Max(max, lanes[k]);
        }
        for (; i < n; i++)
        {
            max = T.Max(max, x[i]); // hands NaN on
        }
        if (T.IsNaN(L.SumByHalves(sum)))
        {
            for (int k = 0; k < n; k++)
            {
                max = T.Max(max, x[k]);
            }
        }
        return max;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void ExpShifted(T* x, T shift, T* y, int n)
    {
        V offset = L.Broadcast(shift);
        int i = 0;
        for (; i <= n - L.Count; i += L.Count)
        {
            L.Store(y + i, VectorMath<T, V, L>.ExpOfNegative(L.Subtract(L.Load(x + i), offset)));
        }
        if (i < n)
        {
            V rest = L.Subtract(L.LoadFirst(x + i, n - i), offset);
            L.StoreFirst(y + i, VectorMath<T, V, L>.ExpOfNegative(rest), n - i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Affine(T* x, T a, T b, T* y, int n)
    {
        V factor = L.Broadcast(a);
        V offset = L.Broadcast(b);
        int i = 0;
        for (; i <= n - L.Count; i += L.Count)
        {
            L.Store(y + i, L.MultiplyAdd(L.Load(x + i), factor, offset));
        }
        if (i < n)
        {
            L.StoreFirst(y + i, L.MultiplyAdd(L.LoadFirst(x + i, n - i), factor, offset), n - i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void ScaleShift(T* h, T* w, T* b, T* y, int n)
    {
        V one = L.Broadcast(T.One);
        for (int i = 0; i < n; i += L.Count)
        {
            int count = n - i;
            V factor = w == null ? one : L.LoadFirst(w + i, count);
            V offset = b == null ? L.Zero : L.LoadFirst(b + i, count);
            L.StoreFirst(y + i, L.MultiplyAdd(L.LoadFirst(h + i, count), factor, offset), count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void SoftmaxSlope(T* s, T* g, T dot, T* y, int n, bool accumulate)
    {
        V mean = L.Broadcast(dot);
        for (int i = 0; i < n; i += L.Count)
        {
            int count = n - i;
            V old = accumulate ? L.LoadFirst(y + i, count) : L.Zero;
            V centred = L.Subtract(L.LoadFirst(g + i, count), mean);
            L.StoreFirst(y + i, L.MultiplyAdd(L.LoadFirst(s + i, count), centred, old), count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void NormSlope(T* g, T* h, T a, T p, T q, T* y, int n, bool accumulate)
    {
        V factor = L.Broadcast(a);
        V mean = L.Broadcast(p);
        V share = L.Broadcast(-q);
        for (int i = 0; i < n; i += L.Count)
        {
            int count = n - i;
            V old = accumulate ? L.LoadFirst(y + i, count) : L.Zero;
            V centred = L.MultiplyAdd(L.LoadFirst(h + i, count), share, L.Subtract(L.LoadFirst(g + i, count), mean));
            L.StoreFirst(y + i, L.MultiplyAdd(factor, centred, old), count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Multiply(T* a, T* b, T* y, int n)
    {
        for (int i = 0; i < n; i += L.Count)
        {
            int count = n - i;
            L.StoreFirst(y + i, L.Multiply(L.LoadFirst(a + i, count), L.LoadFirst(b + i, count)), count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void MultiplyAdd(T* a, T* b, T* y, int n)
    {
        for (int i = 0; i < n; i += L.Count)
        {
            int count = n - i;
            V old = L.LoadFirst(y + i, count);
            L.StoreFirst(y + i, L.MultiplyAdd(L.LoadFirst(a + i, count), L.LoadFirst(b + i, count), old), count);
        }
    }
}
