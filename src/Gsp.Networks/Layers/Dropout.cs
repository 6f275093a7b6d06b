using System.Numerics;
using Gsp.Random;

namespace Gsp.Networks;

/// <summary>Dropout in training, nothing in use.</summary>
/// <remarks>Every call draws the next key of the layer's own stream by number (<see cref="Workspace{T}.Draws"/>), so a run that is resumed at the same
/// number, or a checkpointed part that is computed again, drops the same elements; results do not depend on threads.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Dropout<T> : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly RandomStream random;

    /// <summary>Makes the layer.</summary>
    /// <param name="workspace">Where it computes.</param>
    /// <param name="probability">The probability of an element to be dropped, in [0, 1).</param>
    /// <param name="random">The stream of its draws.</param>
    /// <exception cref="ArgumentException">The probability is outside [0, 1).</exception>
    public Dropout(Workspace<T> workspace, double probability, RandomStream random)
        : base(workspace)
    {
        ArgumentNullException.ThrowIfNull(random);
        Probability = Operations.CheckedProbability(probability);
        this.random = random.Split("dropout");
    }

    /// <summary>The probability of an element to be dropped.</summary>
    public double Probability { get; }

    /// <inheritdoc/>
    protected override Tensor<T> Compute(Tensor<T> x) =>
        Training && Probability > 0 ? x.Dropout(Probability, random.Split(Workspace.Draws++).NextUInt64()) : x;
}
