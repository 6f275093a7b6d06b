using System.Text.Json;
using Gsp.Topology;

namespace Gsp.Cli;

/// <summary>The names that the published study's setting files use.</summary>
internal static class StudyAliases
{
    /// <summary>Of the authors' AdaCGP programs.</summary>
    public static IReadOnlyList<OptionAlias> AdaCgp { get; } =
    [
        new("impl", "Implementation", Implementation),
        new("P", "Order"),
        new("lambda", "ForgettingFactor"),
        new("gamma", "CommutatorWeight"),
        new("mus", "SparsityWeights"),
        new("nu", "CoefficientSparsity"),
        new("w_stepsize", "ShiftStepSize"),
        new("h_stepsize", "CoefficientStepSize"),
        new("psi_stepsize", "FilterStepSize"),
        new("ma_alpha", "ErrorAveraging"),
        new("burn_in_debiasing", "BurnIn"),
        new("min_delta_percent", "MinimumImprovement"),
        new("use_armijo", "SearchFilterStep"),
        new("use_armijo_w", "SearchShiftStep"),
        new("use_armijo_h", "SearchCoefficientStep"),
        new("use_eig_stepsize", "EigenvalueStep"),
        new("use_path_1", "Path", value => value.GetBoolean() ? AdaCgpPath.Path1 : AdaCgpPath.Path2),
        new(
            "alternate",
            "Debiasing",
            value => value.GetBoolean() ? AdaCgpDebiasing.Alternating : AdaCgpDebiasing.AfterConvergence
        ),
        new("alternate_mod", "AlternateModulus"),
        new("monitor_debiasing", "Monitor", Monitor),
        new("instant_h", "InstantCoefficients"),
        new("project_to_weight_matrix", "ProjectToSupport"),
    ];

    /// <summary>The same names where the corrected AdaCGP has such an option.</summary>
    public static IReadOnlyList<OptionAlias> CorrectedAdaCgp { get; } =
    [
        new("P", "Order"),
        new("lambda", "Forgetting"),
        new("gamma", "CommutatorWeight"),
        new("mus", "Sparsity"),
        new("nu", "CoefficientPenalty"),
        new("ma_alpha", "ErrorSmoothing"),
        new("burn_in_debiasing", "BurnIn"),
        new("min_delta_percent", "MinimumImprovement"),
        new("use_path_1", "Path", value => value.GetBoolean() ? AdaCgpPath.Path1 : AdaCgpPath.Path2),
        new(
            "alternate",
            "Debias",
            value => value.GetBoolean() ? AdaCgpDebiasing.Alternating : AdaCgpDebiasing.AfterConvergence
        ),
    ];

    /// <summary>Names of the authors' programs that the corrected AdaCGP has no use for.</summary>
    public static IReadOnlyList<string> OnlyReference { get; } =
    [
        "impl",
        "w_stepsize",
        "h_stepsize",
        "psi_stepsize",
        "epsilon",
        "use_armijo",
        "use_armijo_w",
        "use_armijo_h",
        "use_eig_stepsize",
        "warm_up_steps",
        "alternate_mod",
        "monitor_debiasing",
        "instant_h",
        "project_to_weight_matrix",
        "store_all_matrices",
    ];

    /// <summary>Of the stopping rule that the study's baselines share.</summary>
    public static IReadOnlyList<OptionAlias> Stopping { get; } =
    [new("ma_alpha", "Stopping.Smoothing"), new("min_delta_percent", "Stopping.MinimumImprovement")];

    /// <summary>Of the proximal-gradient baselines.</summary>
    public static IReadOnlyList<OptionAlias> Proximal { get; } =
    [
        .. Stopping,
        new("P", "Order"),
        new("lambda", "Penalty"),
        new("epsilon", "Damping"),
        new(
            "use_eig_stepsize",
            "Step",
            value => value.GetBoolean() ? ProximalStep.DoublyNormalised : ProximalStep.Fixed
        ),
        // The study writes 0 where the eigenvalue gives the step.
        new("default_stepsize", "StepSize", value => value.GetDouble() == 0 ? null : value.GetDouble()),
    ];

    private static object Implementation(JsonElement value)
    {
        string text = value.GetString() ?? "";
        return text switch
        {
            _ when text.Contains("optical", StringComparison.OrdinalIgnoreCase) => ReferenceImplementation.Optical,
            _ when text.Contains("numpy", StringComparison.OrdinalIgnoreCase) => ReferenceImplementation.Numpy,
            _ when text.Contains("torch", StringComparison.OrdinalIgnoreCase) || text == "AdaCGP.py" =>
                ReferenceImplementation.Torch,
            _ => throw new FormatException("impl"),
        };
    }

    private static object Monitor(JsonElement value) =>
        value.GetString() switch
        {
            "pred_error_recursive_moving_average" => ReferenceMonitor.Filters,
            "pred_error_recursive_moving_average_h" => ReferenceMonitor.Coefficients,
            string name when Enum.TryParse(name, ignoreCase: true, out ReferenceMonitor monitor) => monitor,
            _ => throw new FormatException("monitor"),
        };
}
