using System.Diagnostics;
using Gsp.Compute;
using Gsp.Random;

namespace Gsp.Experiments;

/// <summary>The AdaCGP study: the published table repeated, and beside it the comparison that the paper leaves out.</summary>
/// <remarks>Every run is an independent, index-seeded task, so any number of threads gives the same tables.</remarks>
public static class AdaCgpStudy
{
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
        IReadOnlyList<StudyTask>[] parts =
        [
            [.. recordings.SelectMany(recording => StudyTasks.Published(recording, options, backend))],
            [.. recordings.SelectMany(recording => StudyTasks.Comparison(recording, 1, options, backend))],
            [.. StudyTasks.HigherOrder(options, backend)],
            [.. ReferenceSearch.Tasks(options, backend)],
        ];
        IReadOnlyList<MethodScore>[] scores = RunAll(parts, options, progress, store, cancellation);
        TrackingResult tracking = TrackingStudy.Run(
            options.Nodes,
            options.TrackingForgetting,
            new RandomStream(StudyRecording.TopologySeed).Split("tracking"),
            cancellation
        );
        return new StudyResult(
            options,
            scores[0],
            scores[1],
            scores[2],
            ReferenceSearch.Collect(scores[3], options.Trials),
            tracking,
            recordings.GroupBy(r => r.Family).ToDictionary(g => g.Key, g => g.First().Truth),
            clock.Elapsed.TotalSeconds
        );
    }

    /// <summary>Runs all parts as one list of tasks, so that no core waits at the end of a part.</summary>
    private static IReadOnlyList<MethodScore>[] RunAll(
        IReadOnlyList<StudyTask>[] parts,
        AdaCgpStudyOptions options,
        IProgress<double>? progress,
        StudyScoreStore? store,
        CancellationToken cancellation
    )
    {
        StudyTask[] tasks = [.. parts.SelectMany(part => part)];
        var results = new IReadOnlyList<MethodScore>?[tasks.Length];
        for (int index = 0; index < tasks.Length; index++)
        {
            results[index] = store?.Find(options, index, tasks[index]);
        }
        int[] open = [.. Enumerable.Range(0, tasks.Length).Where(index => results[index] is null)];
        int done = tasks.Length - open.Length;
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
                progress?.Report((double)Interlocked.Increment(ref done) / tasks.Length);
            }
        );
        var scored = new IReadOnlyList<MethodScore>[parts.Length];
        int start = 0;
        for (int part = 0; part < parts.Length; part++)
        {
            scored[part] = [.. results[start..(start + parts[part].Count)].SelectMany(scores => scores!)];
            start += parts[part].Count;
        }
        return scored;
    }
}
