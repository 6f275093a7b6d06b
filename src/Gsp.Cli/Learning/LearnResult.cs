using Gsp.Topology;

namespace Gsp.Cli;

/// <summary>What a run of <c>gsp learn</c> found.</summary>
/// <param name="Fit">The learned graph.</param>
/// <param name="Steps">Its course; without rows for batch methods.</param>
/// <param name="Options">The options in force.</param>
/// <param name="Seconds">Time spent learning.</param>
/// <param name="Score">Comparison with the truth; null where none was given.</param>
/// <param name="ForecastNmse">Mean a-priori error; null where the method has none.</param>
/// <param name="PredictionNmse">Mean a-posteriori error; null where the method has none.</param>
internal sealed record LearnResult(
    TopologyFit Fit,
    StepTable Steps,
    object Options,
    double Seconds,
    TopologyScore? Score,
    double? ForecastNmse,
    double? PredictionNmse
)
{
    /// <summary>Number of steps: learned samples for streams, all samples for batch methods.</summary>
    public int StepCount => Steps.Count > 0 ? Steps.Count : Fit.Samples;
}
