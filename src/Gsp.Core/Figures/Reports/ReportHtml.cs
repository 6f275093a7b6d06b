using System.Text;

namespace Gsp.Figures;

/// <summary>Writes a report as one page: light style, contents, numbered tables and figures, fit for print.</summary>
internal static class ReportHtml
{
    private const string Style = """
        body { font-family: Georgia, 'Times New Roman', serif; color: #222; background: #fff; line-height: 1.5;
               max-width: 62em; margin: 2em auto; padding: 0 1.5em; }
        h1, h2, nav, table, figcaption, caption { font-family: Helvetica, Arial, 'Liberation Sans', sans-serif; }
        h1 { font-size: 1.7em; line-height: 1.25; } h2 { font-size: 1.25em; margin-top: 2.2em; border-bottom: 1px solid #ddd; }
        nav { font-size: .9em; background: #f7f7f7; padding: .6em 1em; border-radius: 4px; } nav ol { margin: .3em 0; }
        a { color: #0072b2; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; font-size: .85em; margin: 1.2em 0 .3em; border-top: 2px solid #444; border-bottom: 2px solid #444; }
        caption { caption-side: top; text-align: left; padding: .3em 0; }
        th { border-bottom: 1px solid #444; vertical-align: bottom; } th, td { padding: .25em .7em; white-space: nowrap; }
        tbody tr:nth-child(even) { background: #f7f7f7; }
        .left { text-align: left; } .centre { text-align: center; } .right { text-align: right; font-variant-numeric: tabular-nums; }
        .best { font-weight: bold; } .second { text-decoration: underline; }
        .notes { font-size: .8em; color: #555; margin: 0 0 1.2em; }
        figure { margin: 1.5em 0; } figure svg { max-width: 100%; height: auto; } figcaption { font-size: .85em; color: #444; }
        @media print { body { max-width: none; margin: 0; font-size: 10pt; } nav { display: none; } figure, table { break-inside: avoid; }
                       h2 { break-after: avoid; } }
        """;

    public static string Write(Report report, HtmlOptions options)
    {
        StringBuilder html = new(HtmlPage.Head(RichText.Plain(report.Title), Style));
        html.Append("<body>\n<h1>").Append(RichText.Html(report.Title)).Append("</h1>\n");
        Paragraphs(html, report.Introduction);
        Contents(html, report);
        Numbers numbers = new();
        for (int i = 0; i < report.Sections.Count; i++)
        {
            ReportSection section = report.Sections[i];
            html.Append("<section id=\"section-").Append(NumberText.Integer(i + 1)).Append("\">\n<h2>");
            html.Append(RichText.Html(section.Heading)).Append("</h2>\n");
            foreach (IReportBlock block in section.Blocks)
            {
                Block(html, block, options, numbers);
            }
            html.Append("</section>\n");
        }
        return html.Append(options.Interactive && numbers.Figures > 0 ? HtmlPage.Loader(options) : "")
            .Append("</body>\n</html>\n")
            .ToString();
    }

    private static void Contents(StringBuilder html, Report report)
    {
        if (report.Sections.Count < 2)
        {
            return;
        }
        html.Append("<nav>\n<ol>\n");
        for (int i = 0; i < report.Sections.Count; i++)
        {
            html.Append("<li><a href=\"#section-").Append(NumberText.Integer(i + 1)).Append("\">");
            html.Append(RichText.Html(report.Sections[i].Heading)).Append("</a></li>\n");
        }
        html.Append("</ol>\n</nav>\n");
    }

    private static void Block(StringBuilder html, IReportBlock block, HtmlOptions options, Numbers numbers)
    {
        switch (block)
        {
            case TextBlock text:
                Paragraphs(html, text.Text);
                break;
            case TableBlock table:
                WriteTable(html, table.Table, ++numbers.Tables);
                break;
            case FigureBlock figure:
                html.Append("<figure>\n")
                    .Append(HtmlPage.Embed(figure.Figure, options))
                    .Append("<figcaption><b>Figure ");
                html.Append(NumberText.Integer(++numbers.Figures)).Append(".</b> ");
                html.Append(RichText.Html(figure.Caption)).Append("</figcaption>\n</figure>\n");
                break;
            default:
                throw new ArgumentException($"a report cannot hold a {block.GetType().Name}", nameof(block));
        }
    }

    private static void Paragraphs(StringBuilder html, string text)
    {
        string even = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        foreach (
            string paragraph in even.Split(
                "\n\n",
                StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
            )
        )
        {
            html.Append("<p>").Append(RichText.Html(paragraph)).Append("</p>\n");
        }
    }

    private static void WriteTable(StringBuilder html, Table table, int number)
    {
        html.Append("<div class=\"wide\">\n<table>\n<caption><b>Table ")
            .Append(NumberText.Integer(number))
            .Append(".</b> ");
        html.Append(RichText.Html(table.Caption)).Append("</caption>\n<thead>\n<tr>");
        string[] classes = [.. Enumerable.Range(0, table.Headers.Count).Select(c => Class(table.AlignmentOf(c)))];
        for (int c = 0; c < classes.Length; c++)
        {
            html.Append("<th class=\"")
                .Append(classes[c])
                .Append("\">")
                .Append(RichText.Html(table.Headers[c]))
                .Append("</th>");
        }
        html.Append("</tr>\n</thead>\n<tbody>\n");
        foreach (IReadOnlyList<TableCell> row in table.Rows)
        {
            html.Append("<tr>");
            for (int c = 0; c < classes.Length; c++)
            {
                html.Append("<td class=\"").Append(classes[c]).Append(Mark(row[c].Emphasis)).Append("\">");
                html.Append(RichText.Html(row[c].Text)).Append("</td>");
            }
            html.Append("</tr>\n");
        }
        html.Append("</tbody>\n</table>\n</div>\n");
        foreach (string note in table.Footnotes)
        {
            html.Append("<p class=\"notes\">").Append(RichText.Html(note)).Append("</p>\n");
        }
    }

    private static string Class(Alignment alignment) =>
        alignment switch
        {
            Alignment.Centre => "centre",
            Alignment.Right => "right",
            _ => "left",
        };

    private static string Mark(Emphasis emphasis) =>
        emphasis switch
        {
            Emphasis.Best => " best",
            Emphasis.Second => " second",
            _ => "",
        };

    private sealed class Numbers
    {
        public int Tables { get; set; }

        public int Figures { get; set; }
    }
}
