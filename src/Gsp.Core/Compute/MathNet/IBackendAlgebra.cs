using System.Numerics;
using Gsp.Numerics;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace Gsp.Compute;

/// <summary>The linear algebra of one element type with the products of a backend; the rest is MathNet's own.</summary>
internal interface IBackendAlgebra<T> : IManagedAlgebra<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>What computes the products.</summary>
    protected IBlas<T> Blas { get; }

    T ILinearAlgebraProvider<T>.DotProduct(T[] x, T[] y) => Blas.Dot(x, y);

    void ILinearAlgebraProvider<T>.MatrixMultiply(
        T[] x,
        int rowsX,
        int columnsX,
        T[] y,
        int rowsY,
        int columnsY,
        T[] result
    ) =>
        MatrixMultiplyWithUpdate(
            Transpose.DontTranspose,
            Transpose.DontTranspose,
            T.One,
            x,
            rowsX,
            columnsX,
            y,
            rowsY,
            columnsY,
            T.Zero,
            result
        );

    /// <summary>C = alpha op(A) op(B) + beta C on column-major arrays; the sizes are those of A and B as they are stored.</summary>
    void ILinearAlgebraProvider<T>.MatrixMultiplyWithUpdate(
        Transpose transposeA,
        Transpose transposeB,
        T alpha,
        T[] a,
        int rowsA,
        int columnsA,
        T[] b,
        int rowsB,
        int columnsB,
        T beta,
        T[] c
    )
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        ArgumentNullException.ThrowIfNull(c);
        // MathNet lets the result be an operand; the backends do not.
        a = ReferenceEquals(a, c) ? [.. a] : a;
        b = ReferenceEquals(b, c) ? [.. b] : b;
        ReadOnlyMatrixView<T> left = a.AsColumnMajor(rowsA, columnsA);
        ReadOnlyMatrixView<T> right = b.AsColumnMajor(rowsB, columnsB);
        left = transposeA == Transpose.DontTranspose ? left : left.Transposed;
        right = transposeB == Transpose.DontTranspose ? right : right.Transposed;
        Require.SameLength(c.Length, checked(left.Rows * right.Columns), nameof(c), "rows x columns of the product");
        Blas.Multiply(alpha, left, right, beta, c.AsColumnMajor(left.Rows, right.Columns));
    }
}
