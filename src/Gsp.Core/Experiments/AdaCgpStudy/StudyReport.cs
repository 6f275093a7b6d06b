using System.Globalization;
using Gsp.Figures;

namespace Gsp.Experiments;

/// <summary>Puts the study's tables and figures into one page.</summary>
public static class StudyReport
{
    /// <summary>Builds the report.</summary>
    /// <param name="result">The scores.</param>
    /// <param name="sweep">The sparsity sweep.</param>
    /// <param name="complexity">The times of a step.</param>
    /// <returns>The report.</returns>
    public static Report Build(
        StudyResult result,
        IReadOnlyList<SweepPoint> sweep,
        IReadOnlyList<ComplexityPoint> complexity
    )
    {
        var report = new Report("AdaCGP: the study and an honest comparison")
        {
            Introduction = string.Create(
                CultureInfo.InvariantCulture,
                $"Causal graph processes of {result.Options.Nodes} nodes on four graph families, rebuilt from the authors' seeds; {result.Options.Seeds} recordings a family. The published numbers are those of arXiv 2411.01567, versions 1 and 2.\n\nThe first tables score as the paper scores: streaming methods are scored after their update, and baselines by the norm over lags, which has no sign. The comparison below them gives every method the same samples, keeps signs, forecasts samples before they are seen, and adds least squares that is pruned by significance and the oracle that knows the support."
            ),
        };
        ReportSection published = new ReportSection("The published table");
        foreach (string family in PublishedTables.Families)
        {
            published = published.AddTable(StudyTables.Published(result, family));
        }
        ReportSection comparison = new ReportSection("The comparison at equal length");
        foreach (string family in PublishedTables.Families)
        {
            comparison = comparison.AddTable(StudyTables.Comparison(result, result.Comparison, family));
        }
        ReportSection higher = new ReportSection("Where later lags matter").AddText(
            "The published processes have later filters of nearly zero, so that commutation tells nothing. Here the later coefficients are large: the filters are polynomials of one shift operator, and an estimator that uses this has fewer unknowns."
        );
        foreach (string family in PublishedTables.Families)
        {
            higher = higher.AddTable(StudyTables.Comparison(result, result.HigherOrder, family));
        }
        var search = new ReportSection("Where the settings come from").AddText(
            result.Search.Count == 0
                ? "The sparsity weights of the reference runs are recorded for RANDOM only. Those of the other families have the least forecast error among random trials; the full study runs and shows them."
                : "The sparsity weights of the reference runs are recorded for RANDOM only; RANDOM's rows use the recorded ones. Those of the other families have the least forecast error of all trials, on a recording that the tables do not use. Below the published point stand that trial and the ones that no other trial beats in all three scores (at most ten, by forecast error): the frontier, which the search itself does not see."
        );
        foreach (string family in result.Search.Count == 0 ? [] : PublishedTables.Families)
        {
            search = search
                .AddTable(StudyTables.Search(result, family, Topology.AdaCgpPath.Path1))
                .AddTable(StudyTables.Search(result, family, Topology.AdaCgpPath.Path2));
        }
        if (result.Search.Count > 0)
        {
            search = search.AddFigure(
                StudyFigures.Search(result),
                "Every trial: how wrong its support is, against the forecast error that ranks the trials."
            );
        }
        return report
            .Add(new ReportSection("Headline").AddTable(StudyTables.Gains(result)))
            .Add(published.AddFigure(StudyFigures.Detection(result), "Missed edges against false alarms."))
            .Add(
                comparison.AddFigure(
                    StudyFigures.Boxes(result.Comparison, "NMSE(W) at equal length"),
                    "Every method on the same samples."
                )
            )
            .Add(
                higher.AddFigure(
                    StudyFigures.Boxes(result.HigherOrder, "NMSE(W), later lags matter"),
                    "The same where the filters are polynomials of one shift operator."
                )
            )
            .Add(search)
            .Add(
                new ReportSection("Convergence").AddFigure(
                    StudyFigures.Convergence(result),
                    "Running errors of the reference runs; DB runs switch to the debiased phase where NMSE(W) drops."
                )
            )
            .Add(
                new ReportSection("Graphs found").AddFigure(
                    StudyFigures.Maps(result),
                    "Cross: found; triangle: false alarm; circle: missed."
                )
            )
            .Add(
                new ReportSection("Sparsity sweep").AddFigure(
                    StudyFigures.Sweep(sweep, result.Truths),
                    "Error of the polynomial coefficients against the number of edges found; dashed: the true number."
                )
            )
            .Add(
                new ReportSection("A graph that changes")
                    .AddTable(StudyTables.Tracking(result.Tracking))
                    .AddFigure(
                        StudyFigures.Tracking(result.Tracking),
                        "All nodes exchange their places at once; the estimators are not told."
                    )
            )
            .Add(
                new ReportSection("Cost").AddFigure(
                    StudyFigures.Complexity(complexity),
                    "Mean wall time of a step after a warm-up."
                )
            );
    }
}
