using Gsp.Files;
using Gsp.Testing;
using Xunit;

namespace Gsp.Cli.Tests;

public sealed class RecordExportTests
{
    [Fact]
    public void CsvHasOneHeaderLineAndPhysicalUnits()
    {
        using var gsp = new ProgramRun();
        ProgramResult result = gsp.Run("record", "export", RecordFiles.Two(gsp), "--out", gsp["x.csv"]);
        Assert.True(result.Code == 0, result.Error);
        Assert.Equal("", result.Output);
        string[] lines = File.ReadAllLines(gsp["x.csv"]);
        Assert.Equal(11, lines.Length);
        Assert.Equal("MLII,V5", lines[0]);
        Assert.Equal("0,-0.5", lines[1]);
        Assert.Equal("0.050000000000000003,-0.495", lines[2]);
        Assert.Equal("0.14999999999999999,nan", lines[4]);
        Assert.DoesNotContain("\r", File.ReadAllText(gsp["x.csv"]), StringComparison.Ordinal);
    }

    [Fact]
    public void DigitalSamplesAreIntegers()
    {
        using var gsp = new ProgramRun();
        string record = RecordFiles.Two(gsp);
        Assert.Equal(
            0,
            gsp.Run(
                "record",
                "export",
                record + ".hea",
                "--out",
                gsp["x.csv"],
                "--digital",
                "--from",
                "2",
                "--to",
                "5",
                "--channels",
                "1,0"
            ).Code
        );
        Assert.Equal("V5,MLII\n4,120\n-32768,130\n16,140\n", File.ReadAllText(gsp["x.csv"]));
        Assert.Equal(0, gsp.Run("record", "export", record, "--out", gsp["x.npy"], "--digital").Code);
        NpyArray array = Npy.Read(gsp["x.npy"]);
        Assert.Equal("<i4", array.ElementType.Description);
        Assert.Equal([10, 2], array.Shape);
        Assert.Equal([100, 0, 110, 1], ((int[])array.Elements)[..4]);
    }

    [Fact]
    public void NpyIsTimeByChannel()
    {
        using var gsp = new ProgramRun();
        Assert.Equal(
            0,
            gsp.Run("record", "export", RecordFiles.Two(gsp), "--out", gsp["x.npy"], "--channels", "V5").Code
        );
        NpyArray array = Npy.Read(gsp["x.npy"]);
        Assert.Equal("<f8", array.ElementType.Description);
        Assert.Equal([10, 1], array.Shape);
        Assert.Equal(double.NaN, array.ToDoubles()[3]);
        Assert.Equal(-0.48, array.ToDoubles()[2]);
    }

    [Fact]
    public void FramesAreAveragedOrExpanded()
    {
        using var gsp = new ProgramRun();
        File.WriteAllBytes(gsp["f.dat"], [2, 0, 4, 0, 9, 0, 6, 0, 8, 0, 7, 0]);
        gsp.Write("f.hea", "f 2 10 2\nf.dat 16x2 1/mV 16 0 2 20 0 a\nf.dat 16 1/mV 16 0 9 16 0 b\n");
        ProgramResult result = gsp.Run("record", "export", gsp["f"], "--out", gsp["x.csv"]);
        Assert.Equal("a,b\n3,9\n7,7\n", File.ReadAllText(gsp["x.csv"]));
        Assert.Contains("a 20 Hz", result.Error, StringComparison.Ordinal);
        result = gsp.Run("record", "export", gsp["f"], "--out", gsp["x.csv"], "--frames", "expanded", "--from", "1");
        Assert.Equal("a,b\n4,9\n6,7\n8,7\n", File.ReadAllText(gsp["x.csv"]));
        Assert.DoesNotContain("averaged", result.Error, StringComparison.Ordinal);
    }

