using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>The mean of -w t log σ(x) - (1 - t) log(1 - σ(x)), with σ(x) = 1/(1 + e^-x), for independent yes-or-no labels.</summary>
    /// <remarks>Computed as w t log(1 + e^-x) + (1 - t) log(1 + e^x): no term cancels another, so small losses keep their digits and large logits do
    /// not overflow. Gradient for w = 1: (σ(x) - t) / n.</remarks>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="logits">Any shape.</param>
    /// <param name="target">The same shape, in [0, 1]; no gradient flows to it.</param>
    /// <param name="positiveWeight">w: the weight of positive labels, of a shape that broadcasts to the logits', or none for 1.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor<T> BinaryCrossEntropyWithLogits<T>(
        this Tensor<T> logits,
        Tensor<T> target,
        Tensor<T>? positiveWeight = null
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        SameShape(Checked(logits), target, nameof(target));
        Tensor<T> positive = target.Detach();
        Tensor<T> negative = positive.Affine(-1, 1);
        if (positiveWeight is not null)
        {
            positive *= positiveWeight.Detach();
        }
        return (((-logits).Softplus() * positive) + (logits.Softplus() * negative)).Mean();
    }
}
