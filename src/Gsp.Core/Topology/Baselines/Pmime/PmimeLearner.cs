using System.Globalization;
using Gsp.Numerics;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>PMIME: directed, nonlinear effects by partial mutual information from a mixed embedding.</summary>
/// <remarks>
/// <para>For each target the past of all nodes is searched for the few lagged variables that explain the target's future: one after the other
/// the variable of largest conditional mutual information is taken, until it brings less than a fraction of what is known. The effect of node j
/// is R = I(y; w_j | w_rest) / I(y; w), and zero where none of its lags was taken: between 0 and 1 up to the estimator's error
/// (Kugiumtzis, Phys. Rev. E 87 (2013) 062918, eqs. 4-7). Information is estimated by k nearest neighbours in the maximum norm on columns
/// scaled to [0, 1], so the result does not change when a node is shifted or scaled, and a sign change of a node changes nothing either.</para>
/// <para>Cost: N targets x N MaximumLag candidates x embedding size x T^2 distances, by vector instructions.
/// Targets run in parallel and are independent, so the result is the same for any thread count. Holds no fitted state; one instance may be
/// used from many threads.</para>
/// </remarks>
public sealed class PmimeLearner : ITopologyLearner
{
    private readonly PmimeOptions options;

    /// <summary>A learner with the given settings.</summary>
    /// <param name="options">Settings; null takes the defaults.</param>
    /// <exception cref="ArgumentException">A setting lies outside its range.</exception>
    public PmimeLearner(PmimeOptions? options = null)
    {
        this.options = options ?? new PmimeOptions();
        this.options.Validate();
    }

    /// <inheritdoc/>
    public string Name => "pmime";

    /// <summary>Learns the graph.</summary>
    /// <param name="samples">[time, node]: at least MaximumLag + Horizon + Neighbours rows.</param>
    /// <param name="progress">Receives the fraction of the targets done.</param>
    /// <param name="cancellation">Stops between steps of a target.</param>
    /// <returns>The R measures: entry (i, j) is what node j's past brings about node i's future, with a zero diagonal.
    /// A constant column gives <see cref="FitStatus.Degenerate"/> and an empty graph.</returns>
    public TopologyFit Fit(
        Matrix<double> samples,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default
    )
    {
        int minimum = options.MaximumLag + options.Horizon + options.Neighbours;
        RecordingCheck.RowMajor(samples, minimum - 1, Name);
        int n = samples.ColumnCount;
        int constant = Enumerable
            .Range(0, n)
            .FirstOrDefault(i => samples.Column(i).Minimum() == samples.Column(i).Maximum(), -1);
        var measures = new double[n * n];
        var components = new double[n];
        if (constant < 0)
        {
            var table = new LagTable(samples, options.MaximumLag, options.Horizon);
            double[] digamma = [0, .. Enumerable.Range(1, table.Rows).Select(count => SpecialFunctions.DiGamma(count))];
            int done = 0;
            try
            {
                Parallel.For(
                    0,
                    n,
                    new ParallelOptions { CancellationToken = cancellation },
                    target =>
                    {
                        var embedding = new TargetEmbedding(table, target, digamma, options);
                        embedding.Grow(cancellation);
                        embedding.Measure(target, measures.AsSpan(target * n, n));
                        components[target] = embedding.Components;
                        progress?.Report((double)Interlocked.Increment(ref done) / n);
                    }
                );
            }
            catch (AggregateException failures) when (cancellation.IsCancellationRequested)
            {
                throw new OperationCanceledException(failures.Message, failures, cancellation);
            }
        }
        progress?.Report(1);
        return new TopologyFit
        {
            Method = Name,
            ShiftOperator = measures.ToMatrix(n, n),
            Status = constant < 0 ? FitStatus.Converged : FitStatus.Degenerate,
            Message =
                constant < 0
                    ? ""
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"node {constant} is constant and carries no information; drop it"
                    ),
            Samples = samples.RowCount,
            Diagnostics = new Dictionary<string, double>
            {
                ["mean_components"] = components.Sum() / n,
                ["largest_embedding"] = components.Max(),
            },
            Settings = OptionSettings.Of(options),
        };
    }
}
