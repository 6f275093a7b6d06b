using Gsp.Compute;
using Gsp.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>VAR + Granger: a vector autoregression of which only the pairs that pass a significance test are edges.</summary>
/// <remarks>
/// The fit is that of <see cref="VectorAutoregressionLearner"/>; the pair (i, j) stays when the hypothesis that all lags of node j are absent from
/// node i's equation is rejected. Without correction a fraction <see cref="GrangerOptions.Level"/> of the absent edges is found by construction.
/// Cost as the fit plus O(N²P²). Deterministic; thread-safe. Degenerate as the fit. Diagnostics: those of the fit and
/// <c>p_value_threshold</c>. Source: Granger, Econometrica 37 (1969); Lütkepohl, New Introduction to Multiple Time Series Analysis (2005), 3.6.
/// </remarks>
public sealed class GrangerLearner : ITopologyLearner
{
    private readonly GrangerOptions options;
    private readonly Backend? backend;

    /// <summary>Creates the learner.</summary>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <param name="backend">Where the products are computed; null for the default.</param>
    /// <exception cref="ArgumentException">An option is out of range, or a stopping patience is given (batch fits use all samples).</exception>
    public GrangerLearner(GrangerOptions? options = null, Backend? backend = null)
    {
        this.options = options ?? new GrangerOptions();
        this.options.Validate();
        this.options.AsRegression().ValidateForBatch();
        this.backend = backend;
    }

    /// <inheritdoc/>
    public string Name => "granger";

    /// <inheritdoc/>
    public TopologyFit Fit(
        Matrix<double> samples,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default
    )
    {
        var recording = new LaggedRecording(samples, options.Order, Name, backend);
        int n = recording.Nodes;
        cancellation.ThrowIfCancellationRequested();
        LeastSquaresFit fit = recording.LeastSquares(options.Intercept, 0, options.ForgettingFactor);
        var shift = new double[n * n];
        Dictionary<string, double> diagnostics = FitDiagnostics.Of(fit);
        if (fit.Status == FitStatus.Converged)
        {
            var pValues = new double[n * n];
            GrangerTests.PValues(
                fit.Filters,
                (a, b) => fit.CoefficientCovariance[a * recording.Width + b],
                fit.ResidualVariances,
                fit.DegreesOfFreedom,
                n,
                options.Order,
                options.Test,
                pValues
            );
            options.Weights.Read(fit.Filters, n, options.Order, shift);
            diagnostics["p_value_threshold"] = GrangerTests.Prune(shift, pValues, options.Correction, options.Level);
        }
        progress?.Report(1);
        return recording.Report(options, fit.Filters, shift.ToMatrix(n, n), fit.Status, fit.Message, diagnostics);
    }
}
