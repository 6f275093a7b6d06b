using System.Globalization;

namespace Gsp.Topology;

/// <summary>What one step of a reference run did.</summary>
/// <param name="Step">Number of the step from 0; -1 while the lags fill.</param>
/// <param name="Stopped">Whether the run has stopped by its own criterion; the sample was then not used.</param>
/// <param name="FilterLoss">The forgotten loss L of the filters before the step.</param>
/// <param name="AprioriError">|x_t - Psi z_t|^2 / |x_t|^2 with the filters reported before this sample: the forecast error.</param>
/// <param name="FilterError">The same with the filters reported after the step: the error that the authors print.</param>
/// <param name="CoefficientError">|x_t - Y_t h|^2 / |x_t|^2 after the step.</param>
/// <param name="AverageFilterError">Running average of <paramref name="FilterError"/>.</param>
/// <param name="AverageCoefficientError">Running average of <paramref name="CoefficientError"/>.</param>
/// <param name="FirstConverged">Whether the penalised phase has converged.</param>
/// <param name="SecondConverged">Whether the debiased phase has converged.</param>
/// <param name="Edges">Non-zeros of the reported shift operator.</param>
public readonly record struct ReferenceUpdate(
    int Step,
    bool Stopped,
    double FilterLoss,
    double AprioriError,
    double FilterError,
    double CoefficientError,
    double AverageFilterError,
    double AverageCoefficientError,
    bool FirstConverged,
    bool SecondConverged,
    int Edges
)
{
    /// <inheritdoc/>
    public override string ToString() =>
        Step < 0 ? "filling the lags"
        : Stopped ? string.Create(CultureInfo.InvariantCulture, $"stopped before step {Step}")
        : string.Create(
            CultureInfo.InvariantCulture,
            $"step {Step}: forecast error {AprioriError:g4}, after the step {FilterError:g4}, {Edges} edges"
        );
}
