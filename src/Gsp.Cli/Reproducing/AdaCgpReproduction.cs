using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gsp.Experiments;

namespace Gsp.Cli;

/// <summary>Runs the AdaCGP study and writes its results.</summary>
internal sealed class AdaCgpReproduction(AdaCgpStudyOptions options, string folder, Terminal terminal)
{
    private const int SweepSamples = 1500;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public int Run(CancellationToken cancellation)
    {
        ResultFolder.Check(folder);
        var store = new StudyScoreStore(ResultFolder.Beside(folder, ".partial"), RunIdentity.Build);
        try
        {
            return Run(store, cancellation);
        }
        catch (OperationCanceledException) when (store.Kept > 0)
        {
            throw CommandError.Checkpointed(
                FormattableString.Invariant(
                    $"interrupted; {store.Kept} finished runs are kept in {store.Folder} and the same command goes on with the others"
                )
            );
        }
    }

    private int Run(StudyScoreStore store, CancellationToken cancellation)
    {
        DateTime started = DateTime.UtcNow;
        if (Directory.Exists(store.Folder))
        {
            terminal.Notice($"finished runs of this program and these options are taken from {store.Folder}");
        }
        StudyResult result = ProgressDisplay.Run(
            terminal,
            "study",
            progress => AdaCgpStudy.Run(options, progress, cancellation, store)
        );
        IReadOnlyList<SweepPoint> sweep = ProgressDisplay.Run(
            terminal,
            "sparsity sweep",
            progress => Sweep(progress, cancellation)
        );
        IReadOnlyList<ComplexityPoint> cost = ProgressDisplay.Run(
            terminal,
            "cost of a step",
            _ => ComplexityStudy.Run(options.Full ? [10, 25, 50, 100, 250, 500] : [10, 25, 50, 100])
        );
        Figures.Report report = StudyReport.Build(result, sweep, cost);
        ResultFolder.Write(
            folder,
            target =>
            {
                report.Save(Path.Combine(target, "report.html"));
                AtomicFile.WriteText(Path.Combine(target, "scores.csv"), Scores(result));
                AtomicFile.WriteText(
                    Path.Combine(target, "metrics.json"),
                    Metrics(result).ToJsonString(Indented) + "\n"
                );
                AtomicFile.WriteText(
                    Path.Combine(target, "manifest.json"),
                    Manifest(result, started).ToJsonString(Indented) + "\n"
                );
            }
        );
        store.Delete();
        Summarise(result);
        return ExitCode.Success;
    }

    private SweepPoint[] Sweep(IProgress<double> progress, CancellationToken cancellation)
    {
        IReadOnlyList<double> grid = SparsitySweep.Grid(0.005, 0.3, options.Full ? 20 : 5);
        var points = new IReadOnlyList<SweepPoint>[PublishedTables.Families.Count];
        int done = 0;
        Parallel.For(
            0,
            points.Length,
            new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation },
            k =>
            {
                StudyRecording recording = StudyRecording.Published(
                    PublishedTables.Families[k],
                    1,
                    SweepSamples,
                    options.Nodes
                );
                points[k] = SparsitySweep.Run(recording, grid, SweepSamples, cancellation);
                progress.Report((double)Interlocked.Increment(ref done) / points.Length);
            }
        );
        return [.. points.SelectMany(family => family)];
    }

    private static string Scores(StudyResult result)
    {
        var text = new StringBuilder(
            "table,method,family,seed,prediction,forecast,coefficient_prediction,nmse_w,p_miss,p_false_alarm,steps\n"
        );
        (string Table, IReadOnlyList<MethodScore> Rows)[] tables =
        [
            ("published", result.Published),
            ("comparison", result.Comparison),
            ("higher_order", result.HigherOrder),
        ];
        foreach ((string table, IReadOnlyList<MethodScore> rows) in tables)
        {
            foreach (MethodScore s in rows)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{table},\"{s.Method}\",{s.Family},{s.Seed},{s.Prediction:R},{s.Forecast:R},{s.CoefficientPrediction:R},{s.Shift:R},{s.Miss:R},{s.FalseAlarm:R},{s.Steps}\n"
                );
            }
        }
        return text.ToString();
    }

    private static JsonObject Metrics(StudyResult result)
    {
        var metrics = new JsonObject();
        foreach (string family in PublishedTables.Families)
        {
            metrics[family] = new JsonObject
            {
                ["p1_db_nmse_w"] = Median(result.Published, "P1-DB", family),
                ["corrected_nmse_w"] = Median(result.Comparison, "AdaCGP corrected", family),
                ["pruned_least_squares_nmse_w"] = Median(result.Comparison, "pruned least squares", family),
                ["support_oracle_nmse_w"] = Median(result.Comparison, "support oracle", family),
            };
        }
        return metrics;
    }

    private static double? Median(IReadOnlyList<MethodScore> rows, string method, string family) =>
        StudyResult.Summary(rows, method, family, s => s.Shift)?.Median;

    private JsonObject Manifest(StudyResult result, DateTime started) =>
        new()
        {
            ["version"] = CommandLine.Version,
            ["command"] = "reproduce adacgp",
            ["backend"] = "managed",
            ["seed"] = StudyRecording.TopologySeed,
            ["options"] = new JsonObject
            {
                ["seeds"] = options.Seeds,
                ["full"] = options.Full,
                ["nodes"] = options.Nodes,
                ["samples"] = options.Samples,
                ["comparison_samples"] = options.ComparisonSamples,
                ["forecast_samples"] = options.ForecastSamples,
            },
            ["inputs"] = new JsonArray(),
            ["time"] = new JsonObject
            {
                ["started"] = started.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
                ["seconds"] = Math.Round(result.Seconds, 1),
            },
        };

    private void Summarise(StudyResult result)
    {
        terminal.Output.WriteLine(result.ToString());
        terminal.Output.WriteLine("NMSE(W), medians      P1-DB (published)   corrected   pruned LS   support oracle");
        foreach (string family in PublishedTables.Families)
        {
            double published = PublishedTables.Version2.First(c => c.Method == "P1-DB" && c.Family == family).Shift;
            terminal.Output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{family, -20}  {Median(result.Published, "P1-DB", family), 6:f3} ({published, 4:f2})       {Median(result.Comparison, "AdaCGP corrected", family), 8:f4}    {Median(result.Comparison, "pruned least squares", family), 8:f4}    {Median(result.Comparison, "support oracle", family), 8:f4}"
                )
            );
        }
        terminal.Output.WriteLine($"report: {Path.Combine(folder, "report.html")}");
    }
}
