using Gsp.Compute;
using Gsp.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>A graph from a spectral measure: fit a vector autoregression, average the measure over a band.</summary>
/// <remarks>
/// W[i, j] is the band mean of the measure from j to i, zero at or below the threshold. For the two coherences, whose diagonal is 1 by
/// definition, the diagonal of W is zero. Cost that of the fit plus O(N³) a frequency. Deterministic; thread-safe.
/// Degenerate as the fit, or when the fitted model is singular at a frequency of the band. Diagnostics: those of the fit.
/// </remarks>
public sealed class SpectralLearner : ITopologyLearner
{
    private readonly SpectralLearnerOptions options;
    private readonly Backend? backend;

    /// <summary>Creates the learner.</summary>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <param name="backend">Where the products are computed; null for the default.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public SpectralLearner(SpectralLearnerOptions? options = null, Backend? backend = null)
    {
        this.options = options ?? new SpectralLearnerOptions();
        this.options.Validate();
        this.backend = backend;
    }

    /// <inheritdoc/>
    public string Name =>
        options.Measure switch
        {
            SpectralMeasure.Coherence => "coherence",
            SpectralMeasure.PartialCoherence => "partial-coherence",
            SpectralMeasure.PartialDirectedCoherence => "pdc",
            SpectralMeasure.GeneralisedPartialDirectedCoherence => "gpdc",
            SpectralMeasure.DirectedTransferFunction => "dtf",
            _ => "ffdtf",
        };

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
        LeastSquaresFit fit = recording.LeastSquares(options.Intercept, options.Ridge);
        Matrix<double> shift = Matrix<double>.Build.Dense(n, n);
        (FitStatus status, string message) = (fit.Status, fit.Message);
        if (status == FitStatus.Converged && fit.ResidualVariances.All(v => v > 0))
        {
            var model = new SpectralModel(
                fit.Filters.ToMatrix(n, recording.Width),
                fit.ResidualCovariance(recording.Backend).ToMatrix(n, n),
                options.SampleRate
            );
            SpectralCourse course = model.Measure(options.Measure, Band());
            status = course.Status;
            message = status == FitStatus.Converged ? message : course.Message;
            if (status == FitStatus.Converged)
            {
                shift = Graph(course.BandMean(options.LowFrequency, options.High));
            }
        }
        else if (status == FitStatus.Converged)
        {
            (status, message) = (FitStatus.Degenerate, "a node is fitted without error: it has no noise of its own");
        }
        progress?.Report(1);
        return recording.Report(options, fit.Filters, shift, status, message, FitDiagnostics.Of(fit));
    }

    private double[] Band()
    {
        double low = options.LowFrequency;
        int last = options.Frequencies - 1;
        return
        [
            .. Enumerable
                .Range(0, options.Frequencies)
                .Select(k => k == 0 ? low : Math.Min(options.High, low + (options.High - low) * k / last)),
        ];
    }

    private Matrix<double> Graph(Matrix<double> mean)
    {
        bool symmetric = options.Measure is SpectralMeasure.Coherence or SpectralMeasure.PartialCoherence;
        return Matrix<double>.Build.Dense(
            mean.RowCount,
            mean.ColumnCount,
            (i, j) => (symmetric && i == j) || mean[i, j] <= options.Threshold ? 0 : mean[i, j]
        );
    }
}
