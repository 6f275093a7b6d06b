using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Gsp.Topology;

/// <summary>y = A x for a symmetric matrix, reading its upper triangle once: half the traffic of a general product, which is all its cost.</summary>
/// <remarks>Each entry right of the diagonal serves two results, its row's dot product and its column's update. Sums run in eight virtual
/// lanes and one fixed tree, whatever the vector width.</remarks>
internal static class SymmetricProduct
{
    private const int Rows = 4;
    private const int Lanes = 8;

    /// <summary>Computes y = A x.</summary>
    /// <param name="matrix">Symmetric, size x size, row-major; only the upper triangle is read.</param>
    /// <param name="stride">Elements from one row to the next.</param>
    /// <param name="x">size values.</param>
    /// <param name="y">Receives size values.</param>
    public static void Multiply(ReadOnlySpan<double> matrix, int stride, ReadOnlySpan<double> x, Span<double> y)
    {
        int size = x.Length;
        y.Clear();
        int i = 0;
        for (; i <= size - Rows; i += Rows)
        {
            // The 4 x 4 block on the diagonal, then the four rows right of it.
            for (int r = 0; r < Rows; r++)
            {
                ReadOnlySpan<double> row = matrix.Slice((i + r) * stride, size);
                y[i + r] += row[i + r] * x[i + r];
                for (int c = r + 1; c < Rows; c++)
                {
                    y[i + r] += row[i + c] * x[i + c];
                    y[i + c] += row[i + c] * x[i + r];
                }
            }
            RightOfBlock(matrix, stride, x, y, i);
        }
        for (; i < size; i++)
        {
            ReadOnlySpan<double> row = matrix.Slice(i * stride, size);
            y[i] += row[i] * x[i];
            for (int c = i + 1; c < size; c++)
            {
                y[i] += row[c] * x[c];
                y[c] += row[c] * x[i];
            }
        }
    }

    private static void RightOfBlock(
        ReadOnlySpan<double> matrix,
        int stride,
        ReadOnlySpan<double> x,
        Span<double> y,
        int i
    )
    {
        int size = x.Length;
        ref double px = ref MemoryMarshal.GetReference(x);
        ref double py = ref MemoryMarshal.GetReference(y);
        ref double row0 = ref Unsafe.Add(ref MemoryMarshal.GetReference(matrix), i * stride);
        ref double row1 = ref Unsafe.Add(ref row0, stride);
        ref double row2 = ref Unsafe.Add(ref row1, stride);
        ref double row3 = ref Unsafe.Add(ref row2, stride);
        Vector512<double> x0 = Vector512.Create(x[i]);
        Vector512<double> x1 = Vector512.Create(x[i + 1]);
        Vector512<double> x2 = Vector512.Create(x[i + 2]);
        Vector512<double> x3 = Vector512.Create(x[i + 3]);
        Vector512<double> sum0 = Vector512<double>.Zero;
        Vector512<double> sum1 = sum0;
        Vector512<double> sum2 = sum0;
        Vector512<double> sum3 = sum0;
        int j = i + Rows;
        for (; j <= size - Lanes; j += Lanes)
        {
            Vector512<double> xj = Vector512.LoadUnsafe(ref px, (nuint)j);
            Vector512<double> yj = Vector512.LoadUnsafe(ref py, (nuint)j);
            Vector512<double> a = Vector512.LoadUnsafe(ref row0, (nuint)j);
            sum0 = Vector512.FusedMultiplyAdd(a, xj, sum0);
            yj = Vector512.FusedMultiplyAdd(a, x0, yj);
            a = Vector512.LoadUnsafe(ref row1, (nuint)j);
            sum1 = Vector512.FusedMultiplyAdd(a, xj, sum1);
            yj = Vector512.FusedMultiplyAdd(a, x1, yj);
            a = Vector512.LoadUnsafe(ref row2, (nuint)j);
            sum2 = Vector512.FusedMultiplyAdd(a, xj, sum2);
            yj = Vector512.FusedMultiplyAdd(a, x2, yj);
            a = Vector512.LoadUnsafe(ref row3, (nuint)j);
            sum3 = Vector512.FusedMultiplyAdd(a, xj, sum3);
            yj = Vector512.FusedMultiplyAdd(a, x3, yj);
            yj.StoreUnsafe(ref py, (nuint)j);
        }
        double tail0 = 0;
        double tail1 = 0;
        double tail2 = 0;
        double tail3 = 0;
        for (; j < size; j++)
        {
            double xj = Unsafe.Add(ref px, j);
            tail0 += Unsafe.Add(ref row0, j) * xj;
            tail1 += Unsafe.Add(ref row1, j) * xj;
            tail2 += Unsafe.Add(ref row2, j) * xj;
            tail3 += Unsafe.Add(ref row3, j) * xj;
            Unsafe.Add(ref py, j) +=
                ((Unsafe.Add(ref row0, j) * x[i]) + (Unsafe.Add(ref row1, j) * x[i + 1]))
                + ((Unsafe.Add(ref row2, j) * x[i + 2]) + (Unsafe.Add(ref row3, j) * x[i + 3]));
        }
        y[i] += Sum(sum0) + tail0;
        y[i + 1] += Sum(sum1) + tail1;
        y[i + 2] += Sum(sum2) + tail2;
        y[i + 3] += Sum(sum3) + tail3;
    }

    private static double Sum(Vector512<double> lanes) =>
        ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6])) + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]));
}
