using Gsp.Compute;
using Gsp.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>Runs <see cref="AdaCgpReference"/> over a recording and keeps its course.</summary>
/// <param name="Options">The settings.</param>
/// <param name="Support">The known neighbourhood for the optical program; null otherwise.</param>
/// <param name="MostSteps">Stops after this many steps; null for all samples.</param>
/// <param name="Backend">Where dense products run; <see cref="Backend.Reference"/> where null.</param>
/// <remarks>The first P rows only fill the lags. The trace's columns are those of the authors' logs that need no truth: <c>psi_losses,
/// pred_error, pred_error_from_h, num_non_zero_elements, first_alg_converged_status, second_alg_converged_status, ema_pred_error,
/// ema_pred_error_h</c>, and <c>forecast_error</c>, the a-priori error that they do not print.</remarks>
public sealed record AdaCgpReferenceLearner(
    ReferenceOptions Options,
    Matrix<double>? Support = null,
    int? MostSteps = null,
    Backend? Backend = null
) : ITopologyLearner
{
    /// <inheritdoc/>
    public string Name => "adacgp";

    /// <summary>Called after every step with the estimator and its update, for instance to score it against a truth; may be null.</summary>
    public Action<AdaCgpReference, ReferenceUpdate>? OnStep { get; init; }

    /// <inheritdoc/>
    public TopologyFit Fit(
        Matrix<double> samples,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default
    )
    {
        int rows = samples.RowCount;
        Require.That(
            rows > Options.Order,
            $"{rows} samples; a run of order {Options.Order} needs more than {Options.Order}, for the first ones only fill the lags",
            nameof(samples)
        );
        var estimator = new AdaCgpReference(samples.ColumnCount, Options, Support, Backend);
        int most = Math.Min(rows - Options.Order, MostSteps ?? int.MaxValue);
        var updates = new List<ReferenceUpdate>(most);
        var sample = new double[samples.ColumnCount];
        for (int t = 0; t < Options.Order + most && !estimator.Stopped; t++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (int j = 0; j < sample.Length; j++)
            {
                sample[j] = samples[t, j];
            }
            ReferenceUpdate update = estimator.Step(sample);
            if (update.Step >= 0 && !update.Stopped)
            {
                updates.Add(update);
                OnStep?.Invoke(estimator, update);
            }
            progress?.Report((t + 1.0) / (Options.Order + most));
        }
        return Result(estimator, updates);
    }

    private TopologyFit Result(AdaCgpReference estimator, List<ReferenceUpdate> updates)
    {
        int n = estimator.Nodes;
        bool finite = true;
        foreach (double value in estimator.Filters)
        {
            finite &= double.IsFinite(value);
        }
        bool converged = estimator.Stopped || updates[^1].SecondConverged;
        return new TopologyFit
        {
            Method = Name,
            ShiftOperator = estimator.ShiftOperator.ToMatrix(n, n),
            Filters = estimator.Filters.ToMatrix(n, n * Options.Order),
            Coefficients = estimator.Coefficients.ToArray(),
            Status =
                !finite ? FitStatus.Diverged
                : converged ? FitStatus.Converged
                : FitStatus.NotConverged,
            Message =
                !finite ? "the filters are no longer finite: the series is unstable or a step too long"
                : estimator.Stopped ? $"stopped by its own criterion after {updates.Count} steps"
                : $"used all {updates.Count} samples before its criterion was met",
            Trace = Trace(updates),
            Samples = updates.Count,
        };
    }

    private static TopologyTrace Trace(List<ReferenceUpdate> updates)
    {
        KeyValuePair<string, double[]> Column(string name, Func<ReferenceUpdate, double> value) =>
            new(name, [.. updates.Select(value)]);
        return new TopologyTrace(
            Column("psi_losses", u => u.FilterLoss),
            Column("pred_error", u => u.FilterError),
            Column("pred_error_from_h", u => u.CoefficientError),
            Column("num_non_zero_elements", u => u.Edges),
            Column("first_alg_converged_status", u => u.FirstConverged ? 1 : 0),
            Column("second_alg_converged_status", u => u.SecondConverged ? 1 : 0),
            Column("ema_pred_error", u => u.AverageFilterError),
            Column("ema_pred_error_h", u => u.AverageCoefficientError),
            Column("forecast_error", u => u.AprioriError)
        );
    }
}
