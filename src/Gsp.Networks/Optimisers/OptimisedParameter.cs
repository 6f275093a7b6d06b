using System.Numerics;

namespace Gsp.Networks;

/// <summary>A parameter under an optimiser, with its share of the options and its state.</summary>
internal sealed class OptimisedParameter<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public required string Name { get; init; }

    public required Tensor<T> Weight { get; init; }

    public required double LearningRateFactor { get; init; }

    public required double WeightDecay { get; init; }

    public Tensor<T>? First { get; init; }

    public Tensor<T>? Second { get; init; }

    /// <summary>Updates that have reached it; the first moments are corrected by it.</summary>
    public long Steps { get; set; }
}
