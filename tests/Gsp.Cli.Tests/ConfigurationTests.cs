using System.Text.Json.Nodes;
using Xunit;

namespace Gsp.Cli.Tests;

public sealed class ConfigurationTests
{
    [Theory]
    [InlineData("{ \"ForgettingFactor\": 0.9, \"shift_step_size\": 0.02, \"patience\": 7 }")]
    [InlineData("{ \"forgettingFactor\": 0.9, \"shiftStepSize\": 0.02, \"Patience\": 7.0 }")]
    [InlineData("{ \"lambda\": 0.9, \"w_stepsize\": 0.02, /* note */ \"patience\": 7, }")]
    [InlineData(
        "{ \"settings\": { \"lambda\": 0.9, \"w_stepsize\": 0.02, \"patience\": 7, \"dataset\": \"x\" }, \"steps_run\": 3 }"
    )]
    public void NamesInEveryStyleAreAccepted(string json)
    {
        using var gsp = new ProgramRun();
        ProgramResult result = gsp.Learn(
            Series.Ring(3, 80),
            "--mode",
            "reference",
            "--config",
            gsp.Write("c.json", json)
        );
        Assert.True(result.Code == 0, result.Error);
        JsonObject settings = gsp.Json("metrics.json")["settings"]!.AsObject();
        Assert.Equal(0.9, settings["ForgettingFactor"]!.GetValue<double>());
        Assert.Equal(0.02, settings["ShiftStepSize"]!.GetValue<double>());
        Assert.Equal(7, settings["Patience"]!.GetValue<int>());
        Assert.Equal(
            json.Contains("steps_run", StringComparison.Ordinal),
            result.Error.Contains("ignored", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void TheStudysSwitchesAreTranslated()
    {
        using var gsp = new ProgramRun();
        string config = gsp.Write(
            "c.json",
            """
            { "settings": { "impl": "numpy AdaCGP_numpy.py", "P": 2, "mus": [0.1, 0.2], "use_path_1": false, "alternate": true,
              "monitor_debiasing": "pred_error_recursive_moving_average", "use_eig_stepsize": false, "use_armijo_w": false,
              "use_armijo_h": false, "T": 20 } }
            """
        );
        Assert.Equal(0, gsp.Learn(Series.Ring(3, 80), "--mode", "reference", "--config", config).Code);
        JsonObject metrics = gsp.Json("metrics.json");
        JsonObject settings = metrics["settings"]!.AsObject();
        Assert.Equal(20, metrics["steps"]!.GetValue<int>());
        Assert.Equal("Numpy", settings["Implementation"]!.GetValue<string>());
        Assert.Equal("Path2", settings["Path"]!.GetValue<string>());
        Assert.Equal("Alternating", settings["Debiasing"]!.GetValue<string>());
        Assert.Equal("Filters", settings["Monitor"]!.GetValue<string>());
        Assert.False(settings["EigenvalueStep"]!.GetValue<bool>());
        Assert.Equal(2, metrics["order"]!.GetValue<int>());
    }

    [Fact]
    public void TheCommandLineOverridesTheFileAndNestedOptionsAreFound()
    {
        using var gsp = new ProgramRun();
        string config = gsp.Write("c.json", "{ \"stopping\": { \"smoothing\": 0.2 }, \"penalty\": 0.3 }");
        ProgramResult result = gsp.Learn(
            Series.Ring(3, 80),
            "--method",
            "tirso",
            "--config",
            config,
            "--set",
            "penalty=0.4",
            "--set",
            "stopping.patience=50"
        );
        Assert.True(result.Code == 0, result.Error);
        JsonObject settings = gsp.Json("metrics.json")["settings"]!.AsObject();
        Assert.Equal(0.4, settings["Penalty"]!.GetValue<double>());
        Assert.Equal(0.2, settings["Stopping.Smoothing"]!.GetValue<double>());
        Assert.Equal(50, settings["Stopping.Patience"]!.GetValue<int>());
    }

    [Fact]
    public void GivenSettingsReplaceAutomaticOnes()
    {
        using var gsp = new ProgramRun();
        string table = Series.Ring(4, 300);
        gsp.Learn(table);
        Assert.True(gsp.Json("metrics.json")["settings"]!.AsObject().ContainsKey("ChosenOrder"));
        Assert.Equal(0, gsp.Learn(table, "--set", "order=1").Code);
        Assert.Equal(1, gsp.Json("metrics.json")["order"]!.GetValue<int>());
        Assert.Equal(0, gsp.Learn(table, "--set", "polynomial=Off").Code);
        Assert.Equal("Off", gsp.Json("metrics.json")["settings"]!["Polynomial"]!.GetValue<string>());
        Assert.Equal(0, gsp.Learn(table, "--set", "expectedFalseEdges=[0.5, 2]").Code);
        Assert.Equal(0, gsp.Learn(table, "--support", gsp.Write("a.csv", Series.RingTruth(4))).Code);
        Assert.All(Enumerable.Range(0, 4), i => Assert.Equal(0, gsp.Table("shift_operator.csv")[i][i]));
    }

    [Theory]
    [InlineData("[1, 2]", "object of options")]
    [InlineData("{ \"lambda\": }", "byte 12")]
    [InlineData("{ \"lambda\": 0.9, \"lambda\": 0.8 }", "stands twice")]
    public void ADamagedFileIsData(string json, string word)
    {
        using var gsp = new ProgramRun();
        ProgramResult result = gsp.Learn(
            Series.Ring(3, 80),
            "--mode",
            "reference",
            "--config",
            gsp.Write("c.json", json)
        );
        Assert.Equal(ExitCode.Data, result.Code);
        Assert.Contains(word, result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnUnknownOptionInSettingsIsAnErrorAndOutsideANotice()
    {
        using var gsp = new ProgramRun();
        string inside = gsp.Write("in.json", "{ \"settings\": { \"lambda\": 0.9, \"colour\": 1 } }");
        ProgramResult refused = gsp.Learn(Series.Ring(3, 80), "--mode", "reference", "--config", inside);
        Assert.Equal(ExitCode.Usage, refused.Code);
        Assert.Contains("'colour'", refused.Message, StringComparison.Ordinal);
        string outside = gsp.Write("out.json", "{ \"settings\": { \"lambda\": 0.9 }, \"colour\": 1 }");
        ProgramResult taken = gsp.Learn(Series.Ring(3, 80), "--mode", "reference", "--config", outside);
        Assert.Equal(0, taken.Code);
        Assert.Contains("ignored colour", taken.Error, StringComparison.Ordinal);
    }
}
