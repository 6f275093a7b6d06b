using System.Globalization;
using System.Text.Json;
using Gsp.Numerics;
using Gsp.Testing;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Topology;

/// <summary>The reference mode repeats the authors' runs: Psi, W and their errors to 1e-8, h and its error to 1e-5, every switch and stop.</summary>
public sealed class ReferenceParityTests
{
    /// <summary>Runs of the torch and numpy programs.</summary>
    public static TheoryData<string> Runs =>
        [
            "er20_P1_DB",
            "er20_P2_ADB",
            "er20_P2_DB",
            "kr10_P1_ADB",
            "kr10_P1_DB",
            "kr10_P1_DB_armijo",
            "kr10_P2_ADB",
            "kr10_P2_ADB_armijo",
            "kr10_P2_DB",
            "kr10_numpy_P1_DB",
            "kr10_numpy_P1_fixed_steps",
            "kr10_numpy_P2_ADB",
            "kr10_numpy_P2_fixed_steps",
            "rnd8_P1_ADB",
            "rnd8_P1_DB",
            "rnd8_P1_DB_recursive_h",
            "rnd8_P2_ADB",
            "rnd8_P2_DB_monitor_psi",
            "sbm20_P1_ADB",
            "sbm20_P2_ADB",
            "sbm20_P2_DB",
        ];

    /// <summary>Runs of the optical program, with and without SciPy's line search.</summary>
    public static TheoryData<string> OpticalRuns =>
        ["grid16_optical_P1_armijo", "grid16_optical_P2_armijo", "grid16_optical_P2_eig"];

    [Theory]
    [MemberData(nameof(Runs))]
    public void RepeatsTheRun(string name)
    {
        string root = TestData.SharedOrSkip("golden", "adacgp");
        Check(new GoldenRun(Path.Combine(root, "runs", name), Path.Combine(root, "data")));
    }

    [Fact]
    public void RepeatsTheRunStoredWithTheTests()
    {
        string root = Path.Combine(AppContext.BaseDirectory, "Golden", "adacgp");
        Check(new GoldenRun(Path.Combine(root, "runs", "rnd8_P1_DB"), Path.Combine(root, "data")));
    }

    [Theory]
    [MemberData(nameof(OpticalRuns))]
    public void RepeatsTheCardiacRun(string name)
    {
        string root = TestData.SharedOrSkip("golden", "adacgp");
        var run = new GoldenRun(Path.Combine(root, "runs", name), Path.Combine(root, "data"));
        var shifts = new Dictionary<int, double[]>();
        TopologyFit fit = new AdaCgpReferenceLearner(run.Options, run.Support)
        {
            OnStep = (estimator, update) => shifts[update.Step] = estimator.ShiftOperator.ToArray(),
        }.Fit(run.Samples);
        foreach (string file in Directory.GetFiles(run.Folder, "W_after_step_*.csv"))
        {
            int step = int.Parse(
                Path.GetFileNameWithoutExtension(file)["W_after_step_".Length..],
                CultureInfo.InvariantCulture
            );
            Close.Relative(shifts[step], GoldenRun.Table(file).ToRowMajor(), 1e-4, $"W after step {step}");
        }
        Close.Relative(
            fit.Filters!.ToRowMajor(),
            GoldenRun.Table(Path.Combine(run.Folder, "Psi_final.csv")).ToRowMajor(),
            1e-4,
            "Psi"
        );
        Close.Relative([.. fit.Coefficients!], Flat(Path.Combine(run.Folder, "h_final.csv")), 1e-4, "h");
        foreach (string column in new[] { "pred_error", "pred_error_from_h", "ema_pred_error", "ema_pred_error_h" })
        {
            Close.Relative([.. fit.Trace![column]], run.Column(column)!, 1e-4, column);
        }
        Assert.Equal(run.Column("first_converged"), fit.Trace!["first_alg_converged_status"]);
    }

