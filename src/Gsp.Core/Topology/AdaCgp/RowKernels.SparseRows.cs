using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Gsp.Topology;

/// <summary>A sparse row times a dense matrix.</summary>
/// <remarks>Every element of the result is one chain of fused multiply-adds over the non-zeros in their order, whichever of the loops below
/// computes it.</remarks>
internal static partial class RowKernels
{
    /// <summary>Up to this width the result stays in registers while the non-zeros pass by; longer rows are streamed four at a time.</summary>
    private const int LongestInRegisters = 640;

    /// <summary>y = y + sign sum over k of a_k X[rows_k, :].</summary>
    /// <param name="values">The sparse row's values a_k.</param>
    /// <param name="rows">Its column indices, ascending: rows of X.</param>
    /// <param name="sign">Factor of the whole sum, usually 1 or -1.</param>
    /// <param name="matrix">X, row-major.</param>
    /// <param name="stride">Elements from one row of X to the next.</param>
    /// <param name="offset">First column of X to use.</param>
    /// <param name="y">Receives the sum.</param>
    public static void AddSparseRow(
        ReadOnlySpan<double> values,
        ReadOnlySpan<int> rows,
        double sign,
        ReadOnlySpan<double> matrix,
        int stride,
        int offset,
        Span<double> y
    )
    {
        if (y.Length is < Lanes or > LongestInRegisters)
        {
            AddStreamed(values, rows, sign, matrix, stride, offset, y);
            return;
        }
        AddSparseRows([0, values.Length], rows, values, sign, matrix[offset..], stride, y, y.Length, y.Length);
    }

    /// <summary>Y = Y + sign A X for a sparse A, a strip of columns at a time, so that the strip of X stays in the nearest cache.</summary>
    /// <param name="start">Where each row of A starts, one more than there are rows.</param>
    /// <param name="columns">The columns of A's non-zeros, ascending in a row.</param>
    /// <param name="values">Their values.</param>
    /// <param name="sign">Factor of the product.</param>
    /// <param name="matrix">X, row-major.</param>
    /// <param name="stride">Elements from one row of X to the next.</param>
    /// <param name="result">Y, row-major.</param>
    /// <param name="resultStride">Elements from one row of Y to the next.</param>
    /// <param name="width">Columns of X and Y.</param>
    public static void AddSparseRows(
        ReadOnlySpan<int> start,
        ReadOnlySpan<int> columns,
        ReadOnlySpan<double> values,
        double sign,
        ReadOnlySpan<double> matrix,
        int stride,
        Span<double> result,
        int resultStride,
        int width
    )
    {
        int rows = start.Length - 1;
        if (width < Lanes)
        {
            for (int i = 0; i < rows; i++)
            {
                Range range = start[i]..start[i + 1];
                AddStreamed(
                    values[range],
                    columns[range],
                    sign,
                    matrix,
                    stride,
                    0,
                    result.Slice(i * resultStride, width)
                );
            }
            return;
        }
        // The last vector may overlap the one before it: both hold the same bits. They must lie in one strip, so that the old values
        // of Y are read before new ones are written.
        int last = width - Lanes;
        int vectors = (width + Lanes - 1) / Lanes;
        int strip;
        for (int first = 0; first < vectors; first += strip)
        {
            int left = vectors - first;
            strip =
                left is 5 or 6 or 7 or 9 or 11 or 14 ? 7
                : left >= 8 ? 8
                : left > 2 ? 4
                : 2;
            for (int i = 0; i < rows; i++)
            {
                int from = start[i];
                int count = start[i + 1] - from;
                if (count == 0)
                {
                    continue;
                }
                // One check for all: the columns ascend.
                _ = matrix.Slice(columns[from + count - 1] * stride, width);
                ref double x = ref Unsafe.Add(ref MemoryMarshal.GetReference(matrix), first * Lanes);
                ref double y = ref Unsafe.Add(
                    ref MemoryMarshal.GetReference(result.Slice(i * resultStride, width)),
                    first * Lanes
                );
                ref double a = ref Unsafe.Add(ref MemoryMarshal.GetReference(values), from);
                ref int at = ref Unsafe.Add(ref MemoryMarshal.GetReference(columns), from);
                nuint tail = (nuint)(last - first * Lanes);
                switch (strip)
                {
                    case 8:
                        Strip8(ref a, ref at, count, sign, ref x, stride, ref y, tail);
                        break;
                    case 7:
                        Strip7(ref a, ref at, count, sign, ref x, stride, ref y, tail);
                        break;
                    case 4:
                        Strip4(ref a, ref at, count, sign, ref x, stride, ref y, tail);
                        break;
                    default:
                        Strip2(ref a, ref at, count, sign, ref x, stride, ref y, tail);
                        break;
                }
            }
        }
    }

