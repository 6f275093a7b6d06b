using Gsp.Compute;
using Gsp.Random;
using Gsp.Topology;

namespace Gsp.Experiments;

/// <summary>Random search of the sparsity weights mu by the prediction error alone.</summary>
/// <remarks>The weights are drawn log-uniformly; the truth is only reported beside the errors, for the frontier. Trials are independent and
/// index-seeded, so any number of threads gives the same list, and more trials begin with the same ones.</remarks>
public static class ReferenceSearch
{
    /// <summary>Seed of the recordings that settings are searched on, as in the published study; the tables use others.</summary>
    public const int Seed = 42;

    private const double Lowest = 0.001;
    private const double Highest = 1;

    /// <summary>One trial: its weights and what came out.</summary>
    /// <param name="Family">RANDOM, ER, KR or SBM.</param>
    /// <param name="Path">P1 or P2.</param>
    /// <param name="Weights">mu, P values.</param>
    /// <param name="Score">The debiased window's scores.</param>
    public sealed record Trial(string Family, AdaCgpPath Path, IReadOnlyList<double> Weights, MethodScore Score);

    /// <summary>Runs the trials on one recording.</summary>
    /// <param name="recording">The recording to tune on.</param>
    /// <param name="start">The settings whose weights are replaced.</param>
    /// <param name="trials">Number of trials.</param>
    /// <param name="backend">Where dense products run; one thread each.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <returns>All trials, least forecast error first.</returns>
    public static IReadOnlyList<Trial> Run(
        StudyRecording recording,
        ReferenceOptions start,
        int trials,
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
                ReferenceOptions options = OptionsOf(recording.Family, start, index);
                MethodScore score = ReferenceRun.Score("search", recording, options, backend, 0, cancellation).Debiased;
                results[index] = new Trial(recording.Family, start.Path, options.SparsityWeights, score);
            }
        );
        return Ranked(results);
    }

    /// <summary>The study's searches as tasks, one a trial.</summary>
    internal static IEnumerable<StudyTask> Tasks(AdaCgpStudyOptions study, Backend backend)
    {
        foreach (string family in PublishedTables.Families)
        {
            StudyRecording recording = StudyRecording.Published(family, Seed, study.Samples, study.Nodes);
            foreach (ReferenceOptions start in Starts(family))
            {
                for (int index = 0; index < study.Trials; index++)
                {
                    string name = FormattableString.Invariant($"P{(int)start.Path}-DB, trial {index}");
                    ReferenceOptions options = OptionsOf(family, start, index);
                    yield return new StudyTask(
                        family,
                        Seed,
                        name,
                        token => [ReferenceRun.Score(name, recording, options, backend, 0, token).Debiased]
                    );
                }
            }
        }
    }

    /// <summary>Puts the scores of <see cref="Tasks"/> back beside their weights.</summary>
    internal static IReadOnlyList<Trial> Collect(IReadOnlyList<MethodScore> scores, int count)
    {
        var trials = new List<Trial>();
        foreach (string family in PublishedTables.Families)
        {
            foreach (ReferenceOptions start in Starts(family))
            {
                trials.AddRange(
                    Ranked(
                        scores
                            .Skip(trials.Count)
                            .Take(count)
                            .Select(
                                (score, index) =>
                                    new Trial(
                                        family,
                                        start.Path,
                                        OptionsOf(family, start, index).SparsityWeights,
                                        score
                                    )
                            )
                    )
                );
            }
        }
        return trials;
    }

    private static IEnumerable<ReferenceOptions> Starts(string family) =>
        new[] { AdaCgpPath.Path1, AdaCgpPath.Path2 }.Select(path =>
            ReferenceSettings.For(family, path, AdaCgpDebiasing.AfterConvergence)
        );

    private static ReferenceOptions OptionsOf(string family, ReferenceOptions start, int index)
    {
        RandomStream stream = new RandomStream(Seed)
            .Split("sparsity weights")
            .Split(family)
            .Split(start.Path.ToString())
            .Split(index);
        return start with
        {
            SparsityWeights =
            [
                .. Enumerable
                    .Range(0, start.Order)
                    .Select(_ => Lowest * Math.Pow(Highest / Lowest, stream.NextUniform())),
            ],
        };
    }

    private static IReadOnlyList<Trial> Ranked(IEnumerable<Trial> trials) =>
        [.. trials.OrderBy(trial => double.IsFinite(trial.Score.Forecast) ? trial.Score.Forecast : double.MaxValue)];
}
