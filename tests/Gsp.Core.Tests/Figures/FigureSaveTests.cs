using Gsp.Figures;
using Xunit;

namespace Gsp.Core.Tests.Figures;

public sealed class FigureSaveTests
{
    public static TheoryData<string> Every => [.. Gallery.All.Keys];

    [Theory]
    [MemberData(nameof(Every))]
    public void TheEndingChoosesTheWriter(string name)
    {
        string folder =
            Environment.GetEnvironmentVariable("GSP_GALLERY")
            ?? Directory.CreateTempSubdirectory("gsp-figures").FullName;
        Figure figure = Gallery.All[name]();
        foreach (string ending in (string[])[".svg", ".html", ".json"])
        {
            figure.Save(Path.Combine(folder, name + ending));
        }
        Assert.Equal(figure.ToSvg(), File.ReadAllText(Path.Combine(folder, name + ".svg")));
        Assert.Equal(figure.ToHtml(), File.ReadAllText(Path.Combine(folder, name + ".html")));
        Assert.Equal(figure.ToPlotlyJson(), File.ReadAllText(Path.Combine(folder, name + ".json")));
        Assert.Throws<ArgumentException>(() => figure.Save(Path.Combine(folder, name + ".png")));
        Assert.False(File.Exists(Path.Combine(folder, name + ".png")));
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void ThePageHoldsTheSvgAndTheData(string name)
    {
        Figure figure = Gallery.All[name]();
        string page = figure.ToHtml(new HtmlOptions { PlotlySource = "lib/plotly.min.js" });
        Assert.Contains(figure.ToSvg(), page, StringComparison.Ordinal);
        Assert.Contains(figure.ToPlotlyJson(), page, StringComparison.Ordinal);
        Assert.Contains("src=\"lib/plotly.min.js\"", page);
        Assert.DoesNotContain(HtmlOptions.PublicPlotly, page);
        Assert.Contains(HtmlOptions.PublicPlotly, figure.ToHtml());
        Assert.DoesNotContain("<script", figure.ToHtml(new HtmlOptions { Interactive = false }));
    }
}