    /// <summary>What wfdb-python and rdsamp wrote for these records, column by column.</summary>
    [Theory]
    [InlineData("test01_00s", "record-1a", "--digital")]
    [InlineData("a103l", "record-1b", "--from 12500 --to 40000 --channels 2,0")]
    [InlineData("a103l", "record-1c", "--digital --from 20000 --channels 0,1")]
    [InlineData("3000003_0003", "record-1d", "--from 125 --to 1000 --channels 1")]
    [InlineData("100", "record-2b", "--digital --from 1 --to 10800 --channels 1")]
    [InlineData("310derive", "record-2d", "--digital --from 2")]
    [InlineData("311derive", "record-2e", "--from 1 --to 978")]
    public void ExportsEqualWhatOtherProgramsDecoded(string record, string truth, string arguments)
    {
        string header = TestData.SharedOrSkip("data", "wfdb-sample-data", $"{record}.hea");
        string expected = TestData.SharedOrSkip("data", "wfdb-sample-data", "target-output", truth);
        using var gsp = new ProgramRun();
        ProgramResult result = gsp.Run(["record", "export", header, "--out", gsp["x.csv"], .. arguments.Split(' ')]);
        Assert.True(result.Code == 0, result.Error);
        double[][] actual = Golden.Csv(gsp["x.csv"]);
        string[][] lines =
        [
            .. File.ReadLines(expected)
                .Select(line => line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
                .Where(cells => cells.Length > 0),
        ];
        Assert.Equal(lines.Length, actual.Length);
        // Truths in physical units are rounded to eight decimals.
        double tolerance = arguments.Contains("--digital", StringComparison.Ordinal) ? 0 : 5.0001e-9;
        for (int t = 0; t < lines.Length; t++)
        {
            for (int c = 0; c < lines[t].Length; c++)
            {
                double cell = double.Parse(lines[t][c], System.Globalization.CultureInfo.InvariantCulture);
                Assert.InRange(actual[t][c] - cell, -tolerance, tolerance);
            }
        }
    }

    [Fact]
    public void TablesAndArraysAreRecordingsToo()
    {
        using var gsp = new ProgramRun();
        string table = gsp.Write("t.csv", "a,b\n1,2\n3,\n");
        Assert.Equal(0, gsp.Run("record", "export", table, "--rate", "100", "--out", gsp["t.npy"]).Code);
        Assert.Equal(0, gsp.Run("record", "export", gsp["t.npy"], "--rate", "100", "--out", gsp["u.csv"]).Code);
        Assert.Equal("x1,x2\n1,2\n3,nan\n", File.ReadAllText(gsp["u.csv"]));
    }

    [Fact]
    public void EdfHoldsTheSameSamplesAndGivesTheDigitalOnesBack()
    {
        using var gsp = new ProgramRun();
        string record = RecordFiles.Two(gsp, length: 250);
        string[] channel = ["--channels", "MLII"];
        ProgramResult result = gsp.Run(["record", "export", record, "--out", gsp["x.edf"], .. channel]);
        Assert.True(result.Code == 0, result.Error);
        Assert.Equal(0, gsp.Run("record", "export", gsp["x.edf"], "--out", gsp["edf.csv"], "--digital").Code);
        Assert.Equal(0, gsp.Run(["record", "export", record, "--out", gsp["wfdb.csv"], "--digital", .. channel]).Code);
        Assert.Equal(File.ReadAllText(gsp["wfdb.csv"]), File.ReadAllText(gsp["edf.csv"]));
        Assert.Contains(
            "MLII     mV             250        250         0          200       100    16",
            gsp.Run("record", "info", gsp["x.edf"]).Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void EdfKeepsChannelsAtTheirOwnRates()
    {
        using var gsp = new ProgramRun();
        File.WriteAllBytes(gsp["f.dat"], [2, 0, 4, 0, 9, 0, 6, 0, 8, 0, 7, 0]);
        gsp.Write("f.hea", "f 2 10 2\nf.dat 16x2 1/mV 16 0 2 20 0 a\nf.dat 16 1/mV 16 0 9 16 0 b\n");
        Assert.Equal(0, gsp.Run("record", "export", gsp["f"], "--out", gsp["x.edf"]).Code);
        string info = gsp.Run("record", "info", gsp["x.edf"], "--json").Output;
        Assert.Contains("\"rate\":20", info, StringComparison.Ordinal);
        Assert.Contains("\"rate\":10", info, StringComparison.Ordinal);
    }
}
