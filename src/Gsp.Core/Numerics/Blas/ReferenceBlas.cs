using System.Numerics;

namespace Gsp.Numerics;

/// <summary>The slow, obvious implementation of <see cref="IBlas{T}"/>: the meaning of each operation.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>Plain loops, sums from index 0 upward. Bit-identical everywhere; thread-safe.</remarks>
public sealed class ReferenceBlas<T> : IBlas<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The one instance; it holds no state.</summary>
    public static ReferenceBlas<T> Instance { get; } = new();

    /// <inheritdoc/>
    public void Multiply(T alpha, ReadOnlyMatrixView<T> a, ReadOnlyMatrixView<T> b, T beta, MatrixView<T> c)
    {
        BlasShapes.Product(a.Rows, a.Columns, b.Rows, b.Columns, c.Rows, c.Columns);
        BlasShapes.Output(c.Rows, c.Columns, c.RowStride, c.ColumnStride);
        for (int i = 0; i < c.Rows; i++)
        {
            for (int j = 0; j < c.Columns; j++)
            {
                T sum = T.Zero;
                for (int k = 0; k < a.Columns; k++)
                {
                    sum += a[i, k] * b[k, j];
                }
                c[i, j] = alpha * sum + (beta == T.Zero ? T.Zero : beta * c[i, j]);
            }
        }
    }

    /// <inheritdoc/>
    public void Multiply(T alpha, ReadOnlyMatrixView<T> a, ReadOnlySpan<T> x, T beta, Span<T> y)
    {
        BlasShapes.Product(a.Rows, a.Columns, x.Length, 1, y.Length, 1);
        for (int i = 0; i < y.Length; i++)
        {
            T sum = T.Zero;
            for (int k = 0; k < x.Length; k++)
            {
                sum += a[i, k] * x[k];
            }
            y[i] = alpha * sum + (beta == T.Zero ? T.Zero : beta * y[i]);
        }
    }

    /// <inheritdoc/>
    public void RankOne(T alpha, ReadOnlySpan<T> x, ReadOnlySpan<T> y, T beta, MatrixView<T> a)
    {
        BlasShapes.Product(x.Length, 1, 1, y.Length, a.Rows, a.Columns);
        BlasShapes.Output(a.Rows, a.Columns, a.RowStride, a.ColumnStride);
        for (int i = 0; i < a.Rows; i++)
        {
            for (int j = 0; j < a.Columns; j++)
            {
                a[i, j] = alpha * x[i] * y[j] + (beta == T.Zero ? T.Zero : beta * a[i, j]);
            }
        }
    }

    /// <inheritdoc/>
    public void SymmetricRankOne(T alpha, ReadOnlySpan<T> x, T beta, MatrixView<T> a)
    {
        BlasShapes.Product(x.Length, 1, 1, x.Length, a.Rows, a.Columns);
        BlasShapes.Output(a.Rows, a.Columns, a.RowStride, a.ColumnStride);
        for (int i = 0; i < a.Rows; i++)
        {
            for (int j = 0; j < a.Columns; j++)
            {
                a[i, j] = alpha * (x[i] * x[j]) + (beta == T.Zero ? T.Zero : beta * a[i, j]);
            }
        }
    }

    /// <inheritdoc/>
    public void SymmetricProduct(T alpha, ReadOnlyMatrixView<T> a, T beta, MatrixView<T> c)
    {
        Multiply(alpha, a, a.Transposed, beta, c);
        for (int i = 0; i < c.Rows; i++)
        {
            for (int j = 0; j < i; j++)
            {
                c[i, j] = c[j, i];
            }
        }
    }

    /// <inheritdoc/>
    public void MultiplyBatch(
        int batch,
        T alpha,
        ReadOnlyMatrixView<T> a,
        int aStep,
        ReadOnlyMatrixView<T> b,
        int bStep,
        T beta,
        MatrixView<T> c,
        int cStep
    )
    {
        BlasShapes.Batch(batch, a, aStep, b, bStep, c, cStep);
        for (int i = 0; i < batch; i++)
        {
            Multiply(alpha, a.Moved(i * aStep), b.Moved(i * bStep), beta, c.Moved(i * cStep));
        }
    }

    /// <inheritdoc/>
    public T Dot(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
    {
        Require.SameLength(y.Length, x.Length, nameof(y), "an inner product needs vectors of one length");
        T sum = T.Zero;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i] * y[i];
        }
        return sum;
    }
}
