using Gsp.Compute;

namespace Gsp.Topology;

/// <summary>VAR + Granger, refitted with every sample; the tests are made only when the graph is asked for.</summary>
/// <remarks>
/// Wraps <see cref="VectorAutoregressionEstimator"/>, whose inverse Gram matrix and residual sums give all N² tests in O(N²P²) at any moment.
/// The study tests only its last models and averages their scores; asking for the graph after each of those steps is the same.
/// A step allocates nothing; reading the graph does. Not thread-safe.
/// </remarks>
public sealed class GrangerEstimator : IOnlineTopologyEstimator
{
    private readonly GrangerOptions options;
    private readonly VectorAutoregressionEstimator regression;

    /// <summary>Creates an estimator without samples.</summary>
    /// <param name="nodes">Number of nodes N.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <param name="backend">Where the products are computed; null for the default.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public GrangerEstimator(int nodes, GrangerOptions? options = null, Backend? backend = null)
    {
        this.options = options ?? new GrangerOptions();
        this.options.Validate();
        regression = new VectorAutoregressionEstimator(nodes, this.options.AsRegression(), backend);
    }

    /// <inheritdoc/>
    public int Nodes => regression.Nodes;

    /// <inheritdoc/>
    public int Order => regression.Order;

    /// <inheritdoc/>
    public FitStatus Status => regression.Status;

    /// <inheritdoc/>
    public string StatusMessage => regression.StatusMessage;

    /// <inheritdoc/>
    public OnlineUpdate Step(ReadOnlySpan<double> sample) => regression.Step(sample);

    /// <inheritdoc/>
    public void CopyShiftOperator(Span<double> target)
    {
        Require.SameLength(target.Length, Nodes * Nodes, nameof(target), "N x N");
        double freedom = regression.EffectiveSamples - Nodes * Order - (options.Intercept ? 1 : 0);
        if (Status == FitStatus.Degenerate || freedom <= 0)
        {
            target.Clear();
            return;
        }
        var filters = new double[Nodes * Nodes * Order];
        var variances = new double[Nodes];
        var pValues = new double[Nodes * Nodes];
        regression.CopyFilters(filters);
        regression.CopyResidualVariances(variances);
        GrangerTests.PValues(filters, regression.InverseGram, variances, freedom, Nodes, Order, options.Test, pValues);
        options.Weights.Read(filters, Nodes, Order, target);
        GrangerTests.Prune(target, pValues, options.Correction, options.Level);
    }

    /// <inheritdoc/>
    public void CopyFilters(Span<double> target) => regression.CopyFilters(target);

    /// <inheritdoc/>
    public Snapshot Save() => regression.Save();

    /// <inheritdoc/>
    public void Restore(Snapshot snapshot) => regression.Restore(snapshot);

    /// <inheritdoc/>
    public void Reset() => regression.Reset();
}
