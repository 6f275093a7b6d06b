using System.Numerics;
using Gsp.Numerics;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace Gsp.Compute;

/// <summary>Gives MathNet's dense matrices the products of a backend.</summary>
/// <remarks>
/// Matrix products (plain, transposed, with update) and inner products in single and double precision are computed by the backend; every
/// other operation is MathNet's own managed one. Operands are column-major arrays, as MathNet keeps them.
/// Determinism: that of the backend, and of MathNet's managed provider. Thread-safe. Registered by <see cref="GspLinearAlgebra"/>.
/// </remarks>
public sealed partial class GspLinearAlgebraProvider : ILinearAlgebraProvider
{
    private readonly Backend backend;
    private readonly ManagedLinearAlgebraProvider managed = new();

    /// <summary>Creates a provider for a backend.</summary>
    /// <param name="backend">What computes the products.</param>
    public GspLinearAlgebraProvider(Backend backend)
    {
        ArgumentNullException.ThrowIfNull(backend);
        this.backend = backend;
    }

    /// <inheritdoc/>
    public bool IsAvailable() => true;

    /// <inheritdoc/>
    public void InitializeVerify() => managed.InitializeVerify();

    /// <inheritdoc/>
    public void FreeResources() => managed.FreeResources();

    /// <inheritdoc/>
    public override string ToString() => $"Gsp: {backend}";

    /// <summary>C = alpha op(A) op(B) + beta C on column-major arrays; the sizes are those of A and B as they are stored.</summary>
    private static void Multiply<T>(
        IBlas<T> blas,
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
        where T : unmanaged, IFloatingPointIeee754<T>
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
        blas.Multiply(alpha, left, right, beta, c.AsColumnMajor(left.Rows, right.Columns));
    }
}
