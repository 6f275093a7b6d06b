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
