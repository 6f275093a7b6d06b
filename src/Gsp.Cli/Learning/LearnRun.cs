using System.Diagnostics;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Cli;

/// <summary>Runs a method over a recording.</summary>
internal sealed class LearnRun(
    TopologyMethod method,
    object options,
    LearnSamples recording,
    MethodContext context,
    Truth? truth
)
{
    private readonly StreamRun? stream = method.Learner is null
        ? new StreamRun(
            OptionCheck.Of(() => method.Stream!(options, context)),
            new StepTable(recording.Nodes, truth),
            recording
        )
        : null;

    /// <summary>The run sample by sample; null for methods that learn from the whole recording at once.</summary>
    public StreamRun? Stream => stream;

    /// <summary>Learns the graph.</summary>
    /// <param name="progress">Receives the fraction done.</param>
    /// <param name="checkpoints">Makes a streaming run resumable; null for batch methods.</param>
    /// <param name="cancellation">Ends the work between two steps.</param>
    /// <exception cref="CommandError">An option is out of range, or the run was interrupted and its checkpoint written.</exception>
    public LearnResult Run(IProgress<double> progress, RunCheckpoints? checkpoints, CancellationToken cancellation)
    {
        var clock = new Stopwatch();
        TopologyFit fit = stream is null
            ? Batch(clock, progress, cancellation)
            : Streamed(stream, progress, checkpoints, cancellation);
        StepTable steps = stream?.Steps ?? new StepTable(recording.Nodes, truth);
        TopologyScore? score =
            truth is not null && fit.Status != FitStatus.Diverged
                ? TopologyScores.Compare(truth.ShiftOperator, fit.ShiftOperator)
                : null;
        PredictionScore errors = PredictionScore.Of([.. steps.ForecastErrors], [.. steps.PredictionErrors]);
        bool hasErrors = errors.Steps > 0;
        return new LearnResult(
            fit,
            steps,
            options,
            stream?.Seconds ?? clock.Elapsed.TotalSeconds,
            score,
            hasErrors ? errors.APriori : null,
            hasErrors ? errors.APosteriori : InSample(fit)
        );
    }

    private TopologyFit Batch(Stopwatch clock, IProgress<double> progress, CancellationToken cancellation)
    {
        ITopologyLearner learner = OptionCheck.Of(() => method.Learner!(options, context));
        clock.Start();
        TopologyFit fit = learner.Fit(recording.Samples, progress, cancellation);
        clock.Stop();
        return fit;
    }

    private TopologyFit Streamed(
        StreamRun run,
        IProgress<double> progress,
        RunCheckpoints? checkpoints,
        CancellationToken cancellation
    )
    {
        while (!run.Ended)
        {
            checkpoints?.BetweenSteps(cancellation);
            run.Step();
            progress.Report((double)run.Next / run.Count);
        }
        run.Stream.Finish();
        progress.Report(1);
        return FitOf(run.Stream, run.Steps.Count);
    }

    /// <summary>The present result of a stream.</summary>
    private TopologyFit FitOf(ITopologyStream stream, int samples)
    {
        var shift = new double[recording.Nodes * recording.Nodes];
        stream.CopyShiftOperator(shift);
        return new TopologyFit
        {
            Method = method.Name,
            ShiftOperator = Matrix<double>.Build.DenseOfRowMajor(recording.Nodes, recording.Nodes, shift),
            Filters = stream.Filters(),
            Coefficients = stream.Coefficients(),
            Status = samples == 0 ? FitStatus.Degenerate : stream.Status,
            Message =
                samples == 0
                    ? FormattableString.Invariant(
                        $"{recording.Count} samples only fill the {stream.Order} lags; more are needed"
                    )
                    : stream.Message,
            Samples = samples,
            Settings = stream.Chosen,
        };
    }

    /// <summary>The error of a batch fit on its own samples: after the fact, not a forecast.</summary>
    private double? InSample(TopologyFit fit) =>
        fit.Filters is { } filters
        && recording.Samples.RowCount > fit.Order
        && !recording.Samples.Enumerate().Any(double.IsNaN)
        && PredictionScore.ForecastNmse(recording.Samples, filters) is double error
        && double.IsFinite(error)
            ? error
            : null;
}
