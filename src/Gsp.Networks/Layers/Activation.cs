using System.Numerics;

namespace Gsp.Networks;

/// <summary>An operation without parameters as a layer.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="workspace">Where it computes.</param>
/// <param name="function">The operation, for instance <c>x => x.Relu()</c>.</param>
public sealed class Activation<T>(Workspace<T> workspace, Func<Tensor<T>, Tensor<T>> function) : Layer<T>(workspace)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    protected override Tensor<T> Compute(Tensor<T> x) => function(x);
}
