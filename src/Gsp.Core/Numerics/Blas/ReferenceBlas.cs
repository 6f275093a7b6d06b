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
        for (int i = 0; i < a.Rows; i++)
        {
            for (int j = 0; j < a.Columns; j++)
            {
                a[i, j] = alpha * x[i] * y[j] + (beta == T.Zero ? T.Zero : beta * a[i, j]);
            }
        }
    }

    /// <inheritdoc/>
    public void SymmetricProduct(T alpha, ReadOnlyMatrixView<T> a, T beta, MatrixView<T> c) =>
        Multiply(alpha, a, a.Transposed, beta, c);

    /// <inheritdoc/>
    public void MultiplyBatch(
        int batch,
        int m,
        int n,
        int k,
        T alpha,
        ReadOnlySpan<T> a,
        ReadOnlySpan<T> b,
        T beta,
        Span<T> c
    )
    {
        BlasShapes.Batch(batch, m, n, k, a.Length, b.Length, c.Length);
        for (int i = 0; i < batch; i++)
        {
            Multiply(
                alpha,
                a.Slice(i * m * k, m * k).AsRowMajor(m, k),
                b.Slice(i * k * n, k * n).AsRowMajor(k, n),
                beta,
                c.Slice(i * m * n, m * n).AsRowMajor(m, n)
            );
        }
    }
}
