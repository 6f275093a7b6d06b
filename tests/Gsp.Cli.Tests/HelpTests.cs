using Xunit;

namespace Gsp.Cli.Tests;

public sealed class HelpTests
{
    [Fact]
    public void VersionAndHelpAreData()
    {
        using var gsp = new ProgramRun();
        ProgramResult version = gsp.Run("--version");
        Assert.Equal(0, version.Code);
        Assert.StartsWith(CommandLine.Version, version.Output, StringComparison.Ordinal);
        Assert.Equal("", version.Error);

        ProgramResult help = gsp.Run("--help");
        Assert.Equal(0, help.Code);
        Assert.Contains("gsp learn recording.csv", help.Output, StringComparison.Ordinal);
        Assert.Contains("Exit codes", help.Output, StringComparison.Ordinal);
        Assert.Equal(help.Output, gsp.Run().Output);
    }

    [Fact]
    public void TheHelpOfLearnNamesEveryMethodAndFile()
    {
        using var gsp = new ProgramRun();
        string help = gsp.Run("learn", "--help").Output;
        string[] expected =
        [
            "adacgp",
            "tiso",
            "tirso",
            "sdsem",
            "var",
            "granger",
            "glasso",
            "glsigrep",
            "pmime",
            "cgp",
            "pruned-ls",
            "--support",
            "--follow",
            "report.html",
        ];
        Assert.All(expected, word => Assert.Contains(word, help, StringComparison.Ordinal));
    }

    [Fact]
    public void BackendDescribesTheMachine()
    {
        using var gsp = new ProgramRun();
        ProgramResult result = gsp.Run("backend");
        Assert.Equal(0, result.Code);
        Assert.Contains("openblas", result.Output, StringComparison.Ordinal);
        Assert.Contains("cores", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lern", "did you mean 'learn'?")]
    [InlineData("learn x.csv --metod var --out o", "did you mean '--method'?")]
    [InlineData("learn", "Required argument")]
    [InlineData("learn x.csv --difference two --out o", "two")]
    [InlineData("learn x.csv --mode approximate --out o", "approximate")]
    public void AWrongCommandLineIsUsage(string line, string word)
    {
        using var gsp = new ProgramRun();
        ProgramResult result = gsp.Run(line.Split(' '));
        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains(word, result.Error, StringComparison.Ordinal);
        Assert.Equal("", result.Output);
    }

    [Theory]
    [InlineData("lambda", "lamda", 1)]
    [InlineData("lambda", "lambad", 1)]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    public void EditDistanceCountsChangesAndSwaps(string a, string b, int distance) =>
        Assert.Equal(distance, NearestName.Distance(a, b));
}
