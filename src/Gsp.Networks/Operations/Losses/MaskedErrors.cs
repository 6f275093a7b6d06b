using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>Σ m |x - t| / Σ m: the mean absolute error over the elements that a mask selects.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">What is predicted; any shape.</param>
    /// <param name="target">What it should be; the same shape.</param>
    /// <param name="mask">Weights, not negative: usually 1 for what counts and 0 for the rest. The same shape; no gradient flows to it.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or the mask selects nothing.</exception>
    public static Tensor<T> MaskedMeanAbsoluteError<T>(this Tensor<T> x, Tensor<T> target, Tensor<T> mask)
        where T : unmanaged, IFloatingPointIeee754<T> => MaskedMean(Difference(x, target).Abs(), mask);

    /// <summary>Σ m (x - t)² / Σ m: the mean squared error over the elements that a mask selects.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">What is predicted; any shape.</param>
    /// <param name="target">What it should be; the same shape.</param>
    /// <param name="mask">Weights, not negative: usually 1 for what counts and 0 for the rest. The same shape; no gradient flows to it.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or the mask selects nothing.</exception>
    public static Tensor<T> MaskedMeanSquaredError<T>(this Tensor<T> x, Tensor<T> target, Tensor<T> mask)
        where T : unmanaged, IFloatingPointIeee754<T> => MaskedMean(Difference(x, target).Square(), mask);

    private static Tensor<T> MaskedMean<T>(Tensor<T> errors, Tensor<T> mask)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        SameShape(errors, mask, nameof(mask));
        double weight = double.CreateTruncating(mask.Detach().Sum().Item());
        Require.That(weight > 0, "the mask selects no element, so there is no mean over them", nameof(mask));
        return 1 / weight * (errors * mask.Detach()).Sum();
    }

    private static Tensor<T> Difference<T>(Tensor<T> x, Tensor<T> target)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        SameShape(Checked(x), target, nameof(target));
        return x - target;
    }

    private static void SameShape<T>(Tensor<T> x, Tensor<T> other, string name)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(other, name);
        // Broadcasting here is nearly always a missing axis, and the loss of the wrong pairs looks like a loss.
        Require.That(
            other.Shape.Equals(x.Shape),
            $"a loss compares element by element; {name} has shape {other.Shape} and the predictions {x.Shape}",
            name
        );
    }
}
