using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Gsp.Topology;

/// <summary>The few vector loops in which an AdaCGP step spends its time.</summary>
/// <remarks>Every element is computed by the same chain of fused multiply-adds whatever the vector width, and sums use eight virtual lanes
/// joined by one fixed tree, so the bits depend on neither the machine nor the number of threads.</remarks>
internal static partial class RowKernels
{
    private const int Lanes = 8;

    /// <summary>sum of x_j y_j.</summary>
    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ref double px = ref MemoryMarshal.GetReference(x);
        ref double py = ref MemoryMarshal.GetReference(y);
        int n = Math.Min(x.Length, y.Length);
        Vector512<double> sum = Vector512<double>.Zero;
        int j = 0;
        for (; j <= n - Lanes; j += Lanes)
        {
            sum = Vector512.FusedMultiplyAdd(Load(ref px, j), Load(ref py, j), sum);
        }
        if (j == n)
        {
            return Sum(sum);
        }
        // The tail goes on in the lanes it would have had in a longer array.
        Span<double> lane = stackalloc double[Lanes];
        sum.CopyTo(lane);
        for (int k = 0; j < n; j++, k++)
        {
            lane[k] = Math.FusedMultiplyAdd(Unsafe.Add(ref px, j), Unsafe.Add(ref py, j), lane[k]);
        }
        return ((lane[0] + lane[4]) + (lane[2] + lane[6])) + ((lane[1] + lane[5]) + (lane[3] + lane[7]));
    }

    /// <summary>The sum of eight lanes, in the one fixed tree.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector512<double> lanes)
    {
        Vector256<double> four = lanes.GetLower() + lanes.GetUpper();
        Vector128<double> two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }

    /// <summary>y = y + a x.</summary>
    public static void AddScaled(double a, ReadOnlySpan<double> x, Span<double> y)
    {
        ref double px = ref MemoryMarshal.GetReference(x);
        ref double py = ref MemoryMarshal.GetReference(y);
        int n = Math.Min(x.Length, y.Length);
        Vector512<double> factor = Vector512.Create(a);
        int j = 0;
        for (; j <= n - Lanes; j += Lanes)
        {
            Vector512.FusedMultiplyAdd(factor, Load(ref px, j), Load(ref py, j)).StoreUnsafe(ref py, (nuint)j);
        }
        for (; j < n; j++)
        {
            Unsafe.Add(ref py, j) = Math.FusedMultiplyAdd(a, Unsafe.Add(ref px, j), Unsafe.Add(ref py, j));
        }
    }

    /// <summary>y = a + b.</summary>
    public static void Add(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y)
    {
        ref double pa = ref MemoryMarshal.GetReference(a);
        ref double pb = ref MemoryMarshal.GetReference(b);
        ref double py = ref MemoryMarshal.GetReference(y);
        int n = y.Length;
        int j = 0;
        for (; j <= n - Lanes; j += Lanes)
        {
            (Load(ref pa, j) + Load(ref pb, j)).StoreUnsafe(ref py, (nuint)j);
        }
        for (; j < n; j++)
        {
            y[j] = a[j] + b[j];
        }
    }

    /// <summary>y = a x.</summary>
    public static void Scale(double a, ReadOnlySpan<double> x, Span<double> y)
    {
        ref double px = ref MemoryMarshal.GetReference(x);
        ref double py = ref MemoryMarshal.GetReference(y);
        int n = Math.Min(x.Length, y.Length);
        Vector512<double> factor = Vector512.Create(a);
        int j = 0;
        for (; j <= n - Lanes; j += Lanes)
        {
            (factor * Load(ref px, j)).StoreUnsafe(ref py, (nuint)j);
        }
        for (; j < n; j++)
        {
            y[j] = a * x[j];
        }
    }

    /// <summary>y_j = y_j + a_j b_j.</summary>
    public static void AddProduct(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y)
    {
        ref double pa = ref MemoryMarshal.GetReference(a);
        ref double pb = ref MemoryMarshal.GetReference(b);
        ref double py = ref MemoryMarshal.GetReference(y);
        int n = y.Length;
        int j = 0;
        for (; j <= n - Lanes; j += Lanes)
        {
            Vector512.FusedMultiplyAdd(Load(ref pa, j), Load(ref pb, j), Load(ref py, j)).StoreUnsafe(ref py, (nuint)j);
        }
        for (; j < n; j++)
        {
            y[j] = Math.FusedMultiplyAdd(a[j], b[j], y[j]);
        }
    }

    /// <summary>row = decay row + sum over k of column_k U[k, :], the weighted rank-B update of two neighbouring rows at once.</summary>
    /// <param name="decay">Factor of the old rows.</param>
    /// <param name="first">The first row; the second follows it in memory.</param>
    /// <param name="second">The second row, or empty for a single row.</param>
    /// <param name="left0">B factors of the first row.</param>
    /// <param name="left1">B factors of the second row.</param>
    /// <param name="block">U, B x row length, row-major.</param>
    public static void RankUpdate(
        double decay,
        Span<double> first,
        Span<double> second,
        ReadOnlySpan<double> left0,
        ReadOnlySpan<double> left1,
        ReadOnlySpan<double> block
    )
    {
        int n = first.Length;
        ref double p0 = ref MemoryMarshal.GetReference(first);
        ref double p1 = ref second.IsEmpty ? ref p0 : ref MemoryMarshal.GetReference(second);
        ref double u = ref MemoryMarshal.GetReference(block);
        int j = 0;
        if (!second.IsEmpty)
        {
            Vector512<double> d = Vector512.Create(decay);
            for (; j <= n - 3 * Lanes; j += 3 * Lanes)
            {
                Vector512<double> a0 = d * Load(ref p0, j);
                Vector512<double> a1 = d * Load(ref p0, j + Lanes);
                Vector512<double> a2 = d * Load(ref p0, j + 2 * Lanes);
                Vector512<double> b0 = d * Load(ref p1, j);
                Vector512<double> b1 = d * Load(ref p1, j + Lanes);
                Vector512<double> b2 = d * Load(ref p1, j + 2 * Lanes);
                for (int k = 0; k < left0.Length; k++)
                {
                    Vector512<double> u0 = Load(ref u, k * n + j);
                    Vector512<double> u1 = Load(ref u, k * n + j + Lanes);
                    Vector512<double> u2 = Load(ref u, k * n + j + 2 * Lanes);
                    Vector512<double> f0 = Vector512.Create(left0[k]);
                    Vector512<double> f1 = Vector512.Create(left1[k]);
                    a0 = Vector512.FusedMultiplyAdd(f0, u0, a0);
                    a1 = Vector512.FusedMultiplyAdd(f0, u1, a1);
                    a2 = Vector512.FusedMultiplyAdd(f0, u2, a2);
                    b0 = Vector512.FusedMultiplyAdd(f1, u0, b0);
                    b1 = Vector512.FusedMultiplyAdd(f1, u1, b1);
                    b2 = Vector512.FusedMultiplyAdd(f1, u2, b2);
                }
                a0.StoreUnsafe(ref p0, (nuint)j);
                a1.StoreUnsafe(ref p0, (nuint)(j + Lanes));
                a2.StoreUnsafe(ref p0, (nuint)(j + 2 * Lanes));
                b0.StoreUnsafe(ref p1, (nuint)j);
                b1.StoreUnsafe(ref p1, (nuint)(j + Lanes));
                b2.StoreUnsafe(ref p1, (nuint)(j + 2 * Lanes));
            }
        }
        RankUpdateTail(decay, first, left0, block, j);
        if (!second.IsEmpty)
        {
            RankUpdateTail(decay, second, left1, block, j);
        }
    }

    private static void RankUpdateTail(
        double decay,
        Span<double> row,
        ReadOnlySpan<double> left,
        ReadOnlySpan<double> block,
        int start
    )
    {
        int n = row.Length;
        ref double p = ref MemoryMarshal.GetReference(row);
        ref double u = ref MemoryMarshal.GetReference(block);
        Vector512<double> d = Vector512.Create(decay);
        int j = start;
        for (; j <= n - Lanes; j += Lanes)
        {
            Vector512<double> a = d * Load(ref p, j);
            for (int k = 0; k < left.Length; k++)
            {
                a = Vector512.FusedMultiplyAdd(Vector512.Create(left[k]), Load(ref u, k * n + j), a);
            }
            a.StoreUnsafe(ref p, (nuint)j);
        }
        for (; j < n; j++)
        {
            double a = decay * row[j];
            for (int k = 0; k < left.Length; k++)
            {
                a = Math.FusedMultiplyAdd(left[k], block[k * n + j], a);
            }
            row[j] = a;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Load(ref double start, int index) => Vector512.LoadUnsafe(ref start, (nuint)index);
}
