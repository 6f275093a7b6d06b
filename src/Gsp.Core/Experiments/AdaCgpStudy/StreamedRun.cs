using System.Diagnostics;
using Gsp.Numerics;
using Gsp.Topology;

namespace Gsp.Experiments;

/// <summary>One streaming baseline run to its own stop and scored as the published table scores it: means over the last steps.</summary>
public static class StreamedRun
{
    /// <summary>Runs and scores.</summary>
    /// <param name="method">Name for the table.</param>
    /// <param name="estimator">The estimator at its start; it is stepped on.</param>
    /// <param name="recording">The recording and its truth.</param>
    /// <param name="window">Steps at the end that are averaged: the patience of the stopping rule.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>The scores; the prediction error is that after the update.</returns>
    public static MethodScore Score(
        string method,
        IOnlineTopologyEstimator estimator,
        StudyRecording recording,
        int window,
        CancellationToken cancellation = default
    )
    {
        var clock = Stopwatch.StartNew();
        ScoredRun run = ScoredRun.Of(estimator, recording.Samples, recording.Truth, cancellation: cancellation);
        int n = recording.Truth.RowCount;
        var shift = new double[n * n];
        estimator.CopyShiftOperator(shift);
        // Equations among values of the same instant predict nothing.
        bool forecasts = estimator.Order > 0;
        return new MethodScore
        {
            Method = method,
            Family = recording.Family,
            Seed = recording.Seed,
            Prediction = forecasts ? run.SteadyState("pred_error", window) : double.NaN,
            Forecast = forecasts ? run.SteadyState("pred_error_apriori", window) : double.NaN,
            Shift = run.SteadyState("w_error", window),
            Miss = run.SteadyState("p_miss", window),
            FalseAlarm = run.SteadyState("p_false_alarm", window),
            Steps = run.Trace.Length,
            Seconds = clock.Elapsed.TotalSeconds,
            Estimate = shift.ToMatrix(n, n),
        };
    }
}
