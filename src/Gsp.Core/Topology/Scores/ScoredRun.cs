using Gsp.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>A streaming estimator run over a recording and scored against the true graph after every step.</summary>
/// <remarks>The estimators themselves never see the truth; this is where the published study's per-step tables come from.</remarks>
public sealed record ScoredRun
{
    /// <summary>One row a learned step, columns as in the study's step tables: <c>t</c>, <c>pred_error_apriori</c>, <c>pred_error</c>
    /// (a posteriori), <c>w_error</c>, <c>num_non_zero_elements</c>, <c>p_miss</c>, <c>p_false_alarm</c>, <c>precision</c>, <c>recall</c>,
    /// <c>f1</c>, <c>ema_pred_error</c>.</summary>
    public required TopologyTrace Trace { get; init; }

    /// <summary>How the estimator stood at the end.</summary>
    public required FitStatus Status { get; init; }

    /// <summary>Runs and scores.</summary>
    /// <param name="estimator">The estimator, in any state; it is stepped on.</param>
    /// <param name="samples">[time, node].</param>
    /// <param name="truth">The true W, N x N.</param>
    /// <param name="options">Which entries count; by default all.</param>
    /// <param name="progress">Receives the fraction done; may be null.</param>
    /// <param name="cancellation">Stops the work between steps.</param>
    /// <returns>The scored run; it ends with the samples or when the estimator stops by its own rule.</returns>
    /// <exception cref="ArgumentException">Sizes differ, or a sample is not finite.</exception>
    public static ScoredRun Of(
        IOnlineTopologyEstimator estimator,
        Matrix<double> samples,
        Matrix<double> truth,
        ScoreOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(estimator);
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(truth);
        int n = estimator.Nodes;
        Require.SameLength(samples.ColumnCount, n, nameof(samples), "columns, one a node");
        Require.That(
            truth.RowCount == n && truth.ColumnCount == n,
            $"truth is {truth.RowCount} x {truth.ColumnCount}; expected {n} x {n}",
            nameof(truth)
        );
        double[] expected = truth.ToRowMajor();
        var shift = new double[n * n];
        var sample = new double[n];
        var rows = new List<(OnlineUpdate Update, TopologyScore Score)>(samples.RowCount);
        for (int t = 0; t < samples.RowCount; t++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (int i = 0; i < n; i++)
            {
                sample[i] = samples[t, i];
            }
            OnlineUpdate update = estimator.Step(sample);
            if (update.Stopped || estimator.Status == FitStatus.Diverged)
            {
                break;
            }
            if (update.Learned)
            {
                estimator.CopyShiftOperator(shift);
                rows.Add((update, TopologyScores.Compare(expected, shift, n, options)));
            }
            progress?.Report((t + 1.0) / samples.RowCount);
        }
        progress?.Report(1);
        return new ScoredRun { Trace = Table(rows), Status = estimator.Status };
    }

    /// <summary>The mean of a column over the last steps: the study's steady state.</summary>
    /// <param name="column">A column of the trace.</param>
    /// <param name="window">Number of steps at the end; at least 1. The study uses the patience of its stopping rule, and the last 50 models
    /// for VAR + Granger.</param>
    /// <returns>The mean over the steps that have a value; NaN where none has.</returns>
    /// <exception cref="ArgumentException">No such column, or no positive window.</exception>
    public double SteadyState(string column, int window)
    {
        Require.Positive(window);
        double[] values = [.. Trace[column].TakeLast(window).Where(value => !double.IsNaN(value))];
        return values.Length == 0 ? double.NaN : values.Average();
    }

    private static TopologyTrace Table(List<(OnlineUpdate Update, TopologyScore Score)> rows)
    {
        return new TopologyTrace(
            Column("t", row => row.Update.Time),
            Column("pred_error_apriori", row => row.Update.AprioriError),
            Column("pred_error", row => row.Update.AposterioriError),
            Column("w_error", row => row.Score.Nmse),
            Column("num_non_zero_elements", row => row.Score.EstimatedEdges),
            Column("p_miss", row => row.Score.MissProbability),
            Column("p_false_alarm", row => row.Score.FalseAlarmProbability),
            Column("precision", row => row.Score.Precision),
            Column("recall", row => row.Score.Recall),
            Column("f1", row => row.Score.F1),
            Column("ema_pred_error", row => row.Update.AverageError)
        );

        KeyValuePair<string, double[]> Column(
            string name,
            Func<(OnlineUpdate Update, TopologyScore Score), double> value
        ) => new(name, [.. rows.Select(value)]);
    }
}
