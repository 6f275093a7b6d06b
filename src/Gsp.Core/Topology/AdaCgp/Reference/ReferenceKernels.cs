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
        Vector256<double> alpha = Vector256.Create(step);
        Vector256<double> mu = Vector256.Create(penalty);
        int j = 0;
        for (; j <= n - 4; j += 4)
        {
            Vector256<double> slope = Vector256.LoadUnsafe(ref g, (nuint)j);
            Vector256<double> up = Vector256.LoadUnsafe(ref p, (nuint)j) - alpha * (mu + slope);
            Vector256<double> down = Vector256.LoadUnsafe(ref m, (nuint)j) - alpha * (mu - slope);
            up = Vector256.Max(up, Vector256<double>.Zero);
            down = Vector256.Max(down, Vector256<double>.Zero);
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

    /// <summary>max |x_j|; the order of maxima does not matter.</summary>
    public static double LargestMagnitude(ReadOnlySpan<double> x)
    {
        ref double p = ref MemoryMarshal.GetReference(x);
        Vector256<double> largest = Vector256<double>.Zero;
        int j = 0;
        for (; j <= x.Length - 4; j += 4)
        {
            largest = Vector256.Max(largest, Vector256.Abs(Vector256.LoadUnsafe(ref p, (nuint)j)));
        }
        double result = Math.Max(Math.Max(largest[0], largest[1]), Math.Max(largest[2], largest[3]));
        for (; j < x.Length; j++)
        {
            result = Math.Max(result, Math.Abs(x[j]));
        }
        return result;
    }

    /// <summary>sum of (|x_j - step d_j| - |x_j|): how the absolute sum changes along a direction.</summary>
    public static double AbsoluteSumChange(ReadOnlySpan<double> x, ReadOnlySpan<double> direction, double step)
    {
        double sum = 0;
        for (int j = 0; j < x.Length; j++)
        {
            sum += Math.Abs(x[j] - step * direction[j]) - Math.Abs(x[j]);
        }
        return sum;
    }

    /// <summary>B = A^T for square row-major matrices, in tiles that stay in the cache.</summary>
    public static void Transpose(ReadOnlyMatrixView<double> a, MatrixView<double> b)
    {
        const int Tile = 16;
        for (int i0 = 0; i0 < a.Rows; i0 += Tile)
        {
            for (int j0 = 0; j0 < a.Columns; j0 += Tile)
            {
                for (int i = i0; i < Math.Min(i0 + Tile, a.Rows); i++)
                {
                    for (int j = j0; j < Math.Min(j0 + Tile, a.Columns); j++)
                    {
                        b[j, i] = a[i, j];
                    }
                }
            }
        }
    }
}
