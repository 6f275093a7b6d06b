using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Experiments;

/// <summary>What a forecasting method did on a series: its forecasts of the held-out part, and the graph behind them.</summary>
/// <param name="Forecasts">[held-out time, node]; null where the method has no answer.</param>
/// <param name="Operator">The graph W; null for methods without one.</param>
/// <param name="Note">What went wrong, or what was chosen; may be empty.</param>
internal sealed record ForecastRun(Matrix<double>? Forecasts, Matrix<double>? Operator, string Note = "");

/// <summary>The ways in which the held-out part is forecast one step ahead, none of which sees a sample before it is forecast.</summary>
internal static class Forecaster
{
    /// <summary>The sample before.</summary>
    public static ForecastRun Persistence(RealSeries series) =>
        new(HeldOut(series, (t, i) => series.Samples[t - 1, i]), null);

    /// <summary>Each node from its own last three samples.</summary>
    public static ForecastRun OwnPast(RealSeries series)
    {
        int n = series.Samples.ColumnCount;
        var learner = new VectorAutoregressionLearner(new VectorAutoregressionOptions { Intercept = false });
        var filters = new double[n][];
        for (int i = 0; i < n; i++)
        {
            TopologyFit fit = learner.Fit(series.Training.SubMatrix(0, series.TrainingRows, i, 1));
            filters[i] = fit.Filters!.ToRowMajorArray();
        }
        return new ForecastRun(
            HeldOut(series, (t, i) => filters[i].Select((a, p) => a * series.Samples[t - 1 - p, i]).Sum()),
            null
        );
    }

    /// <summary>A batch method fitted on the training part and then left alone.</summary>
    public static ForecastRun Frozen(RealSeries series, ITopologyLearner learner, CancellationToken cancellation)
    {
        TopologyFit fit = learner.Fit(series.Training, cancellation: cancellation);
        if (fit.Status is not (FitStatus.Converged or FitStatus.NotConverged))
        {
            return new ForecastRun(null, null, $"{fit.Status}: {fit.Message}");
        }
        Matrix<double>? filters = fit.Filters;
        return new ForecastRun(filters is null ? null : Filtered(series, filters), fit.ShiftOperator);
    }

    /// <summary>An AdaCGP that learns on through the held-out part, forecasting each sample before it is used.</summary>
    public static ForecastRun Online(RealSeries series, OnlineAdaCgp estimator, CancellationToken cancellation)
    {
        int n = series.Samples.ColumnCount;
        int held = series.Samples.RowCount - series.TrainingRows;
        Matrix<double> forecasts = Matrix<double>.Build.Dense(held, n);
        var sample = new double[n];
        var forecast = new double[n];
        for (int t = 0; t < series.Samples.RowCount; t++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (t >= series.TrainingRows)
            {
                estimator.Forecast(forecast);
                forecasts.SetRow(t - series.TrainingRows, forecast);
            }
            for (int i = 0; i < n; i++)
            {
                sample[i] = series.Samples[t, i];
            }
            estimator.Step(sample);
        }
        string note = estimator is SelfTuningAdaCgp tuned ? tuned.Chosen.ToString() : "";
        return new ForecastRun(forecasts, estimator.ShiftOperator(), note);
    }

    private static Matrix<double> Filtered(RealSeries series, Matrix<double> filters)
    {
        int n = series.Samples.ColumnCount;
        int order = filters.ColumnCount / n;
        int held = series.Samples.RowCount - series.TrainingRows;
        Matrix<double> forecasts = Matrix<double>.Build.Dense(held, n);
        for (int p = 0; p < order; p++)
        {
            Matrix<double> lagged = series.Samples.SubMatrix(series.TrainingRows - 1 - p, held, 0, n);
            forecasts += lagged.TransposeAndMultiply(filters.SubMatrix(0, n, p * n, n));
        }
        return forecasts;
    }

    private static Matrix<double> HeldOut(RealSeries series, Func<int, int, double> forecast) =>
        Matrix<double>.Build.Dense(
            series.Samples.RowCount - series.TrainingRows,
            series.Samples.ColumnCount,
            (t, i) => forecast(series.TrainingRows + t, i)
        );
}
