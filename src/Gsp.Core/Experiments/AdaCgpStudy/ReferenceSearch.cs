using Gsp.Compute;
using Gsp.Random;
using Gsp.Topology;

namespace Gsp.Experiments;

/// <summary>Random search of the sparsity weights by the prediction error alone, as the authors chose theirs.</summary>
/// <remarks>Their criterion is the error of the polynomial coefficients in the debiased window; the truth is only reported beside it, for the
/// frontier. Trials are independent and index-seeded, so any number of threads gives the same list.</remarks>
public static class ReferenceSearch
{
    /// <summary>One trial: its weights and what came out.</summary>
    /// <param name="Weights">mu, P values.</param>
    /// <param name="Score">The debiased window's scores.</param>
    public sealed record Trial(IReadOnlyList<double> Weights, MethodScore Score);

    /// <summary>Runs the trials.</summary>
    /// <param name="recording">The recording to tune on.</param>
    /// <param name="start">The settings whose weights are replaced.</param>
    /// <param name="trials">Number of trials.</param>
    /// <param name="stream">Draws the weights, log-uniform in the given range.</param>
    /// <param name="range">Lowest and highest weight.</param>
    /// <param name="backend">Where dense products run; one thread each.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <returns>All trials, best prediction first.</returns>
    public static IReadOnlyList<Trial> Run(
        StudyRecording recording,
        ReferenceOptions start,
        int trials,
        RandomStream stream,
        (double Low, double High) range,
        Backend backend,
        CancellationToken cancellation = default
    )
    {
        var results = new Trial[trials];
        Parallel.For(
            0,
            trials,
            new ParallelOptions
            {
                CancellationToken = cancellation,
                MaxDegreeOfParallelism = Environment.ProcessorCount,
            },
            index =>
            {
                RandomStream own = stream.Split(index);
                double[] weights =
                [
                    .. Enumerable
                        .Range(0, start.Order)
                        .Select(_ => range.Low * Math.Pow(range.High / range.Low, own.NextUniform())),
                ];
                (MethodScore score, _) = ReferenceRun.Score(
                    "search",
                    recording,
                    start with
                    {
                        SparsityWeights = weights,
                    },
                    backend,
                    0,
                    cancellation
                );
                results[index] = new Trial(weights, score);
            }
        );
        return [.. results.OrderBy(trial => Finite(trial.Score.CoefficientPrediction))];
    }

    private static double Finite(double value) => double.IsFinite(value) ? value : double.MaxValue;
}
