using Gsp.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>Runs a streaming estimator over a whole recording.</summary>
internal static class StreamingFit
{
    /// <summary>Steps over the rows until the end or until the stopping rule is met, and packs the result.</summary>
    public static TopologyFit Run(
        IOnlineTopologyEstimator estimator,
        string method,
        object options,
        Matrix<double> samples,
        IProgress<double>? progress,
        CancellationToken cancellation
    )
    {
        int n = estimator.Nodes;
        var sample = new double[n];
        var rows = new List<OnlineUpdate>(samples.RowCount);
        int used = 0;
        for (int t = 0; t < samples.RowCount; t++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (int i = 0; i < n; i++)
            {
                sample[i] = samples[t, i];
            }
            OnlineUpdate update = estimator.Step(sample);
            if (update.Stopped)
            {
                break;
            }
            used = t + 1;
            if (update.Learned)
            {
                rows.Add(update);
            }
            progress?.Report((t + 1.0) / samples.RowCount);
        }
        progress?.Report(1);
        var shift = new double[n * n];
        estimator.CopyShiftOperator(shift);
        var filters = new double[n * n * estimator.Order];
        estimator.CopyFilters(filters);
        return new TopologyFit
        {
            Method = method,
            ShiftOperator = shift.ToMatrix(n, n),
            Filters = estimator.Order == 0 ? null : filters.ToMatrix(n, n * estimator.Order),
            Status = estimator.Status,
            Message = estimator.StatusMessage,
            Trace = Trace(rows),
            Settings = OptionSettings.Of(options),
            Samples = used,
        };
    }

    private static TopologyTrace Trace(List<OnlineUpdate> rows) =>
        new(
            Column("t", rows, row => row.Time),
            Column("pred_error_apriori", rows, row => row.AprioriError),
            Column("pred_error", rows, row => row.AposterioriError),
            Column("ema_pred_error", rows, row => row.AverageError)
        );

    private static KeyValuePair<string, double[]> Column(
        string name,
        List<OnlineUpdate> rows,
        Func<OnlineUpdate, double> value
    ) => new(name, [.. rows.Select(value)]);
}
