using Gsp.Compute;
using Gsp.Random;
using Gsp.Topology;

namespace Gsp.Experiments;

/// <summary>The study as a list of independent runs.</summary>
internal static class StudyTasks
{
    private const int HigherOrderLags = 3;

    /// <summary>The rows of the published table: the four variants, and the baselines as the authors scored them.</summary>
    public static IEnumerable<StudyTask> Published(
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
        foreach (
            (string name, Func<int, IOnlineTopologyEstimator> create) in StudyMethods.Streaming(options.Full, backend)
        )
        {
            yield return new StudyTask(
                recording.Family,
                recording.Seed,
                name,
                token =>
                    [StreamedRun.Score(name, create(options.Nodes), recording, ReferenceSettings.TablePatience, token)]
            );
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

    /// <summary>Every method on the same samples of one recording, and the oracle.</summary>
    public static IEnumerable<StudyTask> Comparison(
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

    /// <summary>The comparison on processes whose later lags matter.</summary>
    public static IEnumerable<StudyTask> HigherOrder(AdaCgpStudyOptions options, Backend backend) =>
        PublishedTables.Families.SelectMany(family =>
            Enumerable
                .Range(1, options.Seeds)
                .SelectMany(seed =>
                    Comparison(HigherOrderRecording(family, seed, options), HigherOrderLags, options, backend)
                )
        );

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

    private static StudyRecording HigherOrderRecording(string family, int seed, AdaCgpStudyOptions options)
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
}
