using Gsp.Compute;
using Gsp.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>Links by momentary conditional independence with partial correlations: selection of the PCMCI type.</summary>
/// <remarks>
/// Stage 1 selects conditions of every node (see <see cref="PartialCorrelationOptions.ConditionLevel"/>). Stage 2 tests every link
/// (j, τ) → i by the partial correlation of x_{j,t−τ} and x_{i,t} given the conditions of i (without the link itself) and those of j shifted by τ;
/// the p-values of all N²P links are thresholded together. Linear dependence and Gaussian noise make the tests exact in large samples.
/// All tests share the rows t = 2P ... T−1. Cost O(T N²P²) for the correlations, then O(N²P k³) for k conditions. Deterministic; thread-safe.
/// Degenerate when T − 2P leaves no degrees of freedom or a node is constant. Diagnostics: <c>links</c>, <c>p_value_threshold</c>,
/// <c>mean_conditions</c>. Filters hold the links' weights, lag-major.
/// Source: Runge, Nowack, Kretschmer, Flaxman and Sejdinovic, Sci. Adv. 5 (2019).
/// </remarks>
public sealed class PartialCorrelationLearner : ITopologyLearner
{
    private readonly PartialCorrelationOptions options;
    private readonly Backend? backend;

    /// <summary>Creates the learner.</summary>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <param name="backend">Where the products are computed; null for the default.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public PartialCorrelationLearner(PartialCorrelationOptions? options = null, Backend? backend = null)
    {
        this.options = options ?? new PartialCorrelationOptions();
        this.options.Validate();
        this.backend = backend;
    }

    /// <inheritdoc/>
    public string Name => "partial-correlation";

    /// <inheritdoc/>
    public TopologyFit Fit(
        Matrix<double> samples,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default
    )
    {
        var recording = new LaggedRecording(samples, options.Order, Name, backend, reach: 2 * options.Order);
        int n = recording.Nodes;
        cancellation.ThrowIfCancellationRequested();
        var correlation = new LaggedCorrelation(
            recording.Rows,
            n,
            recording.Count,
            2 * options.Order,
            recording.Backend
        );
        var filters = new double[n * recording.Width];
        var diagnostics = new Dictionary<string, double>();
        FitStatus status = FitStatus.Degenerate;
        string message;
        if (correlation.Problem is string problem)
        {
            message = problem;
        }
        else if (correlation.Samples <= 3)
        {
            message = $"{correlation.Samples} rows after {2 * options.Order} lags leave no degrees of freedom";
        }
        else
        {
            bool[] links = Links(correlation, n, filters, diagnostics, progress, cancellation);
            int failures = 0;
            if (options.LinkWeight == PartialCorrelationWeight.Coefficient)
            {
                failures = SupportRefit.Run(recording.Moments(intercept: true), links, filters);
            }
            status = failures == 0 ? FitStatus.Converged : FitStatus.Degenerate;
            message =
                failures == 0
                    ? $"{links.Count(link => link)} of {links.Length} links"
                    : $"the links into {failures} nodes are not determined by the samples";
        }
        progress?.Report(1);
        return recording.Report(options, filters, options.Weights, status, message, diagnostics);
    }

    /// <summary>Both stages; the filters receive the partial correlations of the links found.</summary>
    private bool[] Links(
        LaggedCorrelation correlation,
        int n,
        double[] filters,
        Dictionary<string, double> diagnostics,
        IProgress<double>? progress,
        CancellationToken cancellation
    )
    {
        var selection = new ConditionSelection(correlation, n, options);
        var conditions = new int[n][];
        for (int i = 0; i < n; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            conditions[i] = selection.Of(i);
            progress?.Report(0.5 * (i + 1) / n);
        }
        int width = n * options.Order;
        var pValues = new double[n * width];
        var given = new List<int>();
        for (int i = 0; i < n; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (int k = 0; k < width; k++)
            {
                int source = k + n; // variable of node k mod n at lag k / n + 1
                given.Clear();
                given.AddRange(conditions[i].Where(v => v != source));
                // The source's own conditions, as many lags further back.
                int shift = source - source % n;
                given.AddRange(
                    conditions[source % n].Select(v => v + shift).Where(v => v != source && !given.Contains(v))
                );
                double? value = correlation.Partial(source, i, given.ToArray());
                filters[i * width + k] = value ?? 0;
                pValues[i * width + k] = value is double r ? selection.PValue(r, given.Count) : 1;
            }
            progress?.Report(0.5 + 0.5 * (i + 1) / n);
        }
        double threshold = GrangerTests.Prune(filters, pValues, options.Correction, options.Level);
        diagnostics["p_value_threshold"] = threshold;
        diagnostics["mean_conditions"] = conditions.Average(c => (double)c.Length);
        bool[] links = [.. filters.Select(value => value != 0)];
        diagnostics["links"] = links.Count(link => link);
        return links;
    }
}
