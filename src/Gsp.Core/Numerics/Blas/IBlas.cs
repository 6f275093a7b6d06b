using System.Numerics;

namespace Gsp.Numerics;

/// <summary>The dense linear-algebra operations that every backend offers.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>
/// All operands are views with free strides, so a transpose costs nothing. Outputs must not overlap inputs, nor may two elements of an
/// output share memory. A beta of zero overwrites the output, whatever it held (NaN included). Wrong shapes are an
/// <see cref="ArgumentException"/>. Implementations state their determinism and are thread-safe as long as outputs are not shared;
/// <see cref="ReferenceBlas{T}"/> is the meaning of each operation.
/// </remarks>
public interface IBlas<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>C = alpha A B + beta C. Cost: 2 m n k operations.</summary>
    /// <param name="alpha">Factor of the product.</param>
    /// <param name="a">m x k.</param>
    /// <param name="b">k x n.</param>
    /// <param name="beta">Factor of the old C; 1 accumulates.</param>
    /// <param name="c">m x n.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    void Multiply(T alpha, ReadOnlyMatrixView<T> a, ReadOnlyMatrixView<T> b, T beta, MatrixView<T> c);

    /// <summary>y = alpha A x + beta y. Cost: one pass over A.</summary>
    /// <param name="alpha">Factor of the product.</param>
    /// <param name="a">m x n.</param>
    /// <param name="x">n values.</param>
    /// <param name="beta">Factor of the old y.</param>
    /// <param name="y">m values.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    void Multiply(T alpha, ReadOnlyMatrixView<T> a, ReadOnlySpan<T> x, T beta, Span<T> y);

    /// <summary>A = beta A + alpha x y^T, the (exponentially weighted) rank-one update in one pass over A.</summary>
    /// <param name="alpha">Factor of the outer product.</param>
    /// <param name="x">m values.</param>
    /// <param name="y">n values.</param>
    /// <param name="beta">Factor of the old A.</param>
    /// <param name="a">m x n.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    void RankOne(T alpha, ReadOnlySpan<T> x, ReadOnlySpan<T> y, T beta, MatrixView<T> a);

    /// <summary>A = beta A + alpha x x^T for a symmetric A, in one pass that writes both triangles and leaves A exactly symmetric.</summary>
    /// <param name="alpha">Factor of the outer product.</param>
    /// <param name="x">n values.</param>
    /// <param name="beta">Factor of the old A, for instance the forgetting factor of a running covariance.</param>
    /// <param name="a">n x n, symmetric on entry; each element is updated from its own old value.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    void SymmetricRankOne(T alpha, ReadOnlySpan<T> x, T beta, MatrixView<T> a);

    /// <summary>C = alpha A A^T + beta C for a symmetric C: one triangle is computed (n^2 k operations) and mirrored.</summary>
    /// <param name="alpha">Factor of the product.</param>
    /// <param name="a">n x k.</param>
    /// <param name="beta">Factor of the old C.</param>
    /// <param name="c">n x n; only its upper triangle is read, both are written, exactly symmetric.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    void SymmetricProduct(T alpha, ReadOnlyMatrixView<T> a, T beta, MatrixView<T> c);

    /// <summary>The products of many pairs of equally shaped matrices at regular distances: C_i = alpha A_i B_i + beta C_i.</summary>
    /// <param name="batch">Number of pairs.</param>
    /// <param name="alpha">Factor of the products.</param>
    /// <param name="a">The first A, m x k; its memory reaches to the last A.</param>
    /// <param name="aStep">Elements from one A to the next; 0 where all products share one A.</param>
    /// <param name="b">The first B, k x n; its memory reaches to the last B.</param>
    /// <param name="bStep">Elements from one B to the next; 0 where all products share one B.</param>
    /// <param name="beta">Factor of the old C.</param>
    /// <param name="c">The first C, m x n; its memory reaches to the last C.</param>
    /// <param name="cStep">Elements from one C to the next.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or the last matrix reaches past its memory.</exception>
    void MultiplyBatch(
        int batch,
        T alpha,
        ReadOnlyMatrixView<T> a,
        int aStep,
        ReadOnlyMatrixView<T> b,
        int bStep,
        T beta,
        MatrixView<T> c,
        int cStep
    );

    /// <summary>The sum of x_i y_i.</summary>
    /// <param name="x">n values.</param>
    /// <param name="y">n values.</param>
    /// <returns>The inner product; 0 of empty vectors.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    T Dot(ReadOnlySpan<T> x, ReadOnlySpan<T> y);
}
