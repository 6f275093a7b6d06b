using System.Globalization;
using Xunit;

namespace Gsp.Cli.Tests;

public sealed class RecordBeatsTests
{
    /// <summary>Sharp beats every 200 samples from 100 on, at 250 Hz, with a small wave before and a broad one behind each.</summary>
    private static string Ecg(ProgramRun gsp, string unit = "mV") =>
        RecordFiles.Write(gsp, "ecg", 250, ["I", "II"], [unit, unit], [Beats(160), Beats(240)]);

    private static short[] Beats(double height) =>
        [
            .. Enumerable
                .Range(0, 2500)
                .Select(t =>
                {
                    // The beat lies in the middle of its period.
                    double after = (t % 200) - 100;
                    double Wave(double at, double width) => Math.Exp(-0.5 * Math.Pow((after - at) / width, 2));
                    return (short)
                        Math.Round(
                            100
                                + (
                                    height
                                    * (
                                        Wave(0, 3)
                                        - (0.15 * Wave(-6, 2))
                                        - (0.2 * Wave(6, 2))
                                        + (0.15 * Wave(-42, 6))
                                        + (0.3 * Wave(60, 12))
                                    )
                                )
                        );
                }),
        ];

    [Theory]
    [InlineData("wavelet")]
    [InlineData("pan-tompkins")]
    [InlineData("christov")]
    public void BeatsAreWhereTheyWerePut(string detector)
    {
        using var gsp = new ProgramRun();
        ProgramResult result = gsp.Run("record", "beats", Ecg(gsp), "--out", gsp["b.csv"], "--detector", detector);
        Assert.True(result.Code == 0, result.Error);
        Assert.Equal("", result.Output);
        string[] lines = File.ReadAllLines(gsp["b.csv"]);
        Assert.Equal("sample,time_s,detector,confidence", lines[0]);
        string[][] rows = [.. lines.Skip(1).Select(line => line.Split(','))];
        // A detector may need the first beats to learn.
        Assert.InRange(rows.Length, 10, 13);
        foreach (string[] row in rows)
        {
            int sample = int.Parse(row[0], CultureInfo.InvariantCulture);
            Assert.InRange(Math.Abs((sample % 200) - 100), 0, 2);
            Assert.Equal(sample / 250.0, double.Parse(row[1], CultureInfo.InvariantCulture));
            Assert.Equal(detector, row[2]);
            Assert.True(double.IsFinite(double.Parse(row[3], CultureInfo.InvariantCulture)));
        }
    }

    [Fact]
    public void SamplesCountFromTheRecordingsFirst()
    {
        using var gsp = new ProgramRun();
        string record = Ecg(gsp);
        Assert.Equal(0, gsp.Run("record", "beats", record, "--out", gsp["b.csv"], "--from", "500").Code);
        double[] samples =
        [
            .. File.ReadLines(gsp["b.csv"])
                .Skip(1)
                .Select(line => double.Parse(line.Split(',')[0], CultureInfo.InvariantCulture)),
        ];
        Assert.All(samples, sample => Assert.InRange(sample, 500, 2500));
        Assert.All(samples, sample => Assert.InRange(Math.Abs((sample % 200) - 100), 0, 2));
    }

    [Fact]
    public void WavesOfEveryLeadAreListed()
    {
        using var gsp = new ProgramRun();
        ProgramResult result = gsp.Run("record", "delineate", Ecg(gsp), "--out", gsp["w.csv"]);
        Assert.True(result.Code == 0, result.Error);
        string[] lines = File.ReadAllLines(gsp["w.csv"]);
        Assert.Equal("lead,wave,onset,peak,offset", lines[0]);
        string[][] rows = [.. lines.Skip(1).Select(line => line.Split(','))];
        Assert.Equal(["I", "II"], rows.Select(row => row[0]).Distinct());
        Assert.Equal(["P", "QRS", "T"], rows.Select(row => row[1]).Distinct().Order(StringComparer.Ordinal));
        var centres = new Dictionary<string, int>
        {
            ["P"] = 58,
            ["QRS"] = 100,
            ["T"] = 160,
        };
        foreach (string[] row in rows)
        {
            int[] place = [.. row.Skip(2).Select(cell => int.Parse(cell, CultureInfo.InvariantCulture))];
            Assert.True(place[0] < place[1] && place[1] < place[2], string.Join(',', row));
            Assert.InRange((place[1] % 200) - centres[row[1]], -8, 8);
        }
        Assert.True(rows.Count(row => row[1] == "QRS") >= 20, string.Join('\n', lines));
    }

    [Fact]
    public void ChannelsThatAreNoVoltagesAreRefusedOrLeftOut()
    {
        using var gsp = new ProgramRun();
        string record = Ecg(gsp, "mmHg");
        ProgramResult result = gsp.Run("record", "beats", record, "--out", gsp["b.csv"]);
        Assert.Equal(ExitCode.Data, result.Code);
        Assert.Contains("no channel is a voltage", result.Message, StringComparison.Ordinal);
        result = gsp.Run("record", "delineate", record, "--out", gsp["b.csv"], "--channels", "II");
        Assert.Equal(ExitCode.Data, result.Code);
        Assert.Contains("'II' is in mmHg", result.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, gsp.Run("record", "beats", record, "--out", gsp["b.csv"], "--detector", "x").Code);
        Assert.False(File.Exists(gsp["b.csv"]));
    }

    [Fact]
    public void RatesThatDetectorsDoNotTakeAreNamed()
    {
        using var gsp = new ProgramRun();
        string table = gsp.Write("t.csv", "a\n" + string.Concat(Enumerable.Repeat("1\n2\n", 500)));
        ProgramResult result = gsp.Run("record", "beats", table, "--rate", "20", "--out", gsp["b.csv"]);
        Assert.Equal(ExitCode.Data, result.Code);
        Assert.Contains("20", result.Message, StringComparison.Ordinal);
        Assert.Contains("resample", result.Message, StringComparison.Ordinal);
    }
}
