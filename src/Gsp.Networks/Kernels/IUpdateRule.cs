using System.Numerics;
using Gsp.Numerics;

namespace Gsp.Networks;

/// <summary>What an optimiser does to one weight, written once for every vector width and for GPUs.</summary>
/// <remarks>A rule is a struct whose fields are its constants, in T so that a loop reads them as they are. It is computed by single IEEE 754 operations in a fixed order, so its bits do not
/// depend on the vector width.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public interface IUpdateRule<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>How many numbers of state a weight has: 0, 1 or 2.</summary>
    static abstract int States { get; }

    /// <summary>One step: changes the weight and its state from the gradient.</summary>
    internal void Step<V, L>(ref V weight, V gradient, ref V first, ref V second)
        where V : struct
        where L : struct, IMathLanes<T, V>;
}

/// <summary>A parameter with what an optimiser's rule reads and writes for it.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="R">The rule.</typeparam>
/// <param name="Rule">Its constants for this parameter.</param>
/// <param name="Weight">Contiguous; changed.</param>
/// <param name="Gradient">Contiguous; of the same shape.</param>
/// <param name="First">The first number of state of each weight, where the rule has one; contiguous, changed.</param>
/// <param name="Second">The second, where the rule has two.</param>
public readonly record struct UpdateTarget<T, R>(
    R Rule,
    Tensor<T> Weight,
    Tensor<T> Gradient,
    Tensor<T>? First = null,
    Tensor<T>? Second = null
)
    where T : unmanaged, IFloatingPointIeee754<T>
    where R : struct, IUpdateRule<T>;
