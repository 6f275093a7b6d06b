using System.Text.Json;
using System.Text.Json.Nodes;
using Gsp.Files;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Cli;

/// <summary>Writes the files of a run of <c>gsp learn</c>.</summary>
internal static class ResultFiles
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Writes every file but the report into a folder.</summary>
    public static void Write(string folder, LearnResult result, JsonObject metrics, JsonObject manifest)
    {
        Csv.Write(Path.Combine(folder, "shift_operator.csv"), result.Fit.ShiftOperator);
        if (result.Fit.Filters is { } filters)
        {
            Csv.Write(Path.Combine(folder, "filters.csv"), filters);
        }
        if (result.Fit.Coefficients is { } coefficients)
        {
            Csv.Write(
                Path.Combine(folder, "coefficients.csv"),
                Matrix<double>.Build.DenseOfColumnMajor(coefficients.Count, 1, coefficients)
            );
        }
        AtomicFile.WriteText(Path.Combine(folder, "steps.csv"), result.Steps.Text());
        AtomicFile.WriteText(Path.Combine(folder, "metrics.json"), Text(metrics));
        AtomicFile.WriteText(Path.Combine(folder, "manifest.json"), Text(manifest));
    }

    /// <summary>The content of <c>metrics.json</c>.</summary>
    public static JsonObject Metrics(LearnResult result)
    {
        var metrics = new JsonObject
        {
            ["method"] = result.Fit.Method,
            ["nodes"] = result.Fit.Nodes,
            ["order"] = result.Fit.Order,
            ["samples"] = result.Fit.Samples,
            ["steps"] = result.StepCount,
            ["edges"] = result.Fit.Edges,
            ["forecast_nmse_apriori"] = SettingsJson.Number(result.ForecastNmse),
            ["forecast_nmse_aposteriori"] = SettingsJson.Number(result.PredictionNmse),
            ["status"] = result.Fit.Status.ToString(),
            ["message"] = result.Fit.Message,
            ["seconds_per_step"] = SettingsJson.Number(result.Seconds / Math.Max(1, result.StepCount)),
        };
        if (result.Score is { } score)
        {
            metrics["nmse_w"] = SettingsJson.Number(score.Nmse);
            metrics["p_miss"] = SettingsJson.Number(score.MissProbability);
            metrics["p_false_alarm"] = SettingsJson.Number(score.FalseAlarmProbability);
            metrics["precision"] = SettingsJson.Number(score.Precision);
            metrics["recall"] = SettingsJson.Number(score.Recall);
            metrics["f1"] = SettingsJson.Number(score.F1);
            metrics["auroc"] = SettingsJson.Number(score.AreaUnderRoc);
            metrics["auprc"] = SettingsJson.Number(score.AreaUnderPrecisionRecall);
        }
        var diagnostics = new JsonObject();
        foreach ((string name, double value) in result.Fit.Diagnostics)
        {
            diagnostics[name] = SettingsJson.Number(value);
        }
        metrics["diagnostics"] = diagnostics;
        metrics["settings"] = SettingsJson.Of(result.Options, result.Fit);
        return metrics;
    }

    /// <summary>The content of <c>manifest.json</c>.</summary>
    public static JsonObject Manifest(
        LearnRequest request,
        LearnResult result,
        string backend,
        IReadOnlyList<InputRecord> inputs,
        DateTime started
    ) =>
        new()
        {
            ["version"] = CommandLine.Version,
            ["command"] = "learn",
            ["method"] = request.Method,
            ["mode"] = request.Mode.ToString().ToLowerInvariant(),
            ["backend"] = backend,
            ["seed"] = request.Seed,
            ["options"] = SettingsJson.Of(result.Options, result.Fit),
            ["preparation"] = new JsonObject
            {
                ["columns"] = request.Columns is null
                    ? null
                    : new JsonArray([.. request.Columns.Select(c => (JsonNode)c)]),
                ["difference"] = request.Difference,
                ["standardise"] = request.Standardise,
            },
            ["inputs"] = new JsonArray([
                .. inputs.Select(input => new JsonObject
                {
                    ["role"] = input.Role,
                    ["path"] = input.Path,
                    ["bytes"] = input.Bytes,
                    ["sha256"] = input.Sha256,
                }),
            ]),
            ["time"] = new JsonObject
            {
                ["started"] = started.ToString(
                    "yyyy-MM-ddTHH:mm:ssZ",
                    System.Globalization.CultureInfo.InvariantCulture
                ),
                ["seconds_learning"] = result.Seconds,
                ["seconds"] = (DateTime.UtcNow - started).TotalSeconds,
            },
        };

    /// <summary>A JSON object as indented text.</summary>
    public static string Text(JsonObject json) => json.ToJsonString(Indented) + "\n";
}
