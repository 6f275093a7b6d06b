using Gsp.Compute;
using Gsp.Topology;

namespace Gsp.Experiments;

/// <summary>One point of the sweep: a penalty, the number of edges that it leaves, and the scores.</summary>
/// <param name="Family">The family.</param>
/// <param name="Weight">mu_1.</param>
/// <param name="Edges">Edges found at the end.</param>
/// <param name="Score">The scores of the debiased window.</param>
public sealed record SweepPoint(string Family, double Weight, int Edges, MethodScore Score);

/// <summary>The error of the polynomial coefficients against the number of edges, as the first penalty is varied.</summary>
/// <remarks>The published figure varies every setting in 20,000 trials; here only mu_1 moves, which is what decides the number of edges.</remarks>
public static class SparsitySweep
{
    /// <summary>Runs path 1 with alternating debias over a grid of penalties.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="weights">The values of mu_1.</param>
    /// <param name="samples">Rows of the recording to use.</param>
    /// <param name="cancellation">Stops the sweep.</param>
    /// <returns>One point a value, in their order.</returns>
    public static IReadOnlyList<SweepPoint> Run(
        StudyRecording recording,
        IReadOnlyList<double> weights,
        int samples,
        CancellationToken cancellation = default
    )
    {
        var points = new SweepPoint[weights.Count];
        StudyRecording head = recording.Head(samples);
        ReferenceOptions start = ReferenceSettings.For(recording.Family, AdaCgpPath.Path1, AdaCgpDebiasing.Alternating);
        for (int k = 0; k < weights.Count; k++)
        {
            (MethodScore score, _) = ReferenceRun.Score(
                "P1-ADB",
                head,
                start with
                {
                    SparsityWeights = [weights[k], .. start.SparsityWeights.Skip(1)],
                    Patience = 500,
                },
                Backend.ManagedWith(1),
                0,
                cancellation
            );
            points[k] = new SweepPoint(
                recording.Family,
                weights[k],
                score.Estimate.Enumerate().Count(w => w != 0),
                score
            );
        }
        return points;
    }

    /// <summary>A grid of penalties, evenly spaced in their logarithm.</summary>
    /// <param name="low">Smallest.</param>
    /// <param name="high">Largest.</param>
    /// <param name="count">How many, 2 or more.</param>
    /// <returns>The values, ascending.</returns>
    public static IReadOnlyList<double> Grid(double low, double high, int count) =>
        [.. Enumerable.Range(0, count).Select(k => low * Math.Pow(high / low, (double)k / (count - 1)))];
}