    // A strip of eight covers eight vectors, one of seven five to seven, one of four three or four, one of two one or two: the others stand
    // where the last does. A single vector is never left over.

    private static void Strip8(
        ref double a,
        ref int row,
        int count,
        double sign,
        ref double matrix,
        nint stride,
        ref double y,
        nuint last
    )
    {
        nuint o4 = Math.Min(4 * Lanes, last);
        nuint o5 = Math.Min(5 * Lanes, last);
        nuint o6 = Math.Min(6 * Lanes, last);
        nuint o7 = Math.Min(7 * Lanes, last);
        Vector512<double> s0 = Vector512.LoadUnsafe(ref y, 0);
        Vector512<double> s1 = Vector512.LoadUnsafe(ref y, Lanes);
        Vector512<double> s2 = Vector512.LoadUnsafe(ref y, 2 * Lanes);
        Vector512<double> s3 = Vector512.LoadUnsafe(ref y, 3 * Lanes);
        Vector512<double> s4 = Vector512.LoadUnsafe(ref y, o4);
        Vector512<double> s5 = Vector512.LoadUnsafe(ref y, o5);
        Vector512<double> s6 = Vector512.LoadUnsafe(ref y, o6);
        Vector512<double> s7 = Vector512.LoadUnsafe(ref y, o7);
        for (int k = 0; k < count; k++)
        {
            ref double x = ref Unsafe.Add(ref matrix, Unsafe.Add(ref row, k) * stride);
            Vector512<double> factor = Vector512.Create(sign * Unsafe.Add(ref a, k));
            s0 = Vector512.FusedMultiplyAdd(factor, Vector512.LoadUnsafe(ref x, 0), s0);
            s1 = Vector512.FusedMultiplyAdd(factor, Vector512.LoadUnsafe(ref x, Lanes), s1);
            s2 = Vector512.FusedMultiplyAdd(factor, Vector512.LoadUnsafe(ref x, 2 * Lanes), s2);
            s3 = Vector512.FusedMultiplyAdd(factor, Vector512.LoadUnsafe(ref x, 3 * Lanes), s3);
            s4 = Vector512.FusedMultiplyAdd(factor, Vector512.LoadUnsafe(ref x, o4), s4);
            s5 = Vector512.FusedMultiplyAdd(factor, Vector512.LoadUnsafe(ref x, o5), s5);
            s6 = Vector512.FusedMultiplyAdd(factor, Vector512.LoadUnsafe(ref x, o6), s6);
            s7 = Vector512.FusedMultiplyAdd(factor, Vector512.LoadUnsafe(ref x, o7), s7);
        }
        s0.StoreUnsafe(ref y, 0);
        s1.StoreUnsafe(ref y, Lanes);
        s2.StoreUnsafe(ref y, 2 * Lanes);
        s3.StoreUnsafe(ref y, 3 * Lanes);
        s4.StoreUnsafe(ref y, o4);
        s5.StoreUnsafe(ref y, o5);
        s6.StoreUnsafe(ref y, o6);
        s7.StoreUnsafe(ref y, o7);
    }

