using System.Text.Json.Nodes;
using Xunit;

namespace Gsp.Cli.Tests;

public sealed class RecordInfoTests
{
    [Fact]
    public void InfoNamesChannelsUnitsRatesAndComments()
    {
        using var gsp = new ProgramRun();
        ProgramResult result = gsp.Run("record", "info", RecordFiles.Two(gsp));
        Assert.True(result.Code == 0, result.Error);
        Assert.StartsWith("two: 2 channels, 0.04 s\n", result.Output, StringComparison.Ordinal);
        Assert.Contains(
            "MLII     mV             250         10         0          200       100    16",
            result.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("# Age: 54", result.Output, StringComparison.Ordinal);
        Assert.Equal("", result.Error);
    }

    [Fact]
    public void JsonHoldsTheSame()
    {
        using var gsp = new ProgramRun();
        string record = RecordFiles.Two(gsp);
        // One normal beat at sample 5, in MIT format.
        File.WriteAllBytes(gsp["two.atr"], [5, 1 << 2, 0, 0]);
        JsonObject info = JsonNode.Parse(gsp.Run("record", "info", record, "--json").Output)!.AsObject();
        Assert.Equal("two", (string)info["name"]!);
        Assert.Equal(250, (double)info["rate"]!);
        Assert.Equal(10, (int)info["samples"]!);
        Assert.Equal(0.04, (double)info["duration"]!);
        Assert.Null(info["start"]);
        Assert.Equal("V5", (string)info["channels"]![1]!["name"]!);
        Assert.Equal("mV", (string)info["channels"]![1]!["unit"]!);
        Assert.Equal(1, (int)info["channels"]![1]!["missing"]!);
        Assert.Equal(200, (double)info["channels"]![0]!["gain"]!);
        Assert.Equal(100, (int)info["channels"]![0]!["baseline"]!);
        Assert.Equal(0.45, (double)info["channels"]![0]!["maximum"]!);
        Assert.Equal(1, (int)info["annotations"]!["atr"]!);
        Assert.Equal("Age: 54", (string)info["comments"]![0]!);
    }

    [Fact]
    public void HelpNamesTheCommandsAndTheirOptions()
    {
        using var gsp = new ProgramRun();
        string help = gsp.Run("record", "--help").Output;
        Assert.All(["info", "export"], word => Assert.Contains(word, help, StringComparison.Ordinal));
        help = gsp.Run("record", "export", "--help").Output;
        Assert.All(
            ["--digital", "--from", "--to", "--channels", "--frames", "--rate", ".npy"],
            word => Assert.Contains(word, help, StringComparison.Ordinal)
        );
    }
}