    private static void Check(GoldenRun run)
    {
        Dictionary<int, JsonElement> states = ReadStates(run, out JsonDocument document);
        using (document)
        {
            var shiftErrors = new List<double>();
            var filterErrors = new List<double>();
            var learner = new AdaCgpReferenceLearner(run.Options, MostSteps: run.MostSteps)
            {
                OnStep = (estimator, update) =>
                {
                    shiftErrors.Add(Nmse(estimator.ShiftOperator, run.Truth!));
                    filterErrors.Add(Nmse(estimator.Filters, run.FilterTruth!));
                    if (states.TryGetValue(update.Step + 1, out JsonElement golden))
                    {
                        CheckState(estimator, golden, update.Step + 1);
                    }
                },
            };
            TopologyFit fit = learner.Fit(run.Samples);
            Assert.Equal(run.Steps, fit.Samples);
            Close.Relative(CollectionsOf(fit, "psi_losses"), run.Column("psi_losses")!, 1e-8, "psi_losses");
            Close.Relative(CollectionsOf(fit, "pred_error"), run.Column("pred_error")!, 1e-8, "pred_error");
            Close.Relative(CollectionsOf(fit, "ema_pred_error"), run.Column("ema_pred_error")!, 1e-8, "ema_pred_error");
            Close.Relative(
                CollectionsOf(fit, "pred_error_from_h"),
                run.Column("pred_error_from_h")!,
                1e-5,
                "pred_error_from_h"
            );
            Close.Relative(
                CollectionsOf(fit, "ema_pred_error_h"),
                run.Column("ema_pred_error_h")!,
                1e-5,
                "ema_pred_error_h"
            );
            Close.Relative([.. shiftErrors], run.Column("w_error")!, 1e-8, "w_error");
            Close.Relative([.. filterErrors], run.Column("filter_error")!, 1e-8, "filter_error");
            Assert.Equal(run.Column("num_non_zero_elements"), fit.Trace!["num_non_zero_elements"]);
            Assert.Equal(run.Column("first_alg_converged_status"), fit.Trace!["first_alg_converged_status"]);
            Assert.Equal(run.Column("second_alg_converged_status"), fit.Trace!["second_alg_converged_status"]);
            Close.Relative(
                fit.ShiftOperator.ToRowMajor(),
                GoldenRun.Table(Path.Combine(run.Folder, "W_reported_final.csv")).ToRowMajor(),
                1e-8,
                "W"
            );
            string filters = Path.Combine(run.Folder, "Psi_reported_final.csv");
            if (File.Exists(filters))
            {
                Close.Relative(fit.Filters!.ToRowMajor(), GoldenRun.Table(filters).ToRowMajor(), 1e-8, "Psi");
            }
            Close.Relative([.. fit.Coefficients!], Flat(Path.Combine(run.Folder, "h_final.csv")), 1e-5, "h");
        }
    }

    private static void CheckState(AdaCgpReference estimator, JsonElement golden, int after)
    {
        void Same(string key, ReadOnlySpan<double> actual, double tolerance) =>
            Close.Relative(actual, Numbers(golden.GetProperty(key)), tolerance, $"{key} after {after} steps");
        Same("Psi", estimator.State.Filters.Values, 1e-8);
        Same("Psi_pos", estimator.State.Positive, 1e-8);
        Same("Psi_neg", estimator.State.Negative, 1e-8);
        Same("W", estimator.State.Shift, 1e-8);
        Same("W_pos", estimator.State.ShiftPositive, 1e-8);
        Same("W_neg", estimator.State.ShiftNegative, 1e-8);
        Same("h", estimator.Coefficients, 1e-5);
    }

    private static Dictionary<int, JsonElement> ReadStates(GoldenRun run, out JsonDocument document)
    {
        document = JsonDocument.Parse(File.ReadAllText(Path.Combine(run.Folder, "state_after_t_steps.json")));
        return document
            .RootElement.EnumerateObject()
            .ToDictionary(p => int.Parse(p.Name, CultureInfo.InvariantCulture), p => p.Value);
    }

    private static double[] Numbers(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array
            ? [.. element.EnumerateArray().SelectMany(Numbers)]
            : [element.GetDouble()];

    private static double Nmse(ReadOnlySpan<double> estimate, Matrix<double> truth)
    {
        double[] expected = truth.ToRowMajor();
        double error = 0;
        double power = 0;
        for (int k = 0; k < expected.Length; k++)
        {
            error += (estimate[k] - expected[k]) * (estimate[k] - expected[k]);
            power += expected[k] * expected[k];
        }
        return error / power;
    }

    private static double[] CollectionsOf(TopologyFit fit, string column) => [.. fit.Trace![column]];

    private static double[] Flat(string path) => [.. Golden.Csv(path).SelectMany(row => row)];
}
