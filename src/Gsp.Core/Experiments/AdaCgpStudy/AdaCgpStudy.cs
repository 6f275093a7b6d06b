using System.Diagnostics;
using Gsp.Compute;
using Gsp.Random;
using Gsp.Topology;

namespace Gsp.Experiments;

/// <summary>The AdaCGP study: the published table repeated, and beside it the comparison that the paper leaves out.</summary>
/// <remarks>Every run is an independent, index-seeded task, so any number of threads gives the same tables.</remarks>
public static class AdaCgpStudy
{
    private const int HigherOrderLags = 3;

    /// <summary>Runs the study.</summary>
    /// <param name="options">How much of it.</param>
    /// <param name="progress">Receives the fraction done.</param>
    /// <param name="cancellation">Stops the study.</param>
    /// <param name="store">Keeps finished runs, so that an interrupted study does not repeat them; null for none.</param>
    /// <returns>All scores.</returns>
    public static StudyResult Run(
        AdaCgpStudyOptions options,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default,
        StudyScoreStore? store = null
    )
    {
        options.Validate();
        var clock = Stopwatch.StartNew();
        // One thread a run: the runs themselves fill the cores.
        Backend backend = Backend.ManagedWith(1);
        StudyRecording[] recordings =
        [
            .. PublishedTables.Families.SelectMany(family =>
                Enumerable
                    .Range(1, options.Seeds)
                    .Select(seed => StudyRecording.Published(family, seed, options.Samples, options.Nodes))
            ),
        ];
        StudyRecording[] higherOrder =
        [
            .. PublishedTables.Families.SelectMany(family =>
                Enumerable.Range(1, options.Seeds).Select(seed => HigherOrder(family, seed, options))
            ),
        ];
        List<StudyTask> published =
        [
            .. recordings.SelectMany(recording => PublishedTasks(recording, options, backend)),
        ];
        List<StudyTask> comparison =
        [
            .. recordings.SelectMany(recording => ComparisonTasks(recording, 1, options, backend)),
        ];
        List<StudyTask> higher =
        [
            .. higherOrder.SelectMany(recording => ComparisonTasks(recording, HigherOrderLags, options, backend)),
        ];
        MethodScore[][] scores = RunAll(
            [.. published, .. comparison, .. higher],
            options,
            progress,
            store,
            cancellation
        );
        TrackingResult tracking = TrackingStudy.Run(
            options.Nodes,
            options.TrackingForgetting,
            new RandomStream(StudyRecording.TopologySeed).Split("tracking"),
            cancellation
        );
        return new StudyResult(
            options,
            [.. scores[..published.Count].SelectMany(rows => rows)],
            [.. scores[published.Count..(published.Count + comparison.Count)].SelectMany(rows => rows)],
            [.. scores[(published.Count + comparison.Count)..].SelectMany(rows => rows)],
            tracking,
            recordings.GroupBy(r => r.Family).ToDictionary(g => g.Key, g => g.First().Truth),
            clock.Elapsed.TotalSeconds
        );
    }

    /// <summary>The rows of the published table: the four variants, and the baselines as the authors scored them.</summary>
    private static IEnumerable<StudyTask> PublishedTasks(
        StudyRecording recording,
        AdaCgpStudyOptions options,
        Backend backend
    )
    {
        foreach (AdaCgpPath path in new[] { AdaCgpPath.Path2, AdaCgpPath.Path1 })
        {
            foreach (
                AdaCgpDebiasing debiasing in new[] { AdaCgpDebiasing.Alternating, AdaCgpDebiasing.AfterConvergence }
            )
            {
                string name = $"P{(int)path}-{(debiasing == AdaCgpDebiasing.Alternating ? "ADB" : "DB")}";
                yield return new StudyTask(
                    recording.Family,
                    recording.Seed,
                    name,
                    token =>
                    {
                        (MethodScore debiased, MethodScore? penalised) = ReferenceRun.Score(
                            name,
                            recording,
                            ReferenceSettings.For(recording.Family, path, debiasing),
                            backend,
                            recording.Seed == 1 ? 25 : 0,
                            token
                        );
                        return penalised is null ? [debiased] : [debiased, penalised];
                    }
                );
            }
        }
        foreach ((string name, Func<ITopologyLearner> learner) in StudyMethods.Published(options.Full, backend))
        {
            // The published baselines stop after about two thousand samples; the same VAR fit there scores what their table prints.
            yield return Batch(
                name,
                learner,
                recording,
                Math.Min(2000, options.Samples - options.ForecastSamples),
                options
            );
        }
    }

    private static IEnumerable<StudyTask> ComparisonTasks(
        StudyRecording recording,
        int lags,
        AdaCgpStudyOptions options,
        Backend backend
    )
    {
        foreach ((string name, Func<ITopologyLearner> learner) in StudyMethods.Comparison(options.Full, lags, backend))
        {
            yield return Batch(name, learner, recording, options.ComparisonSamples, options);
        }
        yield return new StudyTask(
            recording.Family,
            recording.Seed,
            StudyMethods.Oracle,
            _ => [BatchRun.SupportOracle(recording, options.ComparisonSamples, options.ForecastSamples, lags, backend)]
        );
    }

    private static StudyTask Batch(
        string name,
        Func<ITopologyLearner> learner,
        StudyRecording recording,
        int samples,
        AdaCgpStudyOptions options
    ) =>
        new(
            recording.Family,
            recording.Seed,
            name,
            token => [BatchRun.Score(name, learner(), recording, samples, options.ForecastSamples, token)]
        );

    private static StudyRecording HigherOrder(string family, int seed, AdaCgpStudyOptions options)
    {
        RandomStream stream = new RandomStream(StudyRecording.TopologySeed).Split("higher order").Split(family);
        CausalGraphProcess process = PublishedProcesses.CreateHigherOrder(
            StudyRecording.FamilyOf(family),
            options.Nodes,
            stream.Split("process")
        );
        ProcessSimulation simulation = process.Simulate(
            stream.Split("noise").Split(seed),
            new ProcessSimulationOptions { Samples = options.ComparisonSamples + options.ForecastSamples }
        );
        return new StudyRecording(family, seed, simulation.Samples, process.ShiftOperator(), process.Filters());
    }

    private static MethodScore[][] RunAll(
        IReadOnlyList<StudyTask> tasks,
        AdaCgpStudyOptions options,
        IProgress<double>? progress,
        StudyScoreStore? store,
        CancellationToken cancellation
    )
    {
        var results = new IReadOnlyList<MethodScore>?[tasks.Count];
        for (int index = 0; index < tasks.Count; index++)
        {
            results[index] = store?.Find(options, index, tasks[index]);
        }
        int[] open = [.. Enumerable.Range(0, tasks.Count).Where(index => results[index] is null)];
        int done = tasks.Count - open.Length;
        Parallel.For(
            0,
            open.Length,
            new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation },
            k =>
            {
                int index = open[k];
                IReadOnlyList<MethodScore> scores = tasks[index].Run(cancellation);
                store?.Keep(options, index, tasks[index], scores);
                results[index] = scores;
                progress?.Report((double)Interlocked.Increment(ref done) / tasks.Count);
            }
        );
        return [.. results.Select(scores => scores!.ToArray())];
    }
}
