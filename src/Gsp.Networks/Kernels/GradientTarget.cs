using System.Numerics;

namespace Gsp.Networks;

/// <summary>Where a primitive writes a gradient.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="Tensor">Contiguous.</param>
/// <param name="Accumulate">Whether to add to it; otherwise it is written whole.</param>
public readonly record struct GradientTarget<T>(Tensor<T> Tensor, bool Accumulate)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The gradient buffer of a tensor; null where the tensor is null or wants no gradient.</summary>
    internal static GradientTarget<T>? Of(Tensor<T>? x)
    {
        if (x is not { NeedsGradient: true })
        {
            return null;
        }
        Tensor<T> buffer = x.GradientBuffer(out bool accumulate);
        return new GradientTarget<T>(buffer, accumulate);
    }
}
