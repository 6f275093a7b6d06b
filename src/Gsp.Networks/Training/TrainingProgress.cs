using System.Globalization;

namespace Gsp.Networks;

/// <summary>Where a training stands after a step.</summary>
/// <param name="Step">Steps taken.</param>
/// <param name="TotalSteps">Steps to take, unless it stops early.</param>
/// <param name="Epoch">Epochs completed.</param>
/// <param name="Loss">The loss of the step.</param>
/// <param name="GradientNorm">The norm of all gradients, before clipping.</param>
/// <param name="LearningRate">The rate of the step.</param>
/// <param name="Measure">The evaluation after the step; null where there was none.</param>
/// <param name="StepsPerSecond">The mean speed since the run was begun or resumed.</param>
/// <param name="TimeLeft">At that speed.</param>
public readonly record struct TrainingProgress(
    long Step,
    long TotalSteps,
    long Epoch,
    double Loss,
    double GradientNorm,
    double LearningRate,
    double? Measure,
    double StepsPerSecond,
    TimeSpan TimeLeft
)
{
    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"step {Step} of {TotalSteps}, epoch {Epoch}, loss {Loss:g4}, gradient norm {GradientNorm:g4}, rate {LearningRate:g4}{(Measure is null ? "" : $", measure {Measure:g4}")}, {StepsPerSecond:f1} steps/s, {TimeLeft:hh\\:mm\\:ss} left"
        );
}
