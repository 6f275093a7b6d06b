using System.Numerics;

namespace Gsp.Numerics;

/// <summary>Shorter forms of the operations of <see cref="IBlas{T}"/>.</summary>
public static class BlasExtensions
{
    /// <summary>The products of many pairs of equally shaped row-major matrices: C_i = alpha A_i B_i + beta C_i.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="blas">The implementation.</param>
    /// <param name="batch">Number of pairs.</param>
    /// <param name="m">Rows of A and C.</param>
    /// <param name="n">Columns of B and C.</param>
    /// <param name="k">Columns of A, rows of B.</param>
    /// <param name="alpha">Factor of the products.</param>
    /// <param name="a">batch x m x k.</param>
    /// <param name="b">batch x k x n.</param>
    /// <param name="beta">Factor of the old C.</param>
    /// <param name="c">batch x m x n.</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    public static void MultiplyBatch<T>(
        this IBlas<T> blas,
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
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        BlasShapes.Batch(batch, m, n, k, a.Length, b.Length, c.Length);
        if (batch > 0)
        {
            blas.MultiplyBatch(
                batch,
                alpha,
                a.AsRowMajor(m, k),
                m * k,
                b.AsRowMajor(k, n),
                k * n,
                beta,
                c.AsRowMajor(m, n),
                m * n
            );
        }
    }
}
