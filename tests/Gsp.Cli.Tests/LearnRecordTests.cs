using System.Text.Json.Nodes;
using Xunit;

namespace Gsp.Cli.Tests;

public sealed class LearnRecordTests
{
    /// <summary>The same samples as a table and as a WFDB record give the same graph, bit for bit.</summary>
    [Fact]
    public void ARecordLearnsAsItsTableDoes()
    {
        using var gsp = new ProgramRun();
        string[][] rows =
        [
            .. Series
                .Ring(4, 300)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Skip(1)
                .Select(line => line.Split(',')),
        ];
        short[][] channels =
        [
            .. Enumerable
                .Range(0, 4)
                .Select(c =>
                    rows.Select(row =>
                            (short)
                                Math.Round(
                                    200 * double.Parse(row[c], System.Globalization.CultureInfo.InvariantCulture)
                                )
                        )
                        .ToArray()
                ),
        ];
        string record = RecordFiles.Write(
            gsp,
            "ring",
            250,
            ["n0", "n1", "n2", "n3"],
            ["mV", "mV", "mV", "mV"],
            channels
        );
        Assert.Equal(0, gsp.Run("record", "export", record, "--out", gsp["ring.csv"]).Code);
        ProgramResult table = gsp.Run("learn", gsp["ring.csv"], "--out", gsp["from-table"], "--columns", "!n3");
        Assert.True(table.Code == 0, table.Error);
        ProgramResult result = gsp.Run("learn", record, "--out", gsp["from-record"], "--columns", "!n3");
        Assert.True(result.Code == 0, result.Error);
        foreach (string file in (string[])["shift_operator.csv", "filters.csv", "coefficients.csv", "steps.csv"])
        {
            Assert.Equal(
                File.ReadAllText(gsp[Path.Combine("from-table", file)]),
                File.ReadAllText(gsp[Path.Combine("from-record", file)])
            );
        }
        JsonNode manifest = JsonNode.Parse(File.ReadAllText(gsp["from-record/manifest.json"]))!;
        string[] inputs = [.. manifest["inputs"]!.AsArray().Select(input => Path.GetFileName((string)input!["path"]!))];
        Assert.Equal(["ring.hea", "ring.dat"], inputs);
    }
}
