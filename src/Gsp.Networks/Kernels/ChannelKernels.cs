using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Gsp.Numerics;

namespace Gsp.Networks;

/// <summary>Loops over a stretch of samples of one channel, for statistics across channels: every sample has sums of its own.</summary>
/// <remarks>A sample's sums add channel after channel, so the vector width changes no bit.</remarks>
internal abstract unsafe class ChannelKernels<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static ChannelKernels<T> Instance { get; } =
        Vector512.IsHardwareAccelerated ? new ChannelKernels<T, Vector512<T>, Lanes512<T>>()
        : Vector256.IsHardwareAccelerated ? new ChannelKernels<T, Vector256<T>, Lanes256<T>>()
        : new ChannelKernels<T, Vector128<T>, Lanes128<T>>();

    /// <summary>sum_i = sum_i + (x_i - mean_i)^2.</summary>
    public abstract void AddSquares(T* x, T* mean, T* sum, int n);

    /// <summary>h_i = (x_i - mean_i) scale_i, y_i = w h_i + b; h and y may be the same.</summary>
    public abstract void Normalise(T* x, T* mean, T* scale, T w, T b, T* h, T* y, int n);

    /// <summary>first_i = first_i + w g_i, second_i = second_i + w g_i h_i.</summary>
    public abstract void AddProducts(T* g, T* h, T w, T* first, T* second, int n);

    /// <summary>y_i = scale_i (w g_i - first_i - h_i second_i).</summary>
    public abstract void Slope(T* g, T* h, T* scale, T w, T* first, T* second, T* y, int n);
}

/// <inheritdoc/>
internal sealed unsafe class ChannelKernels<T, V, L> : ChannelKernels<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where L : struct, IMathLanes<T, V>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddSquares(T* x, T* mean, T* sum, int n)
    {
        for (int i = 0; i < n; i += L.Count)
        {
            int count = n - i;
            V difference = L.Subtract(L.LoadFirst(x + i, count), L.LoadFirst(mean + i, count));
            L.StoreFirst(sum + i, L.MultiplyAdd(difference, difference, L.LoadFirst(sum + i, count)), count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Normalise(T* x, T* mean, T* scale, T w, T b, T* h, T* y, int n)
    {
        V factor = L.Broadcast(w);
        V offset = L.Broadcast(b);
        for (int i = 0; i < n; i += L.Count)
        {
            int count = n - i;
            V difference = L.Subtract(L.LoadFirst(x + i, count), L.LoadFirst(mean + i, count));
            V normal = L.Multiply(difference, L.LoadFirst(scale + i, count));
            L.StoreFirst(h + i, normal, count);
            L.StoreFirst(y + i, L.MultiplyAdd(normal, factor, offset), count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddProducts(T* g, T* h, T w, T* first, T* second, int n)
    {
        V factor = L.Broadcast(w);
        for (int i = 0; i < n; i += L.Count)
        {
            int count = n - i;
            V product = L.Multiply(L.LoadFirst(g + i, count), factor);
            L.StoreFirst(first + i, L.Add(L.LoadFirst(first + i, count), product), count);
            V sum = L.LoadFirst(second + i, count);
            L.StoreFirst(second + i, L.MultiplyAdd(product, L.LoadFirst(h + i, count), sum), count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Slope(T* g, T* h, T* scale, T w, T* first, T* second, T* y, int n)
    {
        V factor = L.Broadcast(w);
        for (int i = 0; i < n; i += L.Count)
        {
            int count = n - i;
            V product = L.Multiply(L.LoadFirst(g + i, count), factor);
            V part = L.MultiplyAdd(
                L.LoadFirst(h + i, count),
                L.LoadFirst(second + i, count),
                L.LoadFirst(first + i, count)
            );
            L.StoreFirst(y + i, L.Multiply(L.LoadFirst(scale + i, count), L.Subtract(product, part)), count);
        }
    }
}
