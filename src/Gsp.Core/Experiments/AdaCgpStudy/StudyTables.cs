using System.Globalization;
using Gsp.Figures;
using Gsp.Topology;

namespace Gsp.Experiments;

/// <summary>The tables of the study's report.</summary>
internal static class StudyTables
{
    private const int FrontierRows = 10;

    /// <summary>One family of the published table, ours beside theirs.</summary>
    public static Table Published(StudyResult result, string family)
    {
        var table = new Table(
            "method",
            "NMSE",
            "published",
            "NMSE(W)",
            "published v2",
            "v1",
            "P_{M}",
            "published",
            "P_{FA}",
            "published"
        )
        {
            Caption =
                $"{family}: median (interquartile range) over {result.Options.Seeds} seeds, scored as the paper scores: predictions after the update, unsigned baselines",
        };
        IEnumerable<string> methods = PublishedTables
            .Version2.Select(cell => cell.Method)
            .Concat(PublishedTables.Version1.Select(cell => cell.Method))
            .Distinct();
        foreach (string method in methods)
        {
            PublishedCell? second = Cell(PublishedTables.Version2, method, family);
            PublishedCell? first = Cell(PublishedTables.Version1, method, family);
            table = table.AddRow(
                method,
                Ours(result.Published, method, family, s => s.Prediction),
                Theirs(second?.Prediction ?? first?.Prediction),
                Ours(result.Published, method, family, s => s.Shift),
                Theirs(second?.Shift),
                Theirs(first?.Shift),
                Ours(result.Published, method, family, s => s.Miss),
                Theirs(second?.Miss ?? first?.Miss),
                Ours(result.Published, method, family, s => s.FalseAlarm),
                Theirs(second?.FalseAlarm ?? first?.FalseAlarm)
            );
        }
        return table.MarkBest(3);
    }

    /// <summary>The comparison at equal length: true forecasts, signed baselines, and the oracle.</summary>
    public static Table Comparison(StudyResult result, IReadOnlyList<MethodScore> rows, string family)
    {
        var table = new Table(
            "method",
            "forecast NMSE",
            "NMSE(W)",
            "/ best pruned LS",
            "/ oracle",
            "P_{M}",
            "P_{FA}",
            "seconds"
        )
        {
            Caption =
                $"{family}: median (interquartile range) over {result.Options.Seeds} seeds; {result.Options.ComparisonSamples} samples for every method, forecasts of the {result.Options.ForecastSamples} after them",
        };
        double pruned = BestPruned(rows, family);
        double oracle = Median(rows, StudyMethods.Oracle, family);
        foreach (string method in rows.Select(row => row.Method).Distinct())
        {
            double shift = Median(rows, method, family);
            table = table.AddRow(
                method,
                Ours(rows, method, family, s => s.Forecast, "0.000"),
                Ours(rows, method, family, s => s.Shift, "0.0000"),
                TableCell.Number(shift / pruned, "0.00"),
                TableCell.Number(shift / oracle, "0.00"),
                Ours(rows, method, family, s => s.Miss, "0.000"),
                Ours(rows, method, family, s => s.FalseAlarm, "0.000"),
                Ours(rows, method, family, s => s.Seconds)
            );
        }
        return table.MarkBest(2);
    }

    /// <summary>The headline: how much of the best baseline's error is gone.</summary>
    public static Table Gains(StudyResult result)
    {
        var table = new Table(
            "family",
            "best published baseline",
            "published P1-DB",
            "published gain",
            "our P1-DB",
            "gain",
            "corrected",
            "gain",
            "gain over pruned LS"
        )
        {
            Caption =
                "NMSE(W) and the share of the best published baseline's error that is gone; the paper's headline is the smallest of its gains",
        };
        foreach (string family in PublishedTables.Families)
        {
            double baseline = PublishedTables
                .Version2.Where(c => c.Family == family && !c.Method.StartsWith('P'))
                .Min(c => c.Shift);
            double published = Cell(PublishedTables.Version2, "P1-DB", family)!.Shift;
            double ours = Median(result.Published, "P1-DB", family);
            double corrected = Median(result.Comparison, StudyMethods.Corrected, family);
            double pruned = BestPruned(result.Comparison, family);
            table = table.AddRow(
                family,
                TableCell.Number(baseline, "0.00"),
                TableCell.Number(published, "0.00"),
                Percent(1 - published / baseline),
                TableCell.Number(ours, "0.000"),
                Percent(1 - ours / baseline),
                TableCell.Number(corrected, "0.0000"),
                Percent(1 - corrected / baseline),
                Percent(1 - corrected / pruned)
            );
        }
        return table;
    }

