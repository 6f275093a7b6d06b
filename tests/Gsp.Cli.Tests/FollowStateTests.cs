using System.Text.Json.Nodes;
using Xunit;

namespace Gsp.Cli.Tests;

/// <summary>A follower that is restarted goes on to the same bits.</summary>
public sealed class FollowStateTests
{
    [Theory]
    [InlineData("--method adacgp")]
    [InlineData("--method adacgp --difference 3 --columns !n1")]
    [InlineData("--mode reference --set patience=60")]
    [InlineData("--method tirso")]
    [InlineData("--method granger")]
    public void RestartedItPrintsTheLinesOfOneThatRanThrough(string method)
    {
        using var gsp = new ProgramRun();
        string[] lines = Series.Ring(4, 160).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] command = ["learn", "-", "--follow", .. method.Split(' ')];
        ProgramResult whole = gsp.RunWith(Text(lines), command);
        Assert.True(whole.Code == 0, whole.Error);

        string output = "";
        int[] cuts = [0, 2, 31, 90, lines.Length];
        for (int k = 0; k + 1 < cuts.Length; k++)
        {
            // With the header again, as from the start of a new file, and without it, as from 'tail -f'.
            string[] header = k == 2 ? [lines[0]] : [];
            string input = Text([.. header, .. lines[cuts[k]..cuts[k + 1]]]);
            ProgramResult part = gsp.RunWith(input, [.. command, "--state", gsp["state.gsp"]]);
            Assert.True(part.Code == 0, part.Error);
            Assert.Equal(k > 0, part.Error.Contains("going on after", StringComparison.Ordinal));
            output += part.Output;
        }
        Assert.Equal(whole.Output, output);
    }

    [Fact]
    public void ADamagedLineAndADamagedStateLoseNothing()
    {
        using var gsp = new ProgramRun();
        string[] lines = Series.Ring(3, 40).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] command = ["learn", "-", "--follow", "--method", "tirso", "--state", gsp["state.gsp"]];
        Assert.Equal(ExitCode.Data, gsp.RunWith(Text([.. lines[..21], "1,two,3"]), command).Code);
        ProgramResult rest = gsp.RunWith(Text(lines[21..]), command);
        Assert.Contains("going on after 20 samples", rest.Error, StringComparison.Ordinal);
        Assert.Equal(20, JsonNode.Parse(rest.Output.Split('\n')[0])!["t"]!.GetValue<int>());

        byte[] state = File.ReadAllBytes(gsp["state.gsp"]);
        File.WriteAllBytes(gsp["state.gsp"], state[..^1]);
        ProgramResult damaged = gsp.RunWith(Text(lines), command);
        Assert.Equal(ExitCode.Data, damaged.Code);
        Assert.Contains("checksum", damaged.Message, StringComparison.Ordinal);
        Assert.Equal(state[..^1], File.ReadAllBytes(gsp["state.gsp"]));
    }

    [Fact]
    public void AStateOfOtherSettingsIsRefused()
    {
        using var gsp = new ProgramRun();
        string[] command = ["learn", "-", "--follow", "--method", "tirso", "--state", gsp["state.gsp"]];
        Assert.Equal(0, gsp.RunWith(Series.Ring(3, 40), command).Code);
        ProgramResult other = gsp.RunWith(Series.Ring(3, 40), [.. command, "--set", "penalty=0.5"]);
        Assert.Equal(ExitCode.Usage, other.Code);
        Assert.Contains("Penalty (", other.Message, StringComparison.Ordinal);
        ProgramResult wider = gsp.RunWith(Series.Ring(4, 40), command);
        Assert.Equal(ExitCode.Data, wider.Code);
    }

    [Fact]
    public void AnotherVersionGoesOnWithANotice()
    {
        using var gsp = new ProgramRun();
        string[] command = ["learn", "-", "--follow", "--method", "tirso", "--state", gsp["state.gsp"]];
        Assert.Equal(0, gsp.RunWith(Series.Ring(3, 40), command).Code);
        Snapshot state = Snapshot.Load(gsp["state.gsp"]);
        state.PutText("identity", state.GetText("identity").Replace("0.1.0", "0.0.7", StringComparison.Ordinal));
        state.Save(gsp["state.gsp"]);
        ProgramResult later = gsp.RunWith(Series.Ring(3, 40, header: false), command);
        Assert.Equal(0, later.Code);
        Assert.Contains("written by another version", later.Error, StringComparison.Ordinal);
    }

    private static string Text(string[] lines) => string.Concat(lines.Select(line => line + "\n"));
}
