using System.Globalization;
using System.Text;
using Gsp.Figures;
using Gsp.Testing;
using Xunit;

namespace Gsp.Core.Tests.Figures;

public sealed class FigureGoldenTests
{
    public static TheoryData<string> Small => [.. Gallery.Golden];

    public static TheoryData<string> Every => [.. Gallery.All.Keys];

    [Theory]
    [MemberData(nameof(Small))]
    public void SvgHasTheSameBytes(string name) => Compare(name, Gallery.All[name]().ToSvg());

    [Theory]
    [MemberData(nameof(Small))]
    public void SvgHasTheSameBytesUnderACommaDecimalCulture(string name) =>
        InCulture("de-DE", () => Compare(name, Gallery.All[name]().ToSvg()));

    [Theory]
    [MemberData(nameof(Every))]
    public void EveryWriterIgnoresTheCulture(string name)
    {
        Figure figure = Gallery.All[name]();
        (string svg, string json, string html) = (figure.ToSvg(), figure.ToPlotlyJson(), figure.ToHtml());
        // sv-SE writes negative numbers with U+2212.
        InCulture(
            "sv-SE",
            () =>
            {
                Assert.Equal(svg, figure.ToSvg());
                Assert.Equal(json, figure.ToPlotlyJson());
                Assert.Equal(html, figure.ToHtml());
            }
        );
    }

    private static void Compare(string name, string svg)
    {
        if (Environment.GetEnvironmentVariable("GSP_WRITE_GOLDEN") == "1")
        {
            string source = Path.Combine(
                Repository.Root,
                "tests",
                "Gsp.Core.Tests",
                "Golden",
                "figures",
                name + ".svg"
            );
            AtomicFile.WriteText(source, svg);
            Assert.Fail($"wrote {source}: look at it, then run again without GSP_WRITE_GOLDEN");
        }
        string path = Path.Combine(AppContext.BaseDirectory, "Golden", "figures", name + ".svg");
        Assert.Equal(File.ReadAllText(path, Encoding.UTF8), svg);
    }

    private static void InCulture(string name, Action action)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);
            action();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
