using System.Diagnostics;
using Gsp.Compute;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Experiments;

/// <summary>One method fitted to the head of a recording and scored against the truth and on the samples after it.</summary>
public static class BatchRun
{
    /// <summary>Fits and scores.</summary>
    /// <param name="method">Name for the table.</param>
    /// <param name="learner">The method.</param>
    /// <param name="recording">The recording and its truth.</param>
    /// <param name="fitted">Rows to fit on.</param>
    /// <param name="forecast">Rows after them to forecast with the fitted filters; 0 for none.</param>
    /// <param name="cancellation">Stops the fit.</param>
    /// <returns>The scores; the prediction is the forecast of samples the fit has not seen.</returns>
    public static MethodScore Score(
        string method,
        ITopologyLearner learner,
        StudyRecording recording,
        int fitted,
        int forecast,
        CancellationToken cancellation = default
    )
    {
        var clock = Stopwatch.StartNew();
        TopologyFit fit = learner.Fit(recording.Head(fitted).Samples, null, cancellation).OrThrow();
        return Scored(method, fit.ShiftOperator, fit.Filters, recording, fitted, forecast) with
        {
            Seconds = clock.Elapsed.TotalSeconds,
        };
    }

    /// <summary>The oracle that knows the support: least squares on the true entries of the filters.</summary>
    /// <param name="recording">The recording and its truth.</param>
    /// <param name="fitted">Rows to fit on.</param>
    /// <param name="forecast">Rows after them to forecast.</param>
    /// <param name="lags">Lags whose true entries are fitted: 1 for the published processes, whose later filters are nearly zero.</param>
    /// <param name="backend">Where the products run.</param>
    /// <returns>The scores: the floor for any method without further structure.</returns>
    public static MethodScore SupportOracle(
        StudyRecording recording,
        int fitted,
        int forecast,
        int lags,
        Backend backend
    )
    {
        int n = recording.Truth.RowCount;
        BatchMoments moments = BatchMoments.Of(
            recording.Samples.ToRowMajorArray(),
            n,
            lags,
            false,
            backend,
            lags,
            fitted
        );
        Matrix<double> truth = recording.Filters.SubMatrix(0, n, 0, n * lags);
        bool[] support = [.. truth.ToRowMajorArray().Select(weight => weight != 0)];
        var filters = new double[n * n * lags];
        SupportRefit.Run(moments, support, filters);
        Matrix<double> estimate = Numerics.MatrixViews.ToMatrix(filters, n, n * lags);
        return Scored("support oracle", estimate.SubMatrix(0, n, 0, n), estimate, recording, fitted, forecast);
    }

    private static MethodScore Scored(
        string method,
        Matrix<double> shift,
        Matrix<double>? filters,
        StudyRecording recording,
        int fitted,
        int forecast
    )
    {
        TopologyScore score = TopologyScores.Compare(recording.Truth, shift);
        double error = double.NaN;
        if (filters is not null && forecast > 0)
        {
            int lags = filters.ColumnCount / filters.RowCount;
            Matrix<double> ahead = recording.Samples.SubMatrix(
                fitted - lags,
                forecast + lags,
                0,
                recording.Samples.ColumnCount
            );
            error = PredictionScore.ForecastNmse(ahead, filters);
        }
        return new MethodScore
        {
            Method = method,
            Family = recording.Family,
            Seed = recording.Seed,
            Prediction = error,
            Forecast = error,
            Shift = score.Nmse,
            Miss = score.MissProbability,
            FalseAlarm = score.FalseAlarmProbability,
            Steps = fitted,
            Estimate = shift,
        };
    }
}
