using Gsp.Compute;
using Gsp.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>VAR: the lag filters by (weighted) least squares over the whole recording, every pair an edge.</summary>
/// <remarks>
/// Model x_t = c + Σ_p Ψ_p x_{t−p} + w_t over t = P ... T−1; Ψ = C G⁻¹ with G = Σ z zᵀ and C = Σ x zᵀ (centred when there is an intercept),
/// by Cholesky with one refinement. Relative accuracy is the condition of G times 1e-16. Cost O(T N²P² + N³P³), memory O(N²P²).
/// Deterministic for any thread count where the backend is. Thread-safe.
/// Degenerate when the usable samples do not exceed the unknowns (and no ridge is given), when a node is constant, or when regressors depend
/// on each other; W is then zero. Diagnostics: <c>degrees_of_freedom</c>, <c>smallest_pivot</c>, <c>mean_residual_variance</c>.
/// </remarks>
public sealed class VectorAutoregressionLearner : ITopologyLearner
{
    private readonly VectorAutoregressionOptions options;
    private readonly Backend? backend;

    /// <summary>Creates the learner.</summary>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <param name="backend">Where the products are computed; null for the default.</param>
    /// <exception cref="ArgumentException">An option is out of range, or a stopping patience is given (batch fits use all samples).</exception>
    public VectorAutoregressionLearner(VectorAutoregressionOptions? options = null, Backend? backend = null)
    {
        this.options = options ?? new VectorAutoregressionOptions();
        this.options.ValidateForBatch();
        this.backend = backend;
    }

    /// <inheritdoc/>
    public string Name => "var";

    /// <inheritdoc/>
    public TopologyFit Fit(
        Matrix<double> samples,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default
    )
    {
        var recording = new LaggedRecording(samples, options.Order, Name, backend);
        cancellation.ThrowIfCancellationRequested();
        LeastSquaresFit fit = recording.LeastSquares(options.Intercept, options.Ridge, options.ForgettingFactor);
        progress?.Report(1);
        return recording.Report(options, fit.Filters, options.Weights, fit.Status, fit.Message, FitDiagnostics.Of(fit));
    }
}
