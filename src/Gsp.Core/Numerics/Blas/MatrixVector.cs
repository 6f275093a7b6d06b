using System.Numerics;
using System.Runtime.CompilerServices;

namespace Gsp.Numerics;

/// <summary>Products with one vector and rank-one updates on pinned operands: each reads the matrix once, in the order of its memory.</summary>
/// <remarks>A range of rows can be done on its own with the same bits, which is how threads share the work.</remarks>
internal static unsafe class MatrixVector<T, V, L>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where L : struct, ILanes<T, V>
{
    /// <summary>Rows of a column-major matrix done at a time, so that their results stay in the first-level cache.</summary>
    private const int RowsAtATime = 1024;

    /// <summary>y = alpha A x + beta y.</summary>
    /// <remarks>
    /// Rows that are contiguous: one inner product each (virtual lanes). Otherwise columns are added one after the other,
    /// <c>y_i = fma(a_ij, alpha x_j, y_i)</c> for j upward from beta y_i.
    /// </remarks>
    public static void Multiply(T alpha, StridedMatrix<T> a, T* x, T beta, T* y)
    {
        if (a.ColumnStride == 1)
        {
            T* sums = stackalloc T[2];
            for (int i = 0; i < a.Rows; i += 2)
            {
                int rows = Math.Min(2, a.Rows - i);
                VectorKernels<T, V, L>.DotPair(a.At(i, 0), a.At(i + rows - 1, 0), x, a.Columns, sums);
                for (int r = 0; r < rows; r++)
                {
                    y[i + r] = beta == T.Zero ? alpha * sums[r] : alpha * sums[r] + beta * y[i + r];
                }
            }
            return;
        }
        T* scaled = AlignedBuffer.Left<T>(a.Columns);
        for (int j = 0; j < a.Columns; j++)
        {
            scaled[j] = alpha * x[j];
        }
        for (int i = 0; i < a.Rows; i += RowsAtATime)
        {
            int rows = Math.Min(RowsAtATime, a.Rows - i);
            VectorKernels<T, V, L>.Scale(beta, y + i, rows);
            AddColumns(a.Block(i, 0, rows, a.Columns), scaled, y + i);
        }
    }

    /// <summary>A = beta A + alpha x y^T; element: fma(alpha x_i, y_j, beta a_ij), in either layout.</summary>
    public static void RankOne(T alpha, T* x, T* y, T beta, StridedMatrix<T> a)
    {
        if (a.RowStride == 1 && a.ColumnStride != 1)
        {
            T* scaled = AlignedBuffer.Left<T>(a.Rows);
            for (int i = 0; i < a.Rows; i++)
            {
                scaled[i] = alpha * x[i];
            }
            for (int j = 0; j < a.Columns; j++)
            {
                VectorKernels<T, V, L>.Combine(y[j], scaled, beta, a.At(0, j), a.Rows);
            }
            return;
        }
        for (int i = 0; i < a.Rows; i++)
        {
            T factor = alpha * x[i];
            T* row = a.At(i, 0);
            if (a.ColumnStride == 1)
            {
                VectorKernels<T, V, L>.Combine(factor, y, beta, row, a.Columns);
                continue;
            }
            for (int j = 0; j < a.Columns; j++, row += a.ColumnStride)
            {
                *row = beta == T.Zero ? factor * y[j] : T.FusedMultiplyAdd(factor, y[j], beta * *row);
            }
        }
    }

    /// <summary>Rows of A = beta A + alpha x x^T; element: fma(alpha, x_i x_j, beta a_ij), which is the same for (i, j) and (j, i).</summary>
    /// <param name="alpha">Factor of the outer product.</param>
    /// <param name="x">The values of the rows.</param>
    /// <param name="all">All values.</param>
    /// <param name="beta">Factor of the old A.</param>
    /// <param name="a">The rows of A.</param>
    public static void SymmetricRankOne(T alpha, T* x, T* all, T beta, StridedMatrix<T> a)
    {
        for (int i = 0; i < a.Rows; i++)
        {
            T* row = a.At(i, 0);
            if (a.ColumnStride == 1)
            {
                VectorKernels<T, V, L>.CombineProduct(alpha, x[i], all, beta, row, a.Columns);
                continue;
            }
            for (int j = 0; j < a.Columns; j++, row += a.ColumnStride)
            {
                T product = x[i] * all[j];
                *row = beta == T.Zero ? alpha * product : T.FusedMultiplyAdd(alpha, product, beta * *row);
            }
        }
    }

    private static void AddColumns(StridedMatrix<T> a, T* scaled, T* y)
    {
        int j = 0;
        if (a.RowStride == 1)
        {
            for (; j <= a.Columns - 4; j += 4)
            {
                VectorKernels<T, V, L>.AddFourScaled(scaled + j, a.At(0, j), a.ColumnStride, y, a.Rows);
            }
            for (; j < a.Columns; j++)
            {
                VectorKernels<T, V, L>.AddScaled(scaled[j], a.At(0, j), y, a.Rows);
            }
            return;
        }
        for (int i = 0; i < a.Rows; i++)
        {
            T* element = a.At(i, 0);
            T sum = y[i];
            for (j = 0; j < a.Columns; j++, element += a.ColumnStride)
            {
                sum = T.FusedMultiplyAdd(*element, scaled[j], sum);
            }
            y[i] = sum;
        }
    }
}
