using System.Xml.Linq;
using Gsp.Figures;
using Xunit;

namespace Gsp.Core.Tests.Figures;

public sealed class ReportTests
{
    private static Table Results { get; } =
        new Table("method", "NMSE(W)", "P_{M}", "P_{FA}", "seconds per step")
        {
            Caption = "Steady state on ER graphs, N = 50: median (IQR) over 20 seeds",
            Footnotes = ["P_{M} and P_{FA} are marked together by their sum."],
        }
            .AddRow(
                "P1-DB",
                TableCell.WithSpread(0.02, 0.001),
                TableCell.Number(0),
                TableCell.Number(0),
                TableCell.Number(1.25e-4, "0.00e+0")
            )
            .AddRow(
                "P2-DB",
                TableCell.WithSpread(0.2, 0.02),
                TableCell.Number(0.01),
                TableCell.Number(0.01),
                TableCell.Number(2.5e-4, "0.00e+0")
            )
            .AddRow(
                "GLasso <b>",
                TableCell.WithSpread(1.97, 0.02),
                TableCell.Number(0.78),
                TableCell.Number(0.19),
                TableCell.Number(double.NaN)
            )
            .MarkBest(1)
            .MarkBest([2, 3], [0, 0.02, 0.97]);

    private static Report Example { get; } =
        new Report("AdaCGP: the published study & ours")
        {
            Introduction = "One sentence.\n\nAnother paragraph with E_{h} and 1 < 2.",
            Sections =
            [
                new ReportSection("Accuracy").AddText("The table compares methods.").AddTable(Results),
                new ReportSection("Convergence").AddFigure(Gallery.All["bars"](), "Medians and <quartiles>."),
                new ReportSection("Topology").AddFigure(Gallery.All["topology"](), "True, estimated, support."),
            ],
        };

    [Fact]
    public void ThePageIsSelfContainedAndDeterministic()
    {
        string page = Example.ToHtml(new HtmlOptions { Interactive = false });
        Assert.Equal(page, Example.ToHtml(new HtmlOptions { Interactive = false }));
        Assert.DoesNotContain("src=", page);
        Assert.DoesNotContain("url(", page);
        Assert.Equal(2, page.Split("<svg").Length - 1);
        Assert.Contains("<li><a href=\"#section-2\">Convergence</a></li>", page);
        Assert.Contains("<td class=\"right best\">0.02 (0.00)</td>", page);
        Assert.Contains("<td class=\"right second\">0.01</td>", page);
        Assert.Contains("P<sub>FA</sub>", page);
        Assert.Contains("GLasso &lt;b&gt;", page);
        Assert.Contains("Medians and &lt;quartiles&gt;.", page);
        Assert.Contains("1 &lt; 2.</p>", page);
    }

    [Fact]
    public void ThePageIsWellFormed()
    {
        string page = Example.ToHtml(new HtmlOptions { Interactive = false });
        string body = page[
            page.IndexOf("<body>", StringComparison.Ordinal)..page.IndexOf("</html>", StringComparison.Ordinal)
        ];
        XElement parsed = XElement.Parse(body);
        Assert.Equal(3, parsed.Descendants("section").Count());
        Assert.Equal(4, parsed.Descendants("tr").Count());
    }

    [Fact]
    public void PlotlyIsLoadedOnceHoweverManyFigures() =>
        Assert.Equal(2, Example.ToHtml().Split(HtmlOptions.PublicPlotly).Length);

    [Fact]
    public void SavingWritesThePage()
    {
        string folder =
            Environment.GetEnvironmentVariable("GSP_GALLERY")
            ?? Directory.CreateTempSubdirectory("gsp-report").FullName;
        Example.Save(Path.Combine(folder, "report.html"));
        Assert.Equal(Example.ToHtml(), File.ReadAllText(Path.Combine(folder, "report.html")));
    }

    [Fact]
    public void CsvKeepsEveryDigitAndQuotes()
    {
        Table table = new Table("name, with comma", "x")
            .AddRow("say \"no\"", TableCell.Number(0.1 + 0.2, "0.0"))
            .AddRow("b", "text");
        Assert.Equal("\"name, with comma\",x\n\"say \"\"no\"\"\",0.30000000000000004\nb,text\n", table.ToCsv());
    }

    [Fact]
    public void TheTerminalSeesAlignedColumns()
    {
        string[] lines = Results.ToString().Split('\n');
        Assert.Equal("method           NMSE(W)    PM   PFA  seconds per step", lines[1]);
        Assert.Equal("P1-DB       0.02 (0.00)*    0*    0*           1.25e−4", lines[2]);
    }

    [Fact]
    public void EqualScoresShareTheirMark()
    {
        Table table = new Table("a")
            .AddRow(TableCell.Number(1))
            .AddRow(TableCell.Number(1))
            .AddRow(TableCell.Number(3))
            .AddRow("-")
            .MarkBest(0, lowest: false);
        Assert.Equal(
            [Emphasis.Second, Emphasis.Second, Emphasis.Best, Emphasis.None],
            table.Rows.Select(r => r[0].Emphasis)
        );
    }

    [Fact]
    public void RowsOfAnotherLengthAreRefused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new Table("a", "b").AddRow("x"));
        Assert.Contains("row 0 holds 1 values; expected 2", error.Message);
        Assert.Throws<ArgumentException>(() => new Table());
    }
}
