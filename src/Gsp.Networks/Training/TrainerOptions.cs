namespace Gsp.Networks;

/// <summary>What a schedule's time counts.</summary>
public enum ScheduleUnit
{
    /// <summary>Optimiser steps.</summary>
    Step,

    /// <summary>Passes through the data.</summary>
    Epoch,
}

/// <summary>How <see cref="Trainer{T, TBatch}"/> trains.</summary>
public sealed record TrainerOptions
{
    /// <summary>Passes through the data; null where <see cref="Steps"/> alone decides.</summary>
    public int? Epochs { get; init; }

    /// <summary>Optimiser steps; null where <see cref="Epochs"/> alone decides. With both, whichever ends first.</summary>
    public long? Steps { get; init; }

    /// <summary>Examples that go through the network at a time, 1 or more.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Batches whose gradients are averaged (by their numbers of examples) for one step, 1 or more.</summary>
    public int Accumulation { get; init; } = 1;

    /// <summary>Whether every epoch draws an order of its own; otherwise the data keep theirs.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Whether examples that do not fill the last step of an epoch are left out of it.</summary>
    public bool DropLast { get; init; }

    /// <summary>The bound on the norm of all gradients, above 0; null for none.</summary>
    public double? MaxGradientNorm { get; init; }

    /// <summary>What the schedule's time counts.</summary>
    public ScheduleUnit ScheduleUnit { get; init; }

    /// <summary>Steps from one evaluation to the next; null for one after every epoch. There is always one at the end.</summary>
    public long? EvaluationInterval { get; init; }

    /// <summary>Evaluations in a row without improvement after which training stops; null for never.</summary>
    public int? Patience { get; init; }

    /// <summary>By how much a measure must fall to be an improvement, zero or more.</summary>
    public double MinimumImprovement { get; init; }

    /// <summary>Whether the weights of the best evaluation are put back at the end.</summary>
    public bool RestoreBest { get; init; }

    /// <summary>The file that keeps the run; null for none.</summary>
    public string? CheckpointPath { get; init; }

    /// <summary>Steps from one checkpoint to the next; null for one after every epoch. One is written at the end and on cancellation, too.</summary>
    public long? CheckpointInterval { get; init; }

    /// <summary>Whether to go on from the checkpoint where there is one.</summary>
    public bool Resume { get; init; } = true;

    internal void Validate()
    {
        Require.That(
            Epochs is not null || Steps is not null,
            "training ends after a number of epochs or of steps: give one",
            nameof(Epochs)
        );
        Require.NotNegative(Epochs ?? 0, "", nameof(Epochs));
        Require.NotNegative(Steps ?? 0, "", nameof(Steps));
        Require.Positive(BatchSize);
        Require.Positive(Accumulation);
        Require.Positive(MaxGradientNorm ?? 1, "null for no bound", nameof(MaxGradientNorm));
        Require.Positive(EvaluationInterval ?? 1, "null for every epoch", nameof(EvaluationInterval));
        Require.Positive(Patience ?? 1, "null for never", nameof(Patience));
        Require.NotNegative(MinimumImprovement);
        Require.Positive(CheckpointInterval ?? 1, "null for every epoch", nameof(CheckpointInterval));
        Require.That(
            (long)BatchSize * Accumulation <= int.MaxValue,
            "a step takes at most 2^31 - 1 examples",
            nameof(Accumulation)
        );
    }
}
