using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>Element-wise loops of the reference recursion; each element's result does not depend on the vector width.</summary>
internal static class ReferenceKernels
{
    /// <summary>Gradient projection of both non-negative parts and their difference, eq. (9) and (10).</summary>
    /// <param name="step">alpha.</param>
    /// <param name="penalty">mu.</param>
    /// <param name="gradient">G.</param>
    /// <param name="positive">The part for positive entries.</param>
    /// <param name="negative">The part for negative entries.</param>
    /// <param name="difference">Receives positive - negative.</param>
    public static void ProjectParts(
        double step,
        double penalty,
        ReadOnlySpan<double> gradient,
        Span<double> positive,
        Span<double> negative,
        Span<double> difference
    )
    {
        int n = gradient.Length;
        ref double g = ref MemoryMarshal.GetReference(gradient);
        ref double p = ref MemoryMarshal.GetReference(positive);
        ref double m = ref MemoryMarshal.GetReference(negative);
        ref double d = ref MemoryMarshal.GetReference(difference);
        Vector512<double> alpha = Vector512.Create(step);
        Vector512<double> mu = Vector512.Create(penalty);
        int j = 0;
        for (; j <= n - 8; j += 8)
        {
            Vector512<double> slope = Vector512.LoadUnsafe(ref g, (nuint)j);
            Vector512<double> up = Vector512.LoadUnsafe(ref p, (nuint)j) - alpha * (mu + slope);
            Vector512<double> down = Vector512.LoadUnsafe(ref m, (nuint)j) - alpha * (mu - slope);
            up = Vector512.Max(up, Vector512<double>.Zero);
            down = Vector512.Max(down, Vector512<double>.Zero);
            up.StoreUnsafe(ref p, (nuint)j);
            down.StoreUnsafe(ref m, (nuint)j);
            (up - down).StoreUnsafe(ref d, (nuint)j);
        }
        for (; j < n; j++)
        {
            positive[j] = Math.Max(positive[j] - step * (penalty + gradient[j]), 0);
            negative[j] = Math.Max(negative[j] - step * (penalty - gradient[j]), 0);
            difference[j] = positive[j] - negative[j];
        }
    }

    /// <summary>max |x_j - a y_j|; a tail is read as the last whole vector once more.</summary>
    public static double LargestDifference(ReadOnlySpan<double> x, double a, ReadOnlySpan<double> y)
    {
        ref double px = ref MemoryMarshal.GetReference(x);
        ref double py = ref MemoryMarshal.GetReference(y);
        Vector512<double> factor = Vector512.Create(a);
        Vector512<double> largest = Vector512<double>.Zero;
        int n = Math.Min(x.Length, y.Length);
        if (n < 8)
        {
            double small = 0;
            for (int j = 0; j < n; j++)
            {
                small = Math.Max(small, Math.Abs(x[j] - a * y[j]));
            }
            return small;
        }
        for (int j = 0; j < n; j += 8)
        {
            nuint at = (nuint)Math.Min(j, n - 8);
            Vector512<double> difference = Vector512.LoadUnsafe(ref px, at) - factor * Vector512.LoadUnsafe(ref py, at);
            largest = Vector512.Max(largest, Vector512.Abs(difference));
        }
        Vector256<double> four = Vector256.Max(largest.GetLower(), largest.GetUpper());
        return Math.Max(Math.Max(four[0], four[1]), Math.Max(four[2], four[3]));
    }

    /// <summary>sum of (|x_j - step d_j| - |x_j|): how the absolute sum changes along a direction, in eight lanes and one fixed tree.</summary>
    public static double AbsoluteSumChange(ReadOnlySpan<double> x, ReadOnlySpan<double> direction, double step)
    {
        ref double px = ref MemoryMarshal.GetReference(x);
        ref double pd = ref MemoryMarshal.GetReference(direction);
        Vector512<double> factor = Vector512.Create(step);
        Vector512<double> sum = Vector512<double>.Zero;
        int j = 0;
        for (; j <= x.Length - 8; j += 8)
        {
            Vector512<double> start = Vector512.LoadUnsafe(ref px, (nuint)j);
            Vector512<double> moved = start - factor * Vector512.LoadUnsafe(ref pd, (nuint)j);
            sum += Vector512.Abs(moved) - Vector512.Abs(start);
        }
        double tail = 0;
        for (; j < x.Length; j++)
        {
            tail += Math.Abs(x[j] - step * direction[j]) - Math.Abs(x[j]);
        }
        return ((sum[0] + sum[4]) + (sum[2] + sum[6])) + ((sum[1] + sum[5]) + (sum[3] + sum[7])) + tail;
    }

    /// <summary>d = x - y.</summary>
    public static void Subtract(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> difference)
    {
        ref double px = ref MemoryMarshal.GetReference(x);
        ref double py = ref MemoryMarshal.GetReference(y);
        ref double pd = ref MemoryMarshal.GetReference(difference);
        int n = difference.Length;
        int j = 0;
        for (; j <= n - 8; j += 8)
        {
            (Vector512.LoadUnsafe(ref px, (nuint)j) - Vector512.LoadUnsafe(ref py, (nuint)j)).StoreUnsafe(
                ref pd,
                (nuint)j
            );
        }
        for (; j < n; j++)
        {
            difference[j] = x[j] - y[j];
        }
    }

    /// <summary>y = -x.</summary>
    public static void Negate(ReadOnlySpan<double> x, Span<double> y)
    {
        ref double px = ref MemoryMarshal.GetReference(x);
        ref double py = ref MemoryMarshal.GetReference(y);
        int j = 0;
        for (; j <= y.Length - 8; j += 8)
        {
            (-Vector512.LoadUnsafe(ref px, (nuint)j)).StoreUnsafe(ref py, (nuint)j);
        }
        for (; j < y.Length; j++)
        {
            y[j] = -x[j];
        }
    }

    /// <summary>B = A^T for padded square matrices, stride x stride, in 4 x 4 blocks within tiles that stay in the cache.</summary>
    public static unsafe void Transpose(ReadOnlySpan<double> a, Span<double> b, int stride)
    {
        const int Tile = 32;
        Require.SameLength(a.Length, stride * stride, nameof(a), "a padded square matrix");
        Require.SameLength(b.Length, stride * stride, nameof(b), "a padded square matrix");
        fixed (double* from = a)
        fixed (double* to = b)
        {
            for (int i0 = 0; i0 < stride; i0 += Tile)
            {
                for (int j0 = 0; j0 < stride; j0 += Tile)
                {
                    for (int i = i0; i < Math.Min(i0 + Tile, stride); i += 4)
                    {
                        for (int j = j0; j < Math.Min(j0 + Tile, stride); j += 4)
                        {
                            Fours.Transpose(from + (nint)i * stride + j, stride, to + (nint)j * stride + i, stride);
                        }
                    }
                }
            }
        }
    }
}
