using System.Text.Json;
using Gsp.Figures;
using Gsp.Testing;
using Xunit;

namespace Gsp.Core.Tests.Figures;

public sealed class PlotlyTests
{
    [Theory]
    [InlineData(
        "lines",
        "scatter scatter scatter scatter scatter scatter scatter scatter scatter scatter scatter scatter"
    )]
    [InlineData("scatter", "scatter")]
    [InlineData("heatmap", "heatmap")]
    [InlineData("graph", "scatter scatter scatter scatter scatter scatter")]
    [InlineData("boxes", "box box")]
    [InlineData("bars", "bar bar bar")]
    [InlineData("histogram", "bar")]
    [InlineData("support", "scatter scatter scatter")]
    [InlineData("surface", "mesh3d")]
    [InlineData("topology", "heatmap heatmap scatter scatter scatter")]
    public void TracesHaveTheExpectedTypes(string name, string types)
    {
        using JsonDocument json = JsonDocument.Parse(Gallery.All[name]().ToPlotlyJson());
        IEnumerable<string?> found = json
            .RootElement.GetProperty("data")
            .EnumerateArray()
            .Select(t => t.GetProperty("type").GetString());
        Assert.Equal(types, string.Join(' ', found));
    }

    [Fact]
    public void PanelsHaveTheirOwnAxesWhereTheSvgHasThem()
    {
        using JsonDocument json = JsonDocument.Parse(Gallery.All["grid"]().ToPlotlyJson());
        JsonElement layout = json.RootElement.GetProperty("layout");
        double[] first = Domain(layout, "xaxis");
        double[] second = Domain(layout, "xaxis2");
        Assert.True(first[0] > 0 && first[1] < second[0] && second[1] < 1);
        Assert.True(Domain(layout, "yaxis4")[1] < Domain(layout, "yaxis")[0]);
        Assert.Equal("x6", json.RootElement.GetProperty("data")[11].GetProperty("xaxis").GetString());
        // One legend entry a name, however many panels.
        Assert.Equal(
            2,
            json.RootElement.GetProperty("data").EnumerateArray().Count(t => t.GetProperty("showlegend").GetBoolean())
        );
    }

    [Fact]
    public void MissingValuesAreNull()
    {
        using JsonDocument json = JsonDocument.Parse(
            Figure.Of(new LineTrace([1, double.NaN, double.PositiveInfinity, 0.1 + 0.2])).ToPlotlyJson()
        );
        JsonElement y = json.RootElement.GetProperty("data")[0].GetProperty("y");
        Assert.Equal(JsonValueKind.Null, y[1].ValueKind);
        Assert.Equal(JsonValueKind.Null, y[2].ValueKind);
        Assert.Equal("0.30000000000000004", y[3].GetRawText());
    }

    [Fact]
    public void LogAxesHaveRangesInPowersOfTen()
    {
        using JsonDocument json = JsonDocument.Parse(Gallery.All["lines"]().ToPlotlyJson());
        JsonElement axis = json.RootElement.GetProperty("layout").GetProperty("yaxis");
        Assert.Equal("log", axis.GetProperty("type").GetString());
        Assert.InRange(axis.GetProperty("range")[0].GetDouble(), -3, -1);
    }

    /// <summary>Whatever the data and texts: valid JSON that cannot end the script element it stands in.</summary>
    [Fact]
    public void TheJsonIsValidAndSafeInsideAPage() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            string text = RandomFigures.Make(seed).ToPlotlyJson();
            using JsonDocument json = JsonDocument.Parse(text);
            return text.AsSpan().IndexOfAny("<>&") < 0
                && json.RootElement.GetProperty("data").ValueKind == JsonValueKind.Array
                && json.RootElement.GetProperty("layout").ValueKind == JsonValueKind.Object;
        });

    private static double[] Domain(JsonElement layout, string axis) =>
        [.. layout.GetProperty(axis).GetProperty("domain").EnumerateArray().Select(v => v.GetDouble())];
}
