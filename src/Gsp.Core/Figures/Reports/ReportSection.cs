namespace Gsp.Figures;

/// <summary>One thing in a section of a report.</summary>
public interface IReportBlock;

/// <summary>Text; blank lines part paragraphs.</summary>
/// <param name="Text">The text.</param>
public sealed record TextBlock(string Text) : IReportBlock;

/// <summary>A table.</summary>
/// <param name="Table">The table.</param>
public sealed record TableBlock(Table Table) : IReportBlock;

/// <summary>A figure with its caption.</summary>
/// <param name="Figure">The figure.</param>
/// <param name="Caption">The text below; empty for none.</param>
public sealed record FigureBlock(Figure Figure, string Caption) : IReportBlock;

/// <summary>A headed section of a report.</summary>
/// <remarks>Immutable: every change is a new value.</remarks>
public sealed record ReportSection
{
    private readonly IReportBlock[] blocks = [];

    /// <summary>A section.</summary>
    /// <param name="heading">Its heading.</param>
    public ReportSection(string heading) => Heading = heading;

    /// <summary>The heading.</summary>
    public string Heading { get; init; }

    /// <summary>What the section holds, in this order.</summary>
    public IReadOnlyList<IReportBlock> Blocks
    {
        get => blocks;
        init => blocks = [.. value];
    }

    /// <summary>The section with more text.</summary>
    /// <param name="text">Text; blank lines part paragraphs.</param>
    /// <returns>A new section.</returns>
    public ReportSection AddText(string text) => this with { Blocks = [.. blocks, new TextBlock(text)] };

    /// <summary>The section with one more table.</summary>
    /// <param name="table">The table.</param>
    /// <returns>A new section.</returns>
    public ReportSection AddTable(Table table) => this with { Blocks = [.. blocks, new TableBlock(table)] };

    /// <summary>The section with one more figure.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="caption">The text below it.</param>
    /// <returns>A new section.</returns>
    public ReportSection AddFigure(Figure figure, string caption = "") =>
        this with
        {
            Blocks = [.. blocks, new FigureBlock(figure, caption)],
        };
}
