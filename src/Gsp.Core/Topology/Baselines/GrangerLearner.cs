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
        Require.That(
            this.options.Stopping == new StoppingOptions(),
            "Stopping belongs to the streaming estimator; a batch fit uses all samples",
            nameof(GrangerOptions.Stopping)
        );
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
        double[] rows = RecordingCheck.RowMajor(samples, options.Order, Name);
        int n = samples.ColumnCount;
        cancellation.ThrowIfCancellationRequested();
        Backend where = BaselineBackend.OrDefault(backend);
        LeastSquaresFit fit = LeastSquaresFit.Of(
            BatchMoments.Of(
                rows,
                n,
                options.Order,
                options.Intercept,
                where,
                options.Order,
                samples.RowCount,
                options.ForgettingFactor
            ),
            0,
            where
        );
        var shift = new double[n * n];
        Dictionary<string, double> diagnostics = FitDiagnostics.Of(fit);
        if (fit.Status == FitStatus.Converged)
        {
            int width = n * options.Order;
            var pValues = new double[n * n];
            GrangerTests.PValues(
                fit.Filters,
                (a, b) => fit.CoefficientCovariance[a * width + b],
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
        return new TopologyFit
        {
            Method = Name,
            ShiftOperator = shift.ToMatrix(n, n),
            Filters = fit.Filters.ToMatrix(n, n * options.Order),
            Status = fit.Status,
            Message = fit.Message,
            Diagnostics = diagnostics,
            Settings = OptionSettings.Of(options),
            Samples = samples.RowCount,
        };
    }
}
