using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Gsp.Testing;
using Xunit;

namespace Gsp.Cli.Tests;

public sealed class LearnTests
{
    private const string StepsHeader =
        "t,psi_losses,pred_error,pred_error_from_h,filter_error,w_error,coeff_errors,num_non_zero_elements,p_miss,p_false_alarm,"
        + "precision,recall,f1,first_alg_converged_status,second_alg_converged_status,ema_pred_error,ema_pred_error_h";

    private static readonly string[] Files =
    [
        "coefficients.csv",
        "filters.csv",
        "manifest.json",
        "metrics.json",
        "report.html",
        "shift_operator.csv",
        "steps.csv",
    ];

    [Fact]
    public void TheDefaultMethodFindsARingAndWritesEveryFile()
    {
        using var gsp = new ProgramRun();
        string truth = gsp.Write("w.csv", Series.RingTruth(5));
        ProgramResult result = gsp.Learn(Series.Ring(5, 800), "--truth", truth);
        Assert.True(result.Code == 0, result.Error);
        Assert.Equal(Files, Directory.GetFiles(gsp.Out).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        double[][] shift = gsp.Table("shift_operator.csv");
        Assert.Equal(5, shift.Length);
        Assert.All(shift, row => Assert.Equal(5, row.Length));
        Assert.InRange(shift[1][0], 0.45, 0.75);
        Assert.All(gsp.Table("filters.csv"), row => Assert.Equal(15, row.Length));
        Assert.Equal(9, gsp.Table("coefficients.csv").Length);

        string[] steps = File.ReadAllLines(Path.Combine(gsp.Out, "steps.csv"));
        Assert.Equal(StepsHeader, steps[0]);

        JsonObject metrics = gsp.Json("metrics.json");
        string[] names =
        [
            "nodes",
            "order",
            "samples",
            "steps",
            "edges",
            "forecast_nmse_apriori",
            "forecast_nmse_aposteriori",
            "status",
            "seconds_per_step",
            "settings",
            "nmse_w",
            "p_miss",
            "p_false_alarm",
            "f1",
            "auroc",
        ];
        Assert.All(names, name => Assert.True(metrics.ContainsKey(name), name));
        // The default allows for about one false edge.
        Assert.Equal(0.0, metrics["p_miss"]!.GetValue<double>());
        Assert.InRange(metrics["f1"]!.GetValue<double>(), 0.8, 1);
        Assert.InRange(metrics["forecast_nmse_apriori"]!.GetValue<double>(), 0.5, 1.2);

        JsonObject manifest = gsp.Json("manifest.json");
        JsonNode input = manifest["inputs"]!.AsArray().Single(i => i!["role"]!.GetValue<string>() == "samples")!;
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(gsp["samples.csv"]))),
            input["sha256"]!.GetValue<string>()
        );
        Assert.All(
            (string[])["version", "backend", "seed", "options", "time"],
            name => Assert.True(manifest.ContainsKey(name), name)
        );
        string report = File.ReadAllText(Path.Combine(gsp.Out, "report.html"));
        Assert.Contains("<svg", report, StringComparison.Ordinal);
        Assert.Contains("n3", report, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutTruthItsColumnsAreEmpty()
    {
        using var gsp = new ProgramRun();
        Assert.Equal(0, gsp.Learn(Series.Ring(3, 100), "--mode", "reference").Code);
        string[] cells = File.ReadAllLines(Path.Combine(gsp.Out, "steps.csv"))[1].Split(',');
        string[] header = StepsHeader.Split(',');
        Assert.Equal(header.Length, cells.Length);
        string[] ofTruth =
        [
            "filter_error",
            "w_error",
            "coeff_errors",
            "p_miss",
            "p_false_alarm",
            "precision",
            "recall",
            "f1",
        ];
        for (int k = 0; k < cells.Length; k++)
        {
            Assert.Equal(ofTruth.Contains(header[k]), cells[k].Length == 0);
        }
        Assert.False(gsp.Json("metrics.json").ContainsKey("nmse_w"));
    }

    [Theory]
    [InlineData("tiso")]
    [InlineData("tirso")]
    [InlineData("sdsem")]
    [InlineData("var")]
    [InlineData("granger")]
    [InlineData("glasso")]
    [InlineData("glsigrep")]
    [InlineData("pmime")]
    [InlineData("cgp")]
    [InlineData("pruned-ls")]
    public void EveryMethodLearns(string method)
    {
        using var gsp = new ProgramRun();
        ProgramResult result = gsp.Learn(Series.Ring(4, 160), "--method", method, "--json");
        Assert.True(result.Code == 0, result.Error);
        JsonObject printed = JsonNode.Parse(result.Output)!.AsObject();
        Assert.Equal(4, printed["nodes"]!.GetValue<int>());
        Assert.Equal(method, printed["method"]!.GetValue<string>());
        Assert.Equal(4, gsp.Table("shift_operator.csv").Length);
        Assert.StartsWith(StepsHeader, File.ReadAllText(Path.Combine(gsp.Out, "steps.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void TheSameRunGivesTheSameBytes()
    {
        using var gsp = new ProgramRun();
        string table = Series.Ring(4, 200);
        gsp.Learn(table);
        string first = File.ReadAllText(Path.Combine(gsp.Out, "shift_operator.csv"));
        string steps = File.ReadAllText(Path.Combine(gsp.Out, "steps.csv"));
        Assert.Equal(0, gsp.Learn(table, "--backend", "reference").Code);
        Assert.Equal(first, File.ReadAllText(Path.Combine(gsp.Out, "shift_operator.csv")));
        Assert.Equal(steps, File.ReadAllText(Path.Combine(gsp.Out, "steps.csv")));
    }

    [Fact]
    public void PreparationIsDone()
    {
        using var gsp = new ProgramRun();
        string[] rows = Series.Ring(3, 300, header: false).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string table = "date;a;b;c\n" + string.Concat(rows.Select((row, t) => $"2001-{t};{row.Replace(',', ';')}\n"));
        ProgramResult result = gsp.Learn(
            table,
            "--columns",
            "!date,!c",
            "--difference",
            "2",
            "--standardise",
            "--method",
            "var"
        );
        Assert.True(result.Code == 0, result.Error);
        JsonObject metrics = gsp.Json("metrics.json");
        Assert.Equal(2, metrics["nodes"]!.GetValue<int>());
        Assert.Equal(298, metrics["samples"]!.GetValue<int>());
        Assert.Equal(2, gsp.Json("manifest.json")["preparation"]!["difference"]!.GetValue<int>());
    }

    [Fact]
    public void StandardInputAndArraysAreRead()
    {
        using var gsp = new ProgramRun();
        string table = Series.Ring(3, 120, header: false);
        Assert.Equal(0, gsp.RunWith(table, "learn", "-", "--method", "var", "--out", gsp.Out).Code);
        string fromText = File.ReadAllText(Path.Combine(gsp.Out, "shift_operator.csv"));
        Gsp.Files.Npy.Write(
            gsp["x.npy"],
            Gsp.Files.NpyArray.FromMatrix(Gsp.Files.Csv.Parse(System.Text.Encoding.UTF8.GetBytes(table)).Values)
        );
        Assert.Equal(0, gsp.Run("learn", gsp["x.npy"], "--method", "var", "--out", gsp.Out).Code);
        Assert.Equal(fromText, File.ReadAllText(Path.Combine(gsp.Out, "shift_operator.csv")));
    }

    [Fact]
    public void MissingSamplesAreFilledByTheDefaultMethod()
    {
        using var gsp = new ProgramRun();
        string[] lines = Series.Ring(4, 400).Split('\n');
        lines[50] = "," + lines[50][(lines[50].IndexOf(',', StringComparison.Ordinal) + 1)..];
        ProgramResult result = gsp.Learn(string.Join('\n', lines));
        Assert.True(result.Code == 0, result.Error);
        Assert.All(
            gsp.Table("shift_operator.csv").SelectMany(row => row),
            value => Assert.True(double.IsFinite(value))
        );
    }

    [Fact]
    public void FollowPrintsOneLinePerUpdate()
    {
        using var gsp = new ProgramRun();
        ProgramResult result = gsp.RunWith(Series.Ring(3, 40), "learn", "-", "--follow");
        Assert.True(result.Code == 0, result.Error);
        JsonObject[] lines =
        [
            .. result
                .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonNode.Parse(line)!.AsObject()),
        ];
        Assert.Equal(40, lines.Length);
        Assert.Equal(39, lines[^1]["t"]!.GetValue<int>());
        Assert.True(lines[^1]["learned"]!.GetValue<bool>());
        Assert.True(lines[^1].ContainsKey("forecast_error"));
        Assert.False(lines[0]["learned"]!.GetValue<bool>());
    }

    [Fact]
    public void ALargerRunIsReportedInTenths()
    {
        using var gsp = new ProgramRun();
        ProgramResult result = gsp.Learn(Series.Ring(3, 300), "--mode", "reference");
        Assert.Contains("learning by adacgp: 50 %", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("%", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void AnEarlierResultIsReplacedAndAForeignFolderIsNot()
    {
        using var gsp = new ProgramRun();
        string table = Series.Ring(3, 100);
        Assert.Equal(0, gsp.Learn(table, "--method", "var").Code);
        File.WriteAllText(Path.Combine(gsp.Out, "old.txt"), "from the run before");
        Assert.Equal(0, gsp.Learn(table, "--method", "var").Code);
        Assert.False(File.Exists(Path.Combine(gsp.Out, "old.txt")));

        Directory.CreateDirectory(gsp["mine"]);
        File.WriteAllText(gsp["mine/letter.txt"], "keep");
        ProgramResult refused = gsp.Run("learn", gsp["samples.csv"], "--out", gsp["mine"]);
        Assert.Equal(ExitCode.Usage, refused.Code);
        Assert.Equal("keep", File.ReadAllText(gsp["mine/letter.txt"]));
    }

    [Fact]
    public async Task AnInterruptedRunWritesNothing()
    {
        using var gsp = new ProgramRun();
        string table = gsp.Write("samples.csv", Series.Ring(3, 300));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        using var error = new StringWriter();
        var terminal = new Terminal(Stream.Null, TextWriter.Null, error, false);
        int code = await CommandLine.RunAsync(["learn", table, "--out", gsp.Out], terminal, cancelled.Token);
        Assert.Equal(ExitCode.Interrupted, code);
        Assert.Equal(["samples.csv"], Directory.GetFileSystemEntries(gsp.Folder).Select(Path.GetFileName));
    }
}