    /// <summary>The published point, the settings in use, and the trials of one family and path that no other trial beats in every score.</summary>
    public static Table Search(StudyResult result, string family, AdaCgpPath path)
    {
        var table = new Table("", "mu", "forecast NMSE", "E_{h}", "NMSE(W)", "P_{M}", "P_{FA}")
        {
            Caption = FormattableString.Invariant(
                $"{family}, P{(int)path}-DB: {result.Options.Trials} trials on seed {ReferenceSearch.Seed}, least forecast error first"
            ),
        };
        PublishedCell published = Cell(
            PublishedTables.Version2,
            FormattableString.Invariant($"P{(int)path}-DB"),
            family
        )!;
        table = table.AddRow(
            "published",
            "–",
            "–",
            "–",
            Theirs(published.Shift),
            Theirs(published.Miss),
            Theirs(published.FalseAlarm)
        );
        ReferenceSearch.Trial[] trials = [.. result.Search.Where(t => t.Family == family && t.Path == path)];
        IEnumerable<ReferenceSearch.Trial> frontier = trials.Where(
            (t, k) => k == 0 || !trials.Any(other => Beats(other, t))
        );
        foreach (ReferenceSearch.Trial trial in frontier.Take(FrontierRows))
        {
            table = table.AddRow(
                trial == trials[0] ? "least forecast error" : "",
                string.Join(", ", trial.Weights.Select(mu => mu.ToString("0.00000", CultureInfo.InvariantCulture))),
                TableCell.Number(trial.Score.Forecast, "0.0000"),
                TableCell.Number(trial.Score.CoefficientPrediction, "0.0000"),
                TableCell.Number(trial.Score.Shift, "0.0000"),
                TableCell.Number(trial.Score.Miss, "0.000"),
                TableCell.Number(trial.Score.FalseAlarm, "0.000")
            );
        }
        return table;
    }

    private static bool Beats(ReferenceSearch.Trial a, ReferenceSearch.Trial b) =>
        a.Score.Shift <= b.Score.Shift
        && a.Score.Miss <= b.Score.Miss
        && a.Score.FalseAlarm <= b.Score.FalseAlarm
        && (a.Score.Shift, a.Score.Miss, a.Score.FalseAlarm) != (b.Score.Shift, b.Score.Miss, b.Score.FalseAlarm);

    /// <summary>How fast the estimators return after the change.</summary>
    public static Table Tracking(TrackingResult tracking)
    {
        var table = new Table("estimator", "NMSE(W) within 1.3x", "in windows", "F1 at 0.9", "in windows")
        {
            Caption = string.Create(
                CultureInfo.InvariantCulture,
                $"Samples after the change until the estimate is back; forgetting window {tracking.Window} samples"
            ),
        };
        foreach (TrackingCourse course in tracking.Courses)
        {
            table = table.AddRow(
                course.Name,
                Delay(course.ErrorDelay),
                Windows(course.ErrorDelay, tracking.Window),
                Delay(course.SupportDelay),
                Windows(course.SupportDelay, tracking.Window)
            );
        }
        return table;
    }

    /// <summary>The median of NMSE(W) of the best of the pruned fits: the rival to beat.</summary>
    public static double BestPruned(IReadOnlyList<MethodScore> rows, string family) =>
        new[] { StudyMethods.Pruned, StudyMethods.PrunedOneLag, StudyMethods.PrunedAllLags }
            .Select(method => Median(rows, method, family))
            .Where(double.IsFinite)
            .Min();

    /// <summary>The median of NMSE(W); NaN where there is no row.</summary>
    public static double Median(IReadOnlyList<MethodScore> rows, string method, string family) =>
        StudyResult.Summary(rows, method, family, s => s.Shift)?.Median ?? double.NaN;

    private static TableCell Ours(
        IReadOnlyList<MethodScore> rows,
        string method,
        string family,
        Func<MethodScore, double> score,
        string format = "0.00"
    )
    {
        MonteCarloSummary? summary = StudyResult.Summary(rows, method, family, score);
        return summary is null ? "–" : TableCell.WithSpread(summary.Median, summary.InterquartileRange, format);
    }

    private static TableCell Theirs(double? value) =>
        value is double number && !double.IsNaN(number)
            ? new TableCell(number.ToString("0.00", CultureInfo.InvariantCulture))
            : "–";

    private static TableCell Percent(double share) => TableCell.Number(100 * share, "0.0' %'");

    private static TableCell Delay(int? steps) => steps is int number ? TableCell.Number(number, "0") : "not reached";

    private static TableCell Windows(int? steps, int window) =>
        steps is int number ? TableCell.Number((double)number / window, "0.00") : "–";

    private static PublishedCell? Cell(IReadOnlyList<PublishedCell> table, string method, string family) =>
        table.FirstOrDefault(cell => cell.Method == method && cell.Family == family);
}
