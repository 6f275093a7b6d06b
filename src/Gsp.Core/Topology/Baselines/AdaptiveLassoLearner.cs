using Gsp.Compute;
using Gsp.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>The adaptive lasso of each node on all lags: an ℓ1 penalty that is light on what a first fit found strong.</summary>
/// <remarks>
/// Row i minimises ½ ‖x_i − b z‖²/T + λ_i Σ_j |b_j| / |b̂_j|^power in standardised units, b̂ the least-squares (or ridge) fit, by coordinate descent
/// on the covariance form; λ_i runs down a geometric path from the row's critical value and is chosen by BIC (T log RSS + entries log T, at most T/2
/// entries), by the
/// forecast error on held-out samples, or given. The entries found are refitted by least squares where asked.
/// Cost O(T N²P² + N³P³) for the moments and the first fit, then O(NP) an entry changed. Deterministic; thread-safe.
/// Degenerate as the first fit (a ridge helps), NotConverged when the sweeps run out. Diagnostics: those of the first fit, <c>kept</c>, and
/// <c>mean_penalty_fraction</c>, the rows' mean λ_i over critical.
/// Source: Zou, J. Am. Stat. Assoc. 101 (2006); Friedman, Hastie and Tibshirani, J. Stat. Softw. 33 (2010), for the descent.
/// </remarks>
public sealed class AdaptiveLassoLearner : ITopologyLearner
{
    private readonly AdaptiveLassoOptions options;
    private readonly Backend? backend;

    /// <summary>Creates the learner.</summary>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <param name="backend">Where the products are computed; null for the default.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public AdaptiveLassoLearner(AdaptiveLassoOptions? options = null, Backend? backend = null)
    {
        this.options = options ?? new AdaptiveLassoOptions();
        this.options.Validate();
        this.backend = backend;
    }

    /// <inheritdoc/>
    public string Name => "adaptive-lasso";

    /// <inheritdoc/>
    public TopologyFit Fit(
        Matrix<double> samples,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default
    )
    {
        var recording = new LaggedRecording(samples, options.Order, Name, backend);
        (int n, int width) = (recording.Nodes, recording.Width);
        cancellation.ThrowIfCancellationRequested();
        var path = new AdaptiveLassoPath(recording.Moments(options.Intercept), options, recording.Backend);
        var selection =
            options.Selection == PenaltySelection.Forecast
                ? HeldOutPenalty.Create(recording.Rows, n, recording.Count, options, recording.Backend)
                : null;
        FitStatus status = selection?.Path.First.Status ?? path.First.Status;
        string message = (selection?.Path ?? path).First.Message;
        Dictionary<string, double> diagnostics = FitDiagnostics.Of(path.First);
        var filters = new double[n * width];
        if (status == FitStatus.Converged)
        {
            double fractions = 0;
            for (int i = 0; i < n; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                double fraction = options.Penalty ?? selection?.Choose(i) ?? ByInformation(path, i);
                path.At(i, fraction).CopyTo(filters, i * width);
                fractions += fraction / n;
                progress?.Report((i + 1.0) / n);
            }
            diagnostics["mean_penalty_fraction"] = fractions;
            (status, message) = Finish(path, filters, diagnostics);
        }
        progress?.Report(1);
        return recording.Report(options, filters, options.Weights, status, message, diagnostics);
    }

    private (FitStatus Status, string Message) Finish(
        AdaptiveLassoPath path,
        double[] filters,
        Dictionary<string, double> diagnostics
    )
    {
        bool[] support = [.. filters.Select(value => value != 0)];
        int kept = support.Count(entry => entry);
        diagnostics["kept"] = kept;
        int failures = options.Refit ? SupportRefit.Run(path.First.Moments, support, filters) : 0;
        return failures > 0
                ? (FitStatus.Degenerate, $"the supports of {failures} rows are not determined by the samples")
            : path.Converged ? (FitStatus.Converged, $"{kept} of {support.Length} entries kept")
            : (FitStatus.NotConverged, $"coordinate descent ran out of its {options.MaximumSweeps} sweeps");
    }

    private double ByInformation(AdaptiveLassoPath path, int row)
    {
        double count = path.First.Moments.Count;
        double best = double.PositiveInfinity;
        int chosen = 0;
        path.Walk(
            row,
            (k, _, residual, active) =>
            {
                double criterion = count * PortableMath.Log(residual) + active * PortableMath.Log(count);
                if (criterion < best)
                {
                    (best, chosen) = (criterion, k);
                }
            }
        );
        return path.Fraction(chosen);
    }
}
