using System.Globalization;

namespace Gsp.Networks;

/// <summary>How a training ended.</summary>
public enum TrainingStatus
{
    /// <summary>All epochs or steps were made.</summary>
    Finished,

    /// <summary>The measure did not improve any more.</summary>
    EarlyStopped,

    /// <summary>It was told to stop; a checkpoint, where one is kept, holds the last step.</summary>
    Cancelled,

    /// <summary>A number was not finite; the parameters are those before that step (running statistics in buffers may have seen it).</summary>
    Diverged,
}

/// <summary>A measure on data that are not trained on.</summary>
/// <param name="Step">Steps taken before it.</param>
/// <param name="Measure">Lower is better.</param>
public readonly record struct Evaluation(long Step, double Measure);

/// <summary>What a training did.</summary>
public sealed record TrainingResult
{
    /// <summary>How it ended.</summary>
    public required TrainingStatus Status { get; init; }

    /// <summary>Steps taken, earlier parts of a resumed run included.</summary>
    public required long Steps { get; init; }

    /// <summary>Epochs completed.</summary>
    public required long Epochs { get; init; }

    /// <summary>The loss of every step, before it was taken.</summary>
    public required IReadOnlyList<double> Losses { get; init; }

    /// <summary>All evaluations.</summary>
    public required IReadOnlyList<Evaluation> Evaluations { get; init; }

    /// <summary>The best evaluation; null where there was none.</summary>
    public required Evaluation? Best { get; init; }

    /// <summary>Where a divergence began: operation and layer, or parameter; empty otherwise.</summary>
    public required string Reason { get; init; }

    /// <summary>The step that the run was resumed at; 0 for one from the beginning.</summary>
    public required long ResumedAt { get; init; }

    /// <inheritdoc/>
    public override string ToString()
    {
        string loss = Losses.Count == 0 ? "" : $", loss {Text(Losses[0])} to {Text(Losses[^1])}";
        string best = Best is { } found ? $", best measure {Text(found.Measure)} at step {found.Step}" : "";
        string reason = Reason.Length == 0 ? "" : $": {Reason}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Status} after {Steps} steps ({Epochs} epochs){loss}{best}{reason}"
        );
    }

    private static string Text(double value) => value.ToString("g4", CultureInfo.InvariantCulture);
}
