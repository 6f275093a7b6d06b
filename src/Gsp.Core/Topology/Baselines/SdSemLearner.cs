using Gsp.Compute;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>Runs <see cref="SdSemEstimator"/> over a recording.</summary>
/// <remarks>Holds options only, so one instance may be used from many threads; each fit makes its own estimator. Cost and determinism as there.</remarks>
public sealed class SdSemLearner : ITopologyLearner
{
    private readonly SdSemOptions options;
    private readonly Backend? backend;

    /// <summary>Creates the learner.</summary>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <param name="backend">Where the products are computed; null for the default.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public SdSemLearner(SdSemOptions? options = null, Backend? backend = null)
    {
        this.options = options ?? new SdSemOptions();
        this.options.Validate();
        this.backend = backend;
    }

    /// <inheritdoc/>
    public string Name => "sdsem";

    /// <inheritdoc/>
    public TopologyFit Fit(
        Matrix<double> samples,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default
    )
    {
        RecordingCheck.Shape(samples, 0, Name);
        var estimator = new SdSemEstimator(samples.ColumnCount, options, backend);
        return StreamingFit.Run(estimator, Name, options, samples, progress, cancellation);
    }
}
