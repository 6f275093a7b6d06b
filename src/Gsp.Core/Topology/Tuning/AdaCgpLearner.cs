using System.Globalization;
using System.Reflection;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>Learns a graph from a whole recording by streaming it once through the corrected AdaCGP.</summary>
/// <remarks>With <see cref="Options"/> null the settings are chosen automatically (<see cref="SelfTuningAdaCgp"/>). Cost and determinism are those of the estimator.</remarks>
public sealed class AdaCgpLearner : ITopologyLearner
{
    /// <summary>Fixed settings; null for automatic ones.</summary>
    public AdaCgpOptions? Options { get; init; }

    /// <summary>The candidates of the automatic settings; null for the usual ones. Not to be set together with <see cref="Options"/>.</summary>
    public SelfTuningOptions? Tuning { get; init; }

    /// <inheritdoc/>
    public string Name => "adacgp";

    /// <inheritdoc/>
    /// <remarks>NaN marks missing samples; they are filled by the forecast.</remarks>
    public TopologyFit Fit(
        Matrix<double> samples,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default
    )
    {
        Require.That(
            Options is null || Tuning is null,
            "Options and Tuning are both set; fixed settings leave nothing to tune",
            nameof(Tuning)
        );
        Require.That(samples.ColumnCount > 0, "the recording has no columns; expected [time, node]", nameof(samples));
        OnlineAdaCgp estimator = Options is null
            ? new SelfTuningAdaCgp(samples.ColumnCount, Tuning)
            : new AdaCgp(samples.ColumnCount, Options);
        int lags = Options?.MaximumOrder ?? Options?.Order ?? Tuning?.MaximumOrder ?? 3;
        Require.That(
            samples.RowCount > lags,
            string.Create(
                CultureInfo.InvariantCulture,
                $"the recording has {samples.RowCount} rows; {lags} lags need at least {lags + 1} (rows are time: is it transposed?)"
            ),
            nameof(samples)
        );
        var trace = new AdaCgpTrace(samples.RowCount - lags);
        var row = new double[samples.ColumnCount];
        for (int t = 0; t < samples.RowCount; t++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = samples[t, i];
            }
            trace.Add(estimator.Step(row));
            if (t % 64 == 0)
            {
                progress?.Report((double)t / samples.RowCount);
            }
        }
        estimator.Settle();
        progress?.Report(1);
        return Result(estimator, samples.RowCount, trace);
    }

    private TopologyFit Result(OnlineAdaCgp estimator, int samples, AdaCgpTrace trace)
    {
        bool empty = estimator.Filled == (long)samples * estimator.Nodes || !(trace.Power > 0);
        FitStatus status = empty ? FitStatus.Degenerate : estimator.Status;
        var settings = Settings(estimator);
        return new TopologyFit
        {
            Method = Name,
            ShiftOperator = estimator.ShiftOperator(),
            Filters = estimator.Filters(),
            Coefficients = estimator.Coefficients(),
            Status = status,
            Message = Message(estimator, status),
            Trace = trace.Finish(),
            Samples = samples,
            Settings = settings,
            Diagnostics = new Dictionary<string, double>
            {
                ["forecast_nmse_apriori"] = trace.MeanAPriori,
                ["forecast_nmse_aposteriori"] = trace.MeanAPosteriori,
                ["filled_values"] = estimator.Filled,
                ["graph_changes"] = estimator.Changes,
            },
        };
    }

    private static string Message(OnlineAdaCgp estimator, FitStatus status) =>
        status switch
        {
            FitStatus.Degenerate => "every value is zero or missing: there is nothing to learn from",
            FitStatus.Diverged =>
                "a moment or weight is not finite: the values are too large to square, or the series is unstable",
            FitStatus.NotConverged => "the smoothed a-priori error was still falling; more samples would help",
            _ => string.Create(CultureInfo.InvariantCulture, $"a-priori error settled at {estimator.SmoothedError:g4}"),
        };

    private static Dictionary<string, string> Settings(OnlineAdaCgp estimator)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        object options = estimator is SelfTuningAdaCgp tuned ? tuned.Options : ((AdaCgp)estimator).Options;
        foreach (PropertyInfo property in options.GetType().GetProperties())
        {
            object? value = property.GetValue(options);
            settings[property.Name] = value switch
            {
                null => "automatic",
                IEnumerable<double> list => string.Join(
                    ", ",
                    list.Select(v => v.ToString(CultureInfo.InvariantCulture))
                ),
                Matrix<double> matrix => string.Create(
                    CultureInfo.InvariantCulture,
                    $"{matrix.RowCount} x {matrix.ColumnCount}"
                ),
                IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
                _ => value.ToString() ?? "",
            };
        }
        if (estimator is SelfTuningAdaCgp chooser)
        {
            settings["chosen"] = chooser.Chosen.ToString();
        }
        return settings;
    }
}
