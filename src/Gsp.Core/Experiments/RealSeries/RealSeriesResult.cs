using Gsp.Figures;

namespace Gsp.Experiments;

/// <summary>One set of the study on real recordings.</summary>
public sealed record RealSeriesSection
{
    /// <summary>A short name, fit for a file name.</summary>
    public required string Name { get; init; }

    /// <summary>The heading.</summary>
    public required string Title { get; init; }

    /// <summary>What the set is, how it was prepared, and what is known of its graph.</summary>
    public required string Text { get; init; }

    /// <summary>One row a method.</summary>
    public required Table Table { get; init; }

    /// <summary>The figure.</summary>
    public required Figure Figure { get; init; }
}

/// <summary>The study on real recordings: its sets, and what was left out.</summary>
public sealed record RealSeriesResult
{
    /// <summary>The sets that were there.</summary>
    public required IReadOnlyList<RealSeriesSection> Sections { get; init; }

    /// <summary>Folders that were not there.</summary>
    public required IReadOnlyList<string> Absent { get; init; }

    /// <summary>The study as a page.</summary>
    /// <returns>One section a set with its table and figure.</returns>
    public Report ToReport()
    {
        var report = new Report("Graphs learned from real recordings")
        {
            Introduction =
                "Every error is a priori: a sample is forecast before it is used. Batch methods are fitted on the training part and left alone. Intervals of errors are moving-block bootstraps over time; those of areas are bootstraps over subjects."
                + (Absent.Count == 0 ? "" : $" Left out, as the data are absent: {string.Join(", ", Absent)}."),
        };
        foreach (RealSeriesSection section in Sections)
        {
            report = report.Add(
                new ReportSection(section.Title).AddText(section.Text).AddTable(section.Table).AddFigure(section.Figure)
            );
        }
        return report;
    }

    /// <summary>Writes <c>report.html</c> and, for each set, its figure as SVG and its table as CSV.</summary>
    /// <param name="folder">The folder; it is made where it is missing.</param>
    public void Save(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        Directory.CreateDirectory(folder);
        foreach (RealSeriesSection section in Sections)
        {
            section.Figure.Save(Path.Combine(folder, section.Name + ".svg"));
            AtomicFile.WriteText(Path.Combine(folder, section.Name + ".csv"), section.Table.ToCsv());
        }
        ToReport().Save(Path.Combine(folder, "report.html"));
    }

    /// <summary>The tables for a terminal.</summary>
    /// <returns>One table a set.</returns>
    public override string ToString() =>
        string.Join("\n", Sections.Select(section => $"{section.Title}\n{section.Table}"));
}
