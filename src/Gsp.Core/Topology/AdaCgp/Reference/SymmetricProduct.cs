using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Gsp.Topology;

/// <summary>y = A x for a symmetric matrix, reading little more than its upper triangle: half the traffic of a general product, which is all
/// its cost.</summary>
/// <remarks>Eight rows at a time, from the block on the diagonal to the right: each entry right of that block serves two results, its row's
/// dot product and its column's update. Sums run in eight virtual lanes and one fixed tree, whatever the vector width.</remarks>
internal static class SymmetricProduct
{
    private const int Lanes = 8;

    /// <summary>Computes y = A x.</summary>
    /// <param name="matrix">Symmetric.</param>
    /// <param name="x">One value a column, padded with zeros to the matrix's stride.</param>
    /// <param name="y">Receives as many, padded alike.</param>
    public static void Multiply(PaddedMatrix matrix, ReadOnlySpan<double> x, Span<double> y)
    {
        int stride = matrix.Stride;
        Require.SameLength(x.Length, stride, nameof(x), "one value a padded column");
        Require.SameLength(y.Length, stride, nameof(y), "one value a padded column");
        y.Clear();
        ref double px = ref MemoryMarshal.GetReference(x);
        ref double py = ref MemoryMarshal.GetReference(y);
        ref double block = ref MemoryMarshal.GetReference(matrix.PaddedData);
        for (int i = 0; i < stride; i += Lanes, block = ref Unsafe.Add(ref block, Lanes * stride))
        {
            EightRows(ref block, stride, ref px, ref py, i);
        }
    }

    private static void EightRows(ref double row0, nint stride, ref double px, ref double py, int i)
    {
        ref double row4 = ref Unsafe.Add(ref row0, 4 * stride);
        ref double row1 = ref Unsafe.Add(ref row0, stride);
        ref double row2 = ref Unsafe.Add(ref row0, 2 * stride);
        ref double row3 = ref Unsafe.Add(ref row0, 3 * stride);
        ref double row5 = ref Unsafe.Add(ref row4, stride);
        ref double row6 = ref Unsafe.Add(ref row4, 2 * stride);
        ref double row7 = ref Unsafe.Add(ref row4, 3 * stride);
        Vector512<double> xi = Load(ref px, i);
        Vector512<double> sum0 = Load(ref row0, i) * xi;
        Vector512<double> sum1 = Load(ref row1, i) * xi;
        Vector512<double> sum2 = Load(ref row2, i) * xi;
        Vector512<double> sum3 = Load(ref row3, i) * xi;
        Vector512<double> sum4 = Load(ref row4, i) * xi;
        Vector512<double> sum5 = Load(ref row5, i) * xi;
        Vector512<double> sum6 = Load(ref row6, i) * xi;
        Vector512<double> sum7 = Load(ref row7, i) * xi;
        Vector512<double> x0 = Vector512.Create(Unsafe.Add(ref px, i));
        Vector512<double> x1 = Vector512.Create(Unsafe.Add(ref px, i + 1));
        Vector512<double> x2 = Vector512.Create(Unsafe.Add(ref px, i + 2));
        Vector512<double> x3 = Vector512.Create(Unsafe.Add(ref px, i + 3));
        Vector512<double> x4 = Vector512.Create(Unsafe.Add(ref px, i + 4));
        Vector512<double> x5 = Vector512.Create(Unsafe.Add(ref px, i + 5));
        Vector512<double> x6 = Vector512.Create(Unsafe.Add(ref px, i + 6));
        Vector512<double> x7 = Vector512.Create(Unsafe.Add(ref px, i + 7));
        for (int j = i + Lanes; j < stride; j += Lanes)
        {
            Vector512<double> xj = Load(ref px, j);
            Vector512<double> a = Load(ref row0, j);
            sum0 = Vector512.FusedMultiplyAdd(a, xj, sum0);
            Vector512<double> even = Vector512.FusedMultiplyAdd(a, x0, Load(ref py, j));
            a = Load(ref row1, j);
            sum1 = Vector512.FusedMultiplyAdd(a, xj, sum1);
            Vector512<double> odd = a * x1;
            a = Load(ref row2, j);
            sum2 = Vector512.FusedMultiplyAdd(a, xj, sum2);
            even = Vector512.FusedMultiplyAdd(a, x2, even);
            a = Load(ref row3, j);
            sum3 = Vector512.FusedMultiplyAdd(a, xj, sum3);
            odd = Vector512.FusedMultiplyAdd(a, x3, odd);
            a = Load(ref row4, j);
            sum4 = Vector512.FusedMultiplyAdd(a, xj, sum4);
            even = Vector512.FusedMultiplyAdd(a, x4, even);
            a = Load(ref row5, j);
            sum5 = Vector512.FusedMultiplyAdd(a, xj, sum5);
            odd = Vector512.FusedMultiplyAdd(a, x5, odd);
            a = Load(ref row6, j);
            sum6 = Vector512.FusedMultiplyAdd(a, xj, sum6);
            even = Vector512.FusedMultiplyAdd(a, x6, even);
            a = Load(ref row7, j);
            sum7 = Vector512.FusedMultiplyAdd(a, xj, sum7);
            odd = Vector512.FusedMultiplyAdd(a, x7, odd);
            (even + odd).StoreUnsafe(ref py, (nuint)j);
        }
        ref double result = ref Unsafe.Add(ref py, i);
        result += RowKernels.Sum(sum0);
        Unsafe.Add(ref result, 1) += RowKernels.Sum(sum1);
        Unsafe.Add(ref result, 2) += RowKernels.Sum(sum2);
        Unsafe.Add(ref result, 3) += RowKernels.Sum(sum3);
        Unsafe.Add(ref result, 4) += RowKernels.Sum(sum4);
        Unsafe.Add(ref result, 5) += RowKernels.Sum(sum5);
        Unsafe.Add(ref result, 6) += RowKernels.Sum(sum6);
        Unsafe.Add(ref result, 7) += RowKernels.Sum(sum7);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Load(ref double start, int index) => Vector512.LoadUnsafe(ref start, (nuint)index);
}
