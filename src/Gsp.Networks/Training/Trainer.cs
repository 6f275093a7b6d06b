using System.Diagnostics;
using System.Numerics;
using Gsp.Random;

namespace Gsp.Networks;

/// <summary>Trains a network: batches in a random order, gradients, steps, evaluations, checkpoints.</summary>
/// <remarks>
/// A run is a function of its seed: the order of epoch e is drawn from <c>random.Split("order").Split(e)</c>, and the loss of step s draws from
/// <c>random.Split("draws").Split(s)</c>, so the weights have the same bits for any number of threads, and a run that is killed at any step and
/// resumed from its checkpoint ends in the same bits as one that was not. Whatever else random layers draw from belongs into
/// <see cref="Module{T}.NamedStreams"/>. Not thread-safe.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TBatch">What the data set gives.</typeparam>
public sealed partial class Trainer<T, TBatch>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Module<T> model;
    private readonly Optimiser<T> optimiser;
    private readonly IDataset<TBatch> data;
    private readonly Func<TBatch, RandomStream, Tensor<T>> loss;
    private readonly RandomStream random;
    private readonly TrainerOptions options;
    private readonly (string Name, Tensor<T> Tensor)[] parameters;
    private readonly int stepExamples;
    private readonly long stepsPerEpoch;
    private RunState state = new();

    /// <summary>Makes a trainer.</summary>
    /// <param name="model">The network.</param>
    /// <param name="optimiser">Its optimiser.</param>
    /// <param name="data">What to train on.</param>
    /// <param name="loss">The mean loss of a batch, a scalar; the stream is for random numbers of the loss itself, such as noise.</param>
    /// <param name="random">The root of the run's random numbers.</param>
    /// <param name="options">Length, batches, clipping, evaluations, checkpoints.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or the data fill no step.</exception>
    public Trainer(
        Module<T> model,
        Optimiser<T> optimiser,
        IDataset<TBatch> data,
        Func<TBatch, RandomStream, Tensor<T>> loss,
        RandomStream random,
        TrainerOptions options
    )
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(optimiser);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (this.model, this.optimiser, this.data) = (model, optimiser, data);
        (this.loss, this.random, this.options) = (loss, random, options);
        parameters = [.. optimiser.NamedParameters()];
        stepExamples = options.BatchSize * options.Accumulation;
        stepsPerEpoch = (data.Count + (options.DropLast ? 0L : stepExamples - 1)) / stepExamples;
        Require.That(
            stepsPerEpoch > 0,
            FormattableString.Invariant($"{data.Count} examples do not fill a step of {stepExamples}"),
            nameof(data)
        );
    }

    /// <summary>The learning rate over time; the optimiser's own throughout where it is null.</summary>
    public ISchedule? Schedule { get; init; }

    /// <summary>A running mean of the weights, which evaluations then use; null for none.</summary>
    public ExponentialAverage<T>? Average { get; init; }

    /// <summary>Data whose mean loss is the measure; null for none.</summary>
    public IDataset<TBatch>? Validation { get; init; }

    /// <summary>Another measure, lower being better, computed without gradients and with the model not in training; in the place of
    /// <see cref="Validation"/>.</summary>
    public Func<double>? Measure { get; init; }

    /// <summary>Called after every step, once its evaluation and checkpoint are done.</summary>
    public Action<TrainingProgress>? AfterStep { get; init; }

    /// <summary>Trains.</summary>
    /// <param name="progress">Hears of every step.</param>
    /// <param name="cancel">Stops after the step that is under way.</param>
    /// <returns>How it ended. A divergence is a result, not an exception.</returns>
    /// <exception cref="ArgumentException">The checkpoint belongs to another run; or patience or the best weights are asked for without a measure.</exception>
    /// <exception cref="GspFormatException">The checkpoint is damaged.</exception>
    public TrainingResult Run(IProgress<TrainingProgress>? progress = null, CancellationToken cancel = default)
    {
        Require.That(
            Evaluates || (options.Patience is null && !options.RestoreBest),
            "early stopping and the best weights need a measure: set Validation or Measure",
            nameof(options)
        );
        state = new RunState();
        bool resumed = options.Resume && options.CheckpointPath is not null && File.Exists(options.CheckpointPath);
        if (resumed)
        {
            LoadCheckpoint(options.CheckpointPath!);
        }
        long begun = state.Step;
        long total = TotalSteps;
        var clock = Stopwatch.StartNew();
        string? reason = null;
        while (state.Step < total && !Stopped && !cancel.IsCancellationRequested)
        {
            (double value, double norm, double rate, reason) = TakeStep();
            if (reason is not null)
            {
                break;
            }
            bool epochEnds = ++state.Step % stepsPerEpoch == 0;
            state.Losses.Add(value);
            bool last = state.Step == total;
            double? measure = null;
            if (Evaluates && (last || Due(options.EvaluationInterval, epochEnds)))
            {
                measure = Evaluate();
            }
            if (options.CheckpointPath is not null && (last || Stopped || Due(options.CheckpointInterval, epochEnds)))
            {
                SaveCheckpoint(options.CheckpointPath);
            }
            double speed = (state.Step - begun) / Math.Max(1e-9, clock.Elapsed.TotalSeconds);
            var now = new TrainingProgress(
                state.Step,
                total,
                state.Step / stepsPerEpoch,
                value,
                norm,
                rate,
                measure,
                speed,
                TimeSpan.FromSeconds(Math.Min((total - state.Step) / speed, 1e9))
            );
            progress?.Report(now);
            AfterStep?.Invoke(now);
        }
        return Finish(reason, total, begun, cancel.IsCancellationRequested);
    }

    private bool Evaluates => Measure is not null || Validation is not null;

    private bool Stopped => options.Patience is { } patience && state.Waited >= patience;

    private long TotalSteps =>
        Math.Min(options.Steps ?? long.MaxValue, options.Epochs is { } epochs ? epochs * stepsPerEpoch : long.MaxValue);

    private bool Due(long? interval, bool epochEnds) => interval is { } steps ? state.Step % steps == 0 : epochEnds;

    private TrainingResult Finish(string? reason, long total, long begun, bool cancelled)
    {
        TrainingStatus status =
            reason is not null ? TrainingStatus.Diverged
            : Stopped ? TrainingStatus.EarlyStopped
            : state.Step >= total ? TrainingStatus.Finished
            : TrainingStatus.Cancelled;
        if (status == TrainingStatus.Cancelled && cancelled && options.CheckpointPath is not null)
        {
            SaveCheckpoint(options.CheckpointPath);
        }
        if (options.RestoreBest && status is TrainingStatus.Finished or TrainingStatus.EarlyStopped)
        {
            RestoreBest();
        }
        return new TrainingResult
        {
            Status = status,
            Steps = state.Step,
            Epochs = state.Step / stepsPerEpoch,
            Losses = state.Losses,
            Evaluations = state.Evaluations,
            Best = state.Best,
            Reason = reason ?? "",
            ResumedAt = begun,
        };
    }

    /// <summary>What a run knows beside the weights; all of it is in its checkpoints.</summary>
    private sealed class RunState
    {
        public long Step { get; set; }

        public int Waited { get; set; }

        public Evaluation? Best { get; set; }

        public List<double> Losses { get; } = [];

        public List<Evaluation> Evaluations { get; } = [];

        /// <summary>Parameters and buffers at the best evaluation, where they are to be put back.</summary>
        public Dictionary<string, T[]> BestValues { get; } = new(StringComparer.Ordinal);
    }
}
