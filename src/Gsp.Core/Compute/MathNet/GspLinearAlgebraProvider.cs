using Gsp.Numerics;
using MathNet.Numerics;
using MathNet.Numerics.Providers.LinearAlgebra;
using Complex = System.Numerics.Complex;

namespace Gsp.Compute;

/// <summary>Gives MathNet's dense matrices the products of a backend.</summary>
/// <remarks>
/// Matrix products (plain, transposed, with update) and inner products in single and double precision are computed by the backend; every
/// other operation is MathNet's own managed one. Operands are column-major arrays, as MathNet keeps them.
/// Determinism: that of the backend, and of MathNet's managed provider. Thread-safe. Registered by <see cref="GspLinearAlgebra"/>.
/// </remarks>
public sealed class GspLinearAlgebraProvider
    : ILinearAlgebraProvider,
        IBackendAlgebra<double>,
        IBackendAlgebra<float>,
        IManagedAlgebra<Complex>,
        IManagedAlgebra<Complex32>
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

    ILinearAlgebraProvider<double> IManagedAlgebra<double>.Managed => managed;

    ILinearAlgebraProvider<float> IManagedAlgebra<float>.Managed => managed;

    ILinearAlgebraProvider<Complex> IManagedAlgebra<Complex>.Managed => managed;

    ILinearAlgebraProvider<Complex32> IManagedAlgebra<Complex32>.Managed => managed;

    IBlas<double> IBackendAlgebra<double>.Blas => backend.Double;

    IBlas<float> IBackendAlgebra<float>.Blas => backend.Single;
}
