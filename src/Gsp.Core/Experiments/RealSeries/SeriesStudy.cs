using System.Diagnostics;
using Gsp.Compute;
using Gsp.Random;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Experiments;

/// <summary>One method on one series.</summary>
/// <remarks>Holds a matrix, so two rows compare by reference.</remarks>
public sealed record SeriesRow
{
    /// <summary>The method as the table names it.</summary>
    public required string Method { get; init; }

    /// <summary>The a-priori forecast error of the held-out part; null for methods that do not forecast or had no answer.</summary>
    public ForecastScore? Forecast { get; init; }

    /// <summary>Number of edges of the learned graph off the diagonal; null without a graph.</summary>
    public int? Edges { get; init; }

    /// <summary>Area under the ROC against the known graph, either direction counting; null without one.</summary>
    public double? Agreement { get; init; }

    /// <summary>The learned graph; null without one.</summary>
    public Matrix<double>? Operator { get; init; }

    /// <summary>Seconds of wall-clock time for fit and forecasts.</summary>
    public required double Seconds { get; init; }

    /// <summary>What was chosen or went wrong; may be empty.</summary>
    public string Note { get; init; } = "";
}

/// <summary>Forecasts a series by every method and compares the graphs behind the forecasts with the known one.</summary>
/// <remarks>Every forecast is made before its sample is used. Batch methods are fitted on the training part and then left alone; AdaCGP is shown
/// twice, left alone and learning on. Deterministic except for the seconds.</remarks>
public static class SeriesStudy
{
    /// <summary>Nodes above which the batch causal graph process takes longer than all else together and is left out.</summary>
    private const int LargestBatchProcess = 100;

    /// <summary>The method whose graph the figures show.</summary>
    internal const string Shown = "AdaCGP, left alone";

    /// <summary>Runs all methods.</summary>
    /// <param name="series">The series.</param>
    /// <param name="backend">Where dense products run.</param>
    /// <param name="progress">Receives the fraction done; may be null.</param>
    /// <param name="cancellation">Stops the work within a method.</param>
    /// <returns>One row a method, in the order of the table.</returns>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static IReadOnlyList<SeriesRow> Run(
        RealSeries series,
        Backend backend,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(backend);
        (string Name, Func<ForecastRun> Run)[] methods = [.. Methods(series, backend, cancellation)];
        List<SeriesRow> rows = [];
        foreach ((string name, Func<ForecastRun> run) in methods)
        {
            cancellation.ThrowIfCancellationRequested();
            var watch = Stopwatch.StartNew();
            ForecastRun result = run();
            rows.Add(Row(series, name, result, watch.Elapsed.TotalSeconds));
            progress?.Report((double)rows.Count / methods.Length);
        }
        return rows;
    }

    private static IEnumerable<(string Name, Func<ForecastRun> Run)> Methods(
        RealSeries series,
        Backend backend,
        CancellationToken cancellation
    )
    {
        int n = series.Samples.ColumnCount;
        ForecastRun Frozen(ITopologyLearner learner) => Forecaster.Frozen(series, learner, cancellation);
        VectorAutoregressionOptions var = new() { Intercept = false };
        yield return ("persistence", () => Forecaster.Persistence(series));
        yield return ("own past, 3 lags", () => Forecaster.OwnPast(series));
        yield return ("VAR(1)", () => Frozen(new VectorAutoregressionLearner(var with { Order = 1 }, backend)));
        yield return (
            "VAR(1), ridge 0.3",
            () => Frozen(new VectorAutoregressionLearner(var with { Order = 1, Ridge = 0.3 }, backend))
        );
        yield return ("VAR(3)", () => Frozen(new VectorAutoregressionLearner(var, backend)));
        // Fewer rows than unknowns leave the first fit undetermined without a ridge.
        double ridge = series.TrainingRows <= 2 * n ? 0.3 : 0;
        yield return (
            "pruned least squares",
            () =>
                Frozen(
                    new PrunedLeastSquaresLearner(
                        new PrunedLeastSquaresOptions
                        {
                            Order = 1,
                            Intercept = false,
                            Threshold = 3,
                            Ridge = ridge,
                        },
                        backend
                    )
                )
        );
        yield return (
            "adaptive lasso",
            () =>
                Frozen(
                    new AdaptiveLassoLearner(
                        new AdaptiveLassoOptions
                        {
                            Order = 1,
                            Intercept = false,
                            Ridge = Math.Max(ridge, 0.01),
                        },
                        backend
                    )
                )
        );
        if (n <= LargestBatchProcess)
        {
            yield return (
                "causal graph process, batch",
                () =>
                    Frozen(
                        new CausalGraphProcessLearner(
                            new CausalGraphProcessOptions { Order = 2, MaximumSweeps = 50 },
                            backend
                        )
                    )
            );
        }
        yield return (Shown, () => Frozen(new AdaCgpLearner()));
        yield return ("AdaCGP, learning on", () => Forecaster.Online(series, new SelfTuningAdaCgp(n), cancellation));
        yield return (
            "graphical lasso",
            () =>
                Frozen(
                    new GraphicalLassoLearner(
                        new GraphicalLassoOptions
                        {
                            Penalty = 0.2,
                            Report = PrecisionReport.PartialCorrelation,
                            Tolerance = 1e-3,
                        }
                    )
                )
        );
        yield return ("correlation", () => new ForecastRun(null, SampleCovariance.OfSamples(series.Training).Matrix));
    }

    private static SeriesRow Row(RealSeries series, string name, ForecastRun run, double seconds)
    {
        Matrix<double>? w = run.Operator;
        return new SeriesRow
        {
            Method = name,
            Forecast = run.Forecasts is null
                ? null
                : ForecastScore.Of(
                    series,
                    run.Forecasts,
                    new RandomStream(RealSeriesStudy.Seed).Split(series.Name).Split(name)
                ),
            Edges = w?.EnumerateIndexed(Zeros.AllowSkip).Count(entry => entry.Item1 != entry.Item2 && entry.Item3 != 0),
            Agreement = w is null || series.KnownGraph is null ? null : GraphAgreement.Undirected(series.KnownGraph, w),
            Operator = w,
            Seconds = seconds,
            Note = run.Note,
        };
    }
}
