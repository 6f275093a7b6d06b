using Xunit;

namespace Gsp.Cli.Tests;

/// <summary>Whatever is wrong, the program says what, where and why in one line, ends with the right code and writes nothing.</summary>
public sealed class BadInputTests
{
    /// <summary>A table, arguments, the exit code, and words that the message must hold: the value or place, the rule, the cause.</summary>
    public static TheoryData<string, string, string, int, string[]> Cases =>
        new()
        {
            { "ragged", "a,b\n1,2\n3\n4,5\n", "", 3, ["byte 8", "row 3", "1 cells", "holds 2", "ragged"] },
            { "empty", "", "", 3, ["no rows"] },
            { "header only", "a,b\n", "", 3, ["header", "no rows"] },
            {
                "constant",
                Columns((t, i) => i == 1 ? 5 : Math.Sin(t * (i + 1))),
                "",
                3,
                ["'b'", "constant", "5", "--columns '!b'"]
            },
            {
                "all missing",
                Columns((t, i) => i == 2 ? double.NaN : Math.Sin(t * (i + 1))),
                "",
                3,
                ["'c'", "missing", "--columns '!c'"]
            },
            {
                "missing",
                "a,b\n1,2\n,3\n2,1\n4,4\n",
                "--method var",
                3,
                ["column 'a', sample 2", "missing", "complete samples"]
            },
            { "infinite", "a,b\n1,2\ninf,3\n2,1\n4,4\n", "", 3, ["column 'a', sample 2", "infinite", "finite"] },
            {
                "text in a number column",
                "a,b\n1,2\n3,four\n5,6\n",
                "",
                3,
                ["byte 10", "row 3, column 2 'b'", "'four'", "number"]
            },
            { "decimal comma", "a;b\n1,5;2\n", "", 3, ["'1,5'", "decimal point"] },
            { "one sample", "1,2,3\n", "", 3, ["1 rows", "at least 2", "rows are time"] },
            { "too few for the lags", "1,2\n2,1\n3,5\n", "--mode reference", 3, ["3 samples", "more than 3", "lags"] },
            { "more nodes than samples", Wide(), "--method var", 4, ["var", "Degenerate"] },
            { "not a text file", "1\0\n", "", 3, ["byte 1", "not a text file"] },
            { "unknown column", Series.Ring(3, 50), "--columns n0,n7", 3, ["'n7'", "n0, n1, n2"] },
            { "unknown method", Series.Ring(3, 50), "--method adagcp", 2, ["adagcp", "did you mean 'adacgp'"] },
            {
                "no reference mode",
                Series.Ring(3, 50),
                "--method pruned-ls --mode reference",
                2,
                ["pruned-ls", "reference mode"]
            },
            {
                "unknown option",
                Series.Ring(3, 50),
                "--set lamda=0.9 --mode reference",
                2,
                ["'lamda'", "did you mean 'lambda'"]
            },
            {
                "option out of range",
                Series.Ring(3, 50),
                "--set lambda=1.5 --mode reference",
                2,
                ["ForgettingFactor is 1.5", "(0, 1]", "past"]
            },
            {
                "option of a baseline",
                Series.Ring(3, 50),
                "--set patience=0 --method tiso",
                2,
                ["Patience is 0", "greater than zero"]
            },
            { "option of the default", Series.Ring(3, 50), "--set order=40", 2, ["Order is 40", "[1, 32]"] },
            {
                "option of another kind",
                Series.Ring(3, 50),
                "--set patience=long --mode reference",
                2,
                ["'patience'", "\"long\"", "whole number"]
            },
            {
                "not a choice",
                Series.Ring(3, 50),
                "--set mode=referense --method tiso",
                2,
                ["referense", "Corrected, Reference", "did you mean 'Reference'"]
            },
            { "no name and value", Series.Ring(3, 50), "--set lambda", 2, ["--set lambda", "NAME=VALUE"] },
            { "unknown backend", Series.Ring(3, 50), "--backend mkl", 2, ["'mkl'", "openblas"] },
            { "absent backend", Series.Ring(3, 50), "--backend cuda", 2, ["cuda", "not available"] },
            { "negative difference", Series.Ring(3, 50), "--difference -1", 2, ["--difference -1", "1 or more"] },
            { "difference too long", Series.Ring(3, 50), "--difference 60", 3, ["50 rows", "at least 62"] },
            { "steps below one", Series.Ring(3, 50), "--set T=0 --mode reference", 2, ["0 steps", "one or more"] },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void TheMessageNamesValueRuleAndCause(string name, string table, string arguments, int code, string[] words)
    {
        using var gsp = new ProgramRun();
        ProgramResult result = gsp.Learn(table, arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.True(code == result.Code, $"{name}: exit {result.Code}: {result.Error}");
        Assert.All(words, word => Assert.Contains(word, result.Message, StringComparison.Ordinal));
        Assert.Single(result.Message.Split('\n'));
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.Equal("", result.Output);
        Assert.Equal(["samples.csv"], Directory.GetFileSystemEntries(gsp.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public void AnUnstableSeriesEndsWithoutHalfAResult()
    {
        using var gsp = new ProgramRun();
        string table = Columns((t, i) => Math.Pow(10, t) * (1 + i + Math.Sin(t)), count: 400);
        foreach (string method in (string[])["adacgp", "tiso", "tirso", "sdsem"])
        {
            ProgramResult result = gsp.Learn(
                table.Replace("Infinity", "1e308", StringComparison.Ordinal),
                "--method",
                method
            );
            Assert.True(
                result.Code is ExitCode.Numerical or ExitCode.Data,
                $"{method}: exit {result.Code}: {result.Error}"
            );
            Assert.NotEqual("", result.Message);
            Assert.False(Directory.Exists(gsp.Out), method);
        }
    }

    [Fact]
    public void FilesThatAreNotThereAreNamed()
    {
        using var gsp = new ProgramRun();
        ProgramResult result = gsp.Run("learn", gsp["absent.csv"], "--out", gsp.Out);
        Assert.Equal(ExitCode.Data, result.Code);
        Assert.Contains("absent.csv", result.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Data, gsp.Learn(Series.Ring(3, 50), "--config", gsp["absent.json"]).Code);
        Assert.Equal(ExitCode.Data, gsp.Learn(Series.Ring(3, 50), "--truth", gsp["absent.csv"]).Code);
        Assert.False(Directory.Exists(gsp.Out));
    }

    [Fact]
    public void SizesOfOtherFilesAreChecked()
    {
        using var gsp = new ProgramRun();
        string truth = gsp.Write("w.csv", "1,0\n0,1\n");
        ProgramResult result = gsp.Learn(Series.Ring(3, 50), "--truth", truth);
        Assert.Equal(ExitCode.Data, result.Code);
        Assert.Contains("2 x 2; expected 3 x 3", result.Message, StringComparison.Ordinal);
        result = gsp.Learn(Series.Ring(3, 50), "--support", truth);
        Assert.Equal(ExitCode.Data, result.Code);
        result = gsp.Learn(Series.Ring(3, 50), "--support", truth, "--method", "var");
        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains("no form with known edges", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FollowRefusesWhatItCannotDo()
    {
        using var gsp = new ProgramRun();
        Assert.Equal(ExitCode.Usage, gsp.Run("learn", "x.csv", "--follow").Code);
        Assert.Equal(ExitCode.Usage, gsp.Run("learn", "-", "--follow", "--standardise").Code);
        Assert.Equal(ExitCode.Usage, gsp.Run("learn", "-", "--follow", "--method", "glasso").Code);
        ProgramResult ragged = gsp.RunWith("a,b\n1,2\n3,4\n5\n", "learn", "-", "--follow", "--method", "tiso");
        Assert.Equal(ExitCode.Data, ragged.Code);
        Assert.Contains("line 4", ragged.Message, StringComparison.Ordinal);
        Assert.Equal(2, ragged.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(ExitCode.Usage, gsp.Run("learn", "x.csv").Code);
    }

    [Fact]
    public void ManyNodesAndFewSamplesAreMentioned()
    {
        using var gsp = new ProgramRun();
        ProgramResult result = gsp.Learn(Wide());
        Assert.True(result.Code is ExitCode.Success, result.Error);
        Assert.Contains("is the table transposed?", result.Error, StringComparison.Ordinal);
    }

    private static string Wide() => Columns((t, i) => Math.Sin((t + 1) * (i + 1.37)), count: 8, nodes: 12);

    private static string Columns(Func<int, int, double> value, int count = 60, int nodes = 3) =>
        string.Join(',', Enumerable.Range(0, nodes).Select(i => (char)('a' + i)))
        + "\n"
        + string.Concat(
            Enumerable
                .Range(0, count)
                .Select(t =>
                    string.Join(
                        ',',
                        Enumerable.Range(0, nodes).Select(i => FormattableString.Invariant($"{value(t, i):R}"))
                    ) + "\n"
                )
        );
}
