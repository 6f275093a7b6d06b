using Gsp.Compute;
using Gsp.Numerics;
using Gsp.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>Pruned least squares: fit a vector autoregression, keep what is significant, refit on what was kept.</summary>
/// <remarks>
/// Step 1 fits all lags as <see cref="VectorAutoregressionLearner"/>. Step 2 keeps entry (i, j, p) when |b| exceeds c standard errors, or when its two-sided t-test is significant at the shared level. Step 3 refits each row by least
/// squares on its support only. Without a penalty the refit is unbiased, which is why this plain method is hard to beat where edges are strong.
/// Cost O(T N²P² + N³P³ + Σ_i |S_i|³), memory O(N²P²). Deterministic; thread-safe.
/// Degenerate as the first fit (a ridge makes it determined when samples are few), or when a support has more entries than samples (those rows are
/// zero). Diagnostics: those of the fit, <c>threshold</c> in standard errors or <c>p_value_threshold</c>, and <c>kept</c>.
/// </remarks>
public sealed class PrunedLeastSquaresLearner : ITopologyLearner
{
    private readonly PrunedLeastSquaresOptions options;
    private readonly Backend? backend;

    /// <summary>Creates the learner.</summary>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <param name="backend">Where the products are computed; null for the default.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public PrunedLeastSquaresLearner(PrunedLeastSquaresOptions? options = null, Backend? backend = null)
    {
        this.options = options ?? new PrunedLeastSquaresOptions();
        this.options.Validate();
        this.backend = backend;
    }

    /// <inheritdoc/>
    public string Name => "pruned-ls";

    /// <inheritdoc/>
    public TopologyFit Fit(
        Matrix<double> samples,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default
    )
    {
        var recording = new LaggedRecording(samples, options.Order, Name, backend);
        cancellation.ThrowIfCancellationRequested();
        LeastSquaresFit fit = recording.LeastSquares(options.Intercept, options.Ridge);
        progress?.Report(0.5);
        cancellation.ThrowIfCancellationRequested();

        Dictionary<string, double> diagnostics = FitDiagnostics.Of(fit);
        var filters = new double[fit.Filters.Length];
        FitStatus status = fit.Status;
        string message = fit.Message;
        if (status == FitStatus.Converged)
        {
            bool[] support = Select(fit, diagnostics);
            int kept = support.Count(entry => entry);
            int failures = SupportRefit.Run(fit.Moments, support, filters);
            diagnostics["kept"] = kept;
            status = failures == 0 ? FitStatus.Converged : FitStatus.Degenerate;
            message =
                failures == 0
                    ? $"{kept} of {support.Length} entries kept"
                    : $"the supports of {failures} rows are not determined by the samples; a larger threshold helps";
        }
        progress?.Report(1);
        return recording.Report(options, filters, options.Weights, status, message, diagnostics);
    }

    private bool[] Select(LeastSquaresFit fit, Dictionary<string, double> diagnostics)
    {
        int n = fit.Moments.Nodes;
        int width = fit.Moments.Width;
        int tested = options.Scope == PruningScope.FirstLag ? n : width;
        var support = new bool[n * width];
        var errors = new double[width];
        var ratios = new double[n * tested];
        for (int i = 0; i < n; i++)
        {
            fit.StandardErrors(i, options.Error, errors);
            for (int j = 0; j < tested; j++)
            {
                double value = Math.Abs(fit.Filters[i * width + j]);
                ratios[i * tested + j] = value == 0 ? 0 : value / errors[j];
            }
        }
        if (options.Threshold is double limit)
        {
            diagnostics["threshold"] = limit;
            for (int k = 0; k < ratios.Length; k++)
            {
                support[k / tested * width + k % tested] = ratios[k] > limit;
            }
            return support;
        }
        double[] pValues = [.. ratios.Select(t => Tails.StudentTwoSided(t, fit.DegreesOfFreedom))];
        double largest = options.Correction.Threshold(pValues, options.Level!.Value);
        diagnostics["p_value_threshold"] = largest;
        for (int k = 0; k < pValues.Length; k++)
        {
            support[k / tested * width + k % tested] = pValues[k] <= largest;
        }
        return support;
    }
}
