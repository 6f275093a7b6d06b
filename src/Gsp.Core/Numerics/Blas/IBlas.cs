using System.Numerics;

namespace Gsp.Numerics;

/// <summary>The dense linear-algebra operations that every backend offers.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>
/// All operands are views with free strides, so a transpose costs nothing. Outputs must not overlap inputs. A beta of zero overwrites the
/// output, whatever it held (NaN included). Wrong shapes are an <see cref="ArgumentException"/>. Implementations state their determinism;
/// <see cref="ReferenceBlas{T}"/> is the meaning of each operation.
/// </remarks>
public interface IBlas<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>C = alpha A B + beta C. Cost: 2 m n k operations.</summary>
    /// <param name="alpha">Factor of the product.</param>
    /// <param name="a">m x k.</param>
    /// <param name="b">k x n.</param>
    /// <param name="beta">Factor of the old C.</param>
    /// <param name="c">m x n.</param>
    void Multiply(T alpha, ReadOnlyMatrixView<T> a, ReadOnlyMatrixView<T> b, T beta, MatrixView<T> c);

    /// <summary>y = alpha A x + beta y.</summary>
    /// <param name="alpha">Factor of the product.</param>
    /// <param name="a">m x n.</param>
    /// <param name="x">n values.</param>
    /// <param name="beta">Factor of the old y.</param>
    /// <param name="y">m values.</param>
    void Multiply(T alpha, ReadOnlyMatrixView<T> a, ReadOnlySpan<T> x, T beta, Span<T> y);

    /// <summary>A = beta A + alpha x y^T, the (exponentially weighted) rank-one update in one pass over A.</summary>
    /// <param name="alpha">Factor of the outer product.</param>
    /// <param name="x">m values.</param>
    /// <param name="y">n values.</param>
    /// <param name="beta">Factor of the old A.</param>
    /// <param name="a">m x n.</param>
    void RankOne(T alpha, ReadOnlySpan<T> x, ReadOnlySpan<T> y, T beta, MatrixView<T> a);

    /// <summary>C = alpha A A^T + beta C, both triangles written and exactly symmetric when C was.</summary>
    /// <param name="alpha">Factor of the product.</param>
    /// <param name="a">n x k.</param>
    /// <param name="beta">Factor of the old C.</param>
    /// <param name="c">n x n.</param>
    void SymmetricProduct(T alpha, ReadOnlyMatrixView<T> a, T beta, MatrixView<T> c);

    /// <summary>The products of many pairs of equally shaped row-major matrices: C_i = alpha A_i B_i + beta C_i.</summary>
    /// <param name="batch">Number of pairs.</param>
    /// <param name="m">Rows of A and C.</param>
    /// <param name="n">Columns of B and C.</param>
    /// <param name="k">Columns of A, rows of B.</param>
    /// <param name="alpha">Factor of the products.</param>
    /// <param name="a">batch x m x k.</param>
    /// <param name="b">batch x k x n.</param>
    /// <param name="beta">Factor of the old C.</param>
    /// <param name="c">batch x m x n.</param>
    void MultiplyBatch(
        int batch,
        int m,
        int n,
        int k,
        T alpha,
        ReadOnlySpan<T> a,
        ReadOnlySpan<T> b,
        T beta,
        Span<T> c
    );
}
