using System.Diagnostics;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Cli;

/// <summary>Runs a method over a recording.</summary>
internal sealed class LearnRun(
    TopologyMethod method,
    object options,
    Recording recording,
    MethodContext context,
    Truth? truth
)
{
    /// <summary>Learns the graph.</summary>
    /// <exception cref="CommandError">An option is out of range.</exception>
    public LearnResult Run(IProgress<double> progress, CancellationToken cancellation)
    {
        var steps = new StepTable(recording.Nodes, truth);
        var clock = new Stopwatch();
        TopologyFit fit = method.Learner is null
            ? Stream(steps, clock, progress, cancellation)
            : Batch(clock, progress, cancellation);
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
            clock.Elapsed.TotalSeconds,
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

    private TopologyFit Stream(
        StepTable steps,
        Stopwatch clock,
        IProgress<double> progress,
        CancellationToken cancellation
    )
    {
        if (method.Stream is null)
        {
            throw new InvalidOperationException($"{method.Name} has neither form");
        }
        ITopologyStream stream = OptionCheck.Of(() => method.Stream(options, context));
        var sample = new double[recording.Nodes];
        for (int t = 0; t < recording.Count; t++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (int node = 0; node < sample.Length; node++)
            {
                sample[node] = recording.Samples[t, node];
            }
            clock.Start();
            StreamStep step = stream.Step(sample);
            clock.Stop();
            if (step.Learned)
            {
                steps.Add(step, stream);
            }
            if (step.Stopped)
            {
                break;
            }
            progress.Report((t + 1.0) / recording.Count);
        }
        stream.Finish();
        progress.Report(1);
        return FitOf(stream, steps.Count);
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
