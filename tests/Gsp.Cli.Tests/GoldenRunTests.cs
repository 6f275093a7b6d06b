using Gsp.Testing;
using Xunit;

namespace Gsp.Cli.Tests;

/// <summary>Runs of the authors' programs, repeated through the command line from their own setting files.</summary>
public sealed class GoldenRunTests
{
    public static TheoryData<string, string> Baselines =>
        new()
        {
            { "TISO", "tiso" },
            { "TISO_fixed_step", "tiso" },
            { "TIRSO", "tirso" },
            { "SDSEM", "sdsem" },
            { "VAR", "var" },
            { "GrangerVAR", "granger" },
            { "GLasso", "glasso" },
            { "GLSigRep", "glsigrep" },
            { "PMIME", "pmime" },
        };

    [Fact]
    public void EveryRunIsRepeated()
    {
        string runs = TestData.SharedOrSkip("golden", "adacgp", "runs");
        Assert.All(Directory.GetDirectories(runs), folder => Repeat(Path.GetFileName(folder)));
    }

    [Theory]
    [MemberData(nameof(Baselines))]
    public void BaselinesAreRepeated(string run, string method)
    {
        string folder = TestData.SharedOrSkip("golden", "adacgp", "baselines", run);
        string samples = TestData.SharedOrSkip("golden", "adacgp", "data", "kr10", "x.csv");
        using var gsp = new ProgramRun();
        string[] columns = run == "PMIME" ? ["--columns", "1,2,3,4"] : [];
        ProgramResult result = gsp.Run([
            "learn",
            samples,
            "--mode",
            "reference",
            "--method",
            method,
            "--config",
            Path.Combine(folder, "meta.json"),
            "--out",
            gsp.Out,
            .. columns,
        ]);
        Assert.True(result.Code == 0, result.Error);
        bool solver = run is "GLasso" or "GLSigRep" or "PMIME" or "GrangerVAR";
        Close.Relative(
            Flat(gsp.Table("shift_operator.csv")),
            Flat(Golden.Csv(Path.Combine(folder, "W_final.csv"))),
            solver ? 1e-4 : 1e-12,
            run
        );
    }

    private static void Repeat(string run)
    {
        string folder = TestData.SharedOrSkip("golden", "adacgp", "runs", run);
        string set = run.Split('_')[0];
        string data = TestData.SharedOrSkip("golden", "adacgp", "data", set);
        using var gsp = new ProgramRun();
        bool optical = run.Contains("optical", StringComparison.Ordinal);
        string[] extra = optical
            ? ["--support", Path.Combine(data, "adjacency.csv")]
            : ["--truth", Path.Combine(data, "W_true.csv"), "--truth-filters", Path.Combine(data, "Psi_true.csv")];
        ProgramResult result = gsp.Run([
            "learn",
            Path.Combine(data, "x.csv"),
            "--mode",
            "reference",
            "--config",
            Path.Combine(folder, "meta.json"),
            "--out",
            gsp.Out,
            .. extra,
        ]);
        Assert.True(result.Code == 0, $"{run}: {result.Error}");
        string steps = Path.Combine(folder, "steps.csv");
        string[] header = Golden.Header(steps);
        double[][] expected = Golden.Csv(steps);
        (string[] names, double[][] actual) = Steps(Path.Combine(gsp.Out, "steps.csv"));
        Assert.Equal(expected.Length, actual.Length);
        // The two runs that search by SciPy's own line search agree less closely.
        double tolerance = run.EndsWith("armijo", StringComparison.Ordinal) && optical ? 1e-4 : 1e-8;
        string[] compared = optical
            ? ["pred_error"]
            :
            [
                "pred_error",
                "w_error",
                "filter_error",
                "p_miss",
                "p_false_alarm",
                "precision",
                "recall",
                "f1",
                "num_non_zero_elements",
            ];
        foreach (string column in compared)
        {
            Close.Relative(
                Column(actual, Array.IndexOf(names, column)),
                Column(expected, Array.IndexOf(header, column)),
                tolerance,
                $"{run} {column}"
            );
        }
        Close.Relative(
            Column(actual, Array.IndexOf(names, "pred_error_from_h")),
            Column(expected, Array.IndexOf(header, "pred_error_from_h")),
            Math.Max(1e-5, tolerance),
            $"{run} pred_error_from_h"
        );
    }

    private static (string[] Names, double[][] Rows) Steps(string path)
    {
        Gsp.Files.NumericTable table = Gsp.Files.Csv.Read(path, new Gsp.Files.CsvOptions { Separator = ',' });
        return ([.. table.Names], table.Values.ToRowArrays());
    }

    private static double[] Column(double[][] rows, int column) => [.. rows.Select(row => row[column])];

    private static double[] Flat(double[][] rows) => [.. rows.SelectMany(row => row)];
}