    private static void Strip7(
        ref double a,
        ref int row,
        int count,
        double sign,
        ref double matrix,
        nint stride,
        ref double y,
        nuint last
    )
    {
        nuint o4 = Math.Min(4 * Lanes, last);
        nuint o5 = Math.Min(5 * Lanes, last);
        nuint o6 = Math.Min(6 * Lanes, last);
        Vector512<double> s0 = Vector512.LoadUnsafe(ref y, 0);
        Vector512<double> s1 = Vector512.LoadUnsafe(ref y, Lanes);
        Vector512<double> s2 = Vector512.LoadUnsafe(ref y, 2 * Lanes);
        Vector512<double> s3 = Vector512.LoadUnsafe(ref y, 3 * Lanes);
        Vector512<double> s4 = Vector512.LoadUnsafe(ref y, o4);
        Vector512<double> s5 = Vector512.LoadUnsafe(ref y, o5);
        Vector512<double> s6 = Vector512.LoadUnsafe(ref y, o6);
        for (int k = 0; k < count; k++)
        {
            ref double x = ref Unsafe.Add(ref matrix, Unsafe.Add(ref row, k) * stride);
            Vector512<double> factor = Vector512.Create(sign * Unsafe.Add(ref a, k));
            s0 = Vector512.FusedMultiplyAdd(factor, Vector512.LoadUnsafe(ref x, 0), s0);
            s1 = Vector512.FusedMultiplyAdd(factor, Vector512.LoadUnsafe(ref x, Lanes), s1);
            s2 = Vector512.FusedMultiplyAdd(factor, Vector512.LoadUnsafe(ref x, 2 * Lanes), s2);
            s3 = Vector512.FusedMultiplyAdd(factor, Vector512.LoadUnsafe(ref x, 3 * Lanes), s3);
            s4 = Vector512.FusedMultiplyAdd(factor, Vector512.LoadUnsafe(ref x, o4), s4);
            s5 = Vector512.FusedMultiplyAdd(factor, Vector512.LoadUnsafe(ref x, o5), s5);
            s6 = Vector512.FusedMultiplyAdd(factor, Vector512.LoadUnsafe(ref x, o6), s6);
        }
        s0.StoreUnsafe(ref y, 0);
        s1.StoreUnsafe(ref y, Lanes);
        s2.StoreUnsafe(ref y, 2 * Lanes);
        s3.StoreUnsafe(ref y, 3 * Lanes);
        s4.StoreUnsafe(ref y, o4);
        s5.StoreUnsafe(ref y, o5);
        s6.StoreUnsafe(ref y, o6);
    }

    private static void Strip4(
        ref double a,
        ref int row,
        int count,
        double sign,
        ref double matrix,
        nint stride,
        ref double y,
        nuint last
    )
    {
        nuint o2 = Math.Min(2 * Lanes, last);
        nuint o3 = Math.Min(3 * Lanes, last);
        Vector512<double> s0 = Vector512.LoadUnsafe(ref y, 0);
        Vector512<double> s1 = Vector512.LoadUnsafe(ref y, Lanes);
        Vector512<double> s2 = Vector512.LoadUnsafe(ref y, o2);
        Vector512<double> s3 = Vector512.LoadUnsafe(ref y, o3);
        for (int k = 0; k < count; k++)
        {
            ref double x = ref Unsafe.Add(ref matrix, Unsafe.Add(ref row, k) * stride);
            Vector512<double> factor = Vector512.Create(sign * Unsafe.Add(ref a, k));
            s0 = Vector512.FusedMultiplyAdd(factor, Vector512.LoadUnsafe(ref x, 0), s0);
            s1 = Vector512.FusedMultiplyAdd(factor, Vector512.LoadUnsafe(ref x, Lanes), s1);
            s2 = Vector512.FusedMultiplyAdd(factor, Vector512.LoadUnsafe(ref x, o2), s2);
            s3 = Vector512.FusedMultiplyAdd(factor, Vector512.LoadUnsafe(ref x, o3), s3);
        }
        s0.StoreUnsafe(ref y, 0);
        s1.StoreUnsafe(ref y, Lanes);
        s2.StoreUnsafe(ref y, o2);
        s3.StoreUnsafe(ref y, o3);
    }

