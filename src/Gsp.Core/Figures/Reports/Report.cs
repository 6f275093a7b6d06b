namespace Gsp.Figures;

/// <summary>A report as a value: sections of text, tables and figures, written as one self-contained page.</summary>
/// <remarks>
/// Immutable: every change is a new value. The page is a function of the report alone and holds everything it needs to be read offline or
/// printed; all text is escaped. Texts may hold <c>_{sub}</c> and <c>^{super}</c>.
/// </remarks>
public sealed record Report
{
    private readonly ReportSection[] sections = [];

    /// <summary>A report.</summary>
    /// <param name="title">Its title.</param>
    public Report(string title) => Title = title;

    /// <summary>The title.</summary>
    public string Title { get; init; }

    /// <summary>The text below the title; blank lines part paragraphs.</summary>
    public string Introduction { get; init; } = "";

    /// <summary>The sections.</summary>
    public IReadOnlyList<ReportSection> Sections
    {
        get => sections;
        init => sections = [.. value];
    }

    /// <summary>The report with one more section.</summary>
    /// <param name="section">The section.</param>
    /// <returns>A new report.</returns>
    public Report Add(ReportSection section) => this with { Sections = [.. sections, section] };

    /// <summary>The report as a page.</summary>
    /// <param name="options">Where the page finds plotly.js; null for the defaults.</param>
    /// <returns>The page.</returns>
    public string ToHtml(HtmlOptions? options = null) => ReportHtml.Write(this, options ?? new HtmlOptions());

    /// <summary>Writes the page.</summary>
    /// <param name="path">The file to write; it is complete or absent.</param>
    /// <param name="options">Where the page finds plotly.js; null for the defaults.</param>
    public void Save(string path, HtmlOptions? options = null) => AtomicFile.WriteText(path, ToHtml(options));

    /// <summary>A line for the terminal.</summary>
    /// <returns>Title and contents in numbers.</returns>
    public override string ToString()
    {
        IReportBlock[] blocks = [.. sections.SelectMany(s => s.Blocks)];
        return FormattableString.Invariant(
            $"Report '{Title}': {sections.Length} section(s), {blocks.Count(b => b is TableBlock)} table(s), {blocks.Count(b => b is FigureBlock)} figure(s)"
        );
    }
}
