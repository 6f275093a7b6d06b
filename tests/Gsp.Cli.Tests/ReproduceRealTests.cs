using System.Text.Json.Nodes;
using Gsp.Testing;
using Xunit;

namespace Gsp.Cli.Tests;

public sealed class ReproduceRealTests
{
    [Fact]
    public void ASetThatIsThereIsStudiedAndTheOthersAreNamed()
    {
        string source = TestData.SharedOrSkip("data", "causal-real");
        using var run = new ProgramRun();
        Directory.CreateDirectory(run["data"]);
        Directory.CreateSymbolicLink(Path.Combine(run["data"], "causal-real"), source);
        ProgramResult result = run.Run("reproduce", "real", "--data", run["data"], "--out", run.Out);
        Assert.Equal(0, result.Code);
        Assert.Contains("netsim-dream3 is absent", result.Error, StringComparison.Ordinal);
        Assert.Contains("persistence", result.Output, StringComparison.Ordinal);
        string[] files =
        [
            .. Directory.GetFiles(run.Out).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal),
        ];
        Assert.Equal(
            [
                "chickenpox.csv",
                "chickenpox.svg",
                "imaging.csv",
                "imaging.svg",
                "manifest.json",
                "metrics.json",
                "report.html",
            ],
            files
        );
        JsonObject persistence = run.Json("metrics.json")["chickenpox"]!["persistence"]!.AsObject();
        Assert.True((double)persistence["held-out error"]! > 0);
        Assert.True((double)persistence["held-out error, from"]! <= (double)persistence["held-out error, to"]!);
        // Two chickenpox tables and nine subjects, each with its checksum.
        Assert.Equal(11, run.Json("manifest.json")["inputs"]!.AsArray().Count);
    }

    [Fact]
    public void AFolderThatIsNotThereIsADataError()
    {
        using var run = new ProgramRun();
        ProgramResult result = run.Run("reproduce", "real", "--data", run["nowhere"], "--out", run.Out);
        Assert.Equal(3, result.Code);
        Assert.Contains("no such folder", result.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(run.Out));
    }

    [Fact]
    public void ADamagedRecordingIsADataErrorAndNothingIsWritten()
    {
        using var run = new ProgramRun();
        string folder = Path.Combine(run["data"], "causal-real", "hungary-chickenpox", "data");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "hungary-chickenpox.continuous.txt"), "A\tB\n1\tfive\n");
        ProgramResult result = run.Run("reproduce", "real", "--data", run["data"], "--out", run.Out);
        Assert.Equal(3, result.Code);
        Assert.Contains("hungary-chickenpox", result.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(run.Out));
    }

    [Fact]
    public void TheDataFolderMustBeNamed()
    {
        using var run = new ProgramRun();
        Assert.Equal(2, run.Run("reproduce", "real").Code);
    }
}