    private static void Strip2(
        ref double a,
        ref int row,
        int count,
        double sign,
        ref double matrix,
        nint stride,
        ref double y,
        nuint last
    )
    {
        nuint o1 = Math.Min(1 * Lanes, last);
        Vector512<double> s0 = Vector512.LoadUnsafe(ref y, 0);
        Vector512<double> s1 = Vector512.LoadUnsafe(ref y, o1);
        for (int k = 0; k < count; k++)
        {
            ref double x = ref Unsafe.Add(ref matrix, Unsafe.Add(ref row, k) * stride);
            Vector512<double> factor = Vector512.Create(sign * Unsafe.Add(ref a, k));
            s0 = Vector512.FusedMultiplyAdd(factor, Vector512.LoadUnsafe(ref x, 0), s0);
            s1 = Vector512.FusedMultiplyAdd(factor, Vector512.LoadUnsafe(ref x, o1), s1);
        }
        s0.StoreUnsafe(ref y, 0);
        s1.StoreUnsafe(ref y, o1);
    }

    private static void AddStreamed(
        ReadOnlySpan<double> values,
        ReadOnlySpan<int> rows,
        double sign,
        ReadOnlySpan<double> matrix,
        int stride,
        int offset,
        Span<double> y
    )
    {
        int k = 0;
        for (; k <= values.Length - 4; k += 4)
        {
            AddFour(
                sign * values[k],
                matrix.Slice(rows[k] * stride + offset, y.Length),
                sign * values[k + 1],
                matrix.Slice(rows[k + 1] * stride + offset, y.Length),
                sign * values[k + 2],
                matrix.Slice(rows[k + 2] * stride + offset, y.Length),
                sign * values[k + 3],
                matrix.Slice(rows[k + 3] * stride + offset, y.Length),
                y
            );
        }
        for (; k < values.Length; k++)
        {
            AddScaled(sign * values[k], matrix.Slice(rows[k] * stride + offset, y.Length), y);
        }
    }

    private static void AddFour(
        double a0,
        ReadOnlySpan<double> x0,
        double a1,
        ReadOnlySpan<double> x1,
        double a2,
        ReadOnlySpan<double> x2,
        double a3,
        ReadOnlySpan<double> x3,
        Span<double> y
    )
    {
        ref double p0 = ref MemoryMarshal.GetReference(x0);
        ref double p1 = ref MemoryMarshal.GetReference(x1);
        ref double p2 = ref MemoryMarshal.GetReference(x2);
        ref double p3 = ref MemoryMarshal.GetReference(x3);
        ref double py = ref MemoryMarshal.GetReference(y);
        int n = y.Length;
        Vector512<double> f0 = Vector512.Create(a0);
        Vector512<double> f1 = Vector512.Create(a1);
        Vector512<double> f2 = Vector512.Create(a2);
        Vector512<double> f3 = Vector512.Create(a3);
        int j = 0;
        for (; j <= n - Lanes; j += Lanes)
        {
            Vector512<double> sum = Vector512.FusedMultiplyAdd(f0, Load(ref p0, j), Load(ref py, j));
            sum = Vector512.FusedMultiplyAdd(f1, Load(ref p1, j), sum);
            sum = Vector512.FusedMultiplyAdd(f2, Load(ref p2, j), sum);
            sum = Vector512.FusedMultiplyAdd(f3, Load(ref p3, j), sum);
            sum.StoreUnsafe(ref py, (nuint)j);
        }
        for (; j < n; j++)
        {
            double sum = Math.FusedMultiplyAdd(a0, x0[j], y[j]);
            sum = Math.FusedMultiplyAdd(a1, x1[j], sum);
            sum = Math.FusedMultiplyAdd(a2, x2[j], sum);
            y[j] = Math.FusedMultiplyAdd(a3, x3[j], sum);
        }
    }
}
