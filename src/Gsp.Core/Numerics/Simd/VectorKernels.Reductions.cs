using System.Numerics;
using System.Runtime.CompilerServices;

namespace Gsp.Numerics;

/// <content>Reductions run over virtual lanes of 128 bytes (16 doubles or 32 floats): lane l takes elements l, l + 16, l + 32, ... and the
/// lanes are added by halves, so the bits are the same for vectors of 128, 256 and 512 bits.</content>
internal static unsafe partial class VectorKernels<T, V, L>
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
        for (; n >= Lanes; n -= Lanes)
        {
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
        }
        if (n > 0)
        {
            s0 = AddLast(x, y, 0, n, s0);
            s1 = AddLast(x, y, 1, n, s1);
            if (PerLanes > 2)
            {
                s2 = AddLast(x, y, 2, n, s2);
                s3 = AddLast(x, y, 3, n, s3);
            }
            if (PerLanes > 4)
            {
                s4 = AddLast(x, y, 4, n, s4);
                s5 = AddLast(x, y, 5, n, s5);
                s6 = AddLast(x, y, 6, n, s6);
                s7 = AddLast(x, y, 7, n, s7);
            }
        }
        return Halve(s0, s1, s2, s3, s4, s5, s6, s7);
    }

    /// <summary>Two inner products with one vector, sharing its loads; each has the bits of <see cref="Dot"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void DotPair(T* x, T* z, T* y, int n, T* sums)
    {
        if (PerLanes > 4)
        {
            sums[0] = Dot(x, y, n); // two sets of eight accumulators do not fit the registers
            sums[1] = Dot(z, y, n);
            return;
        }
        V s0 = L.Zero,
            s1 = L.Zero,
            s2 = L.Zero,
            s3 = L.Zero,
            t0 = L.Zero,
            t1 = L.Zero,
            t2 = L.Zero,
            t3 = L.Zero;
        for (; n >= Lanes; n -= Lanes)
        {
            V v = L.Load(y);
            s0 = L.MultiplyAdd(L.Load(x), v, s0);
            t0 = L.MultiplyAdd(L.Load(z), v, t0);
            v = L.Load(y + L.Count);
            s1 = L.MultiplyAdd(L.Load(x + L.Count), v, s1);
            t1 = L.MultiplyAdd(L.Load(z + L.Count), v, t1);
            if (PerLanes > 2)
            {
                v = L.Load(y + 2 * L.Count);
                s2 = L.MultiplyAdd(L.Load(x + 2 * L.Count), v, s2);
                t2 = L.MultiplyAdd(L.Load(z + 2 * L.Count), v, t2);
                v = L.Load(y + 3 * L.Count);
                s3 = L.MultiplyAdd(L.Load(x + 3 * L.Count), v, s3);
                t3 = L.MultiplyAdd(L.Load(z + 3 * L.Count), v, t3);
            }
            x += Lanes;
            y += Lanes;
            z += Lanes;
        }
        if (n > 0)
        {
            s0 = AddLast(x, y, 0, n, s0);
            s1 = AddLast(x, y, 1, n, s1);
            t0 = AddLast(z, y, 0, n, t0);
            t1 = AddLast(z, y, 1, n, t1);
            if (PerLanes > 2)
            {
                s2 = AddLast(x, y, 2, n, s2);
                s3 = AddLast(x, y, 3, n, s3);
                t2 = AddLast(z, y, 2, n, t2);
                t3 = AddLast(z, y, 3, n, t3);
            }
        }
        sums[0] = Halve(s0, s1, s2, s3, L.Zero, L.Zero, L.Zero, L.Zero);
        sums[1] = Halve(t0, t1, t2, t3, L.Zero, L.Zero, L.Zero, L.Zero);
    }

    /// <summary>The sum of x_i.</summary>
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
        for (; n >= Lanes; n -= Lanes)
        {
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
        }
        if (n > 0)
        {
            s0 = L.Add(s0, Last(x, 0, n));
            s1 = L.Add(s1, Last(x, 1, n));
            if (PerLanes > 2)
            {
                s2 = L.Add(s2, Last(x, 2, n));
                s3 = L.Add(s3, Last(x, 3, n));
            }
            if (PerLanes > 4)
            {
                s4 = L.Add(s4, Last(x, 4, n));
                s5 = L.Add(s5, Last(x, 5, n));
                s6 = L.Add(s6, Last(x, 6, n));
                s7 = L.Add(s7, Last(x, 7, n));
            }
        }
        return Halve(s0, s1, s2, s3, s4, s5, s6, s7);
    }

    /// <summary>Vector k of the last elements, which do not fill the virtual lanes: zeros behind them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Last(T* x, int k, int n) => L.LoadFirst(x + k * L.Count, n - k * L.Count);

    /// <summary>Adds vector k of the last products to its lanes. Lanes past the end get a product of zeros, at every width alike.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V AddLast(T* x, T* y, int k, int n, V sum) => L.MultiplyAdd(Last(x, k, n), Last(y, k, n), sum);

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
