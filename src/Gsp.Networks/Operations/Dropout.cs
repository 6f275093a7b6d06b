using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>Sets elements to 0 at random and divides the others by the probability of staying: Srivastava et al., JMLR 15, 2014, in its inverted
    /// form. Gradient: the same elements, times the same factor.</summary>
    /// <remarks>Which elements go depends on the key and their row-major place alone (<see cref="DropoutWords"/>), so nothing is saved for the backward
    /// pass and any thread count drops the same.</remarks>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <param name="probability">The probability of an element to be dropped, in [0, 1).</param>
    /// <param name="key">Names the draw, for instance by <c>stream.NextUInt64()</c>; the same key drops the same places.</param>
    /// <returns>The result, of the same shape.</returns>
    /// <exception cref="ArgumentException">The probability is outside [0, 1).</exception>
    public static Tensor<T> Dropout<T>(this Tensor<T> x, double probability, ulong key)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (CheckedProbability(probability) == 0)
        {
            return Checked(x);
        }
        IDevice<T> device = Checked(x).Workspace.Device;
        uint threshold = DropThreshold(probability);
        T factor = KeepFactor<T>(probability);
        Tensor<T> y = x.Workspace.Empty(x.Shape);
        device.Dropout(x.Detach().Contiguous(), y, key, threshold, factor, accumulate: false);
        return Tape.Record(
            "dropout",
            y,
            [x],
            [],
            gradient =>
            {
                Tensor<T> target = x.GradientBuffer(out bool accumulate);
                device.Dropout(gradient.Contiguous(), target, key, threshold, factor, accumulate);
            }
        );
    }

    /// <summary>The probability, if it is one.</summary>
    internal static double CheckedProbability(double probability)
    {
        Require.That(
            probability is >= 0 and < 1,
            FormattableString.Invariant($"the probability of dropping must lie in [0, 1); got {probability}"),
            nameof(probability)
        );
        return probability;
    }

    private static uint DropThreshold(double probability) =>
        (uint)Math.Min(uint.MaxValue, Math.Round(probability * 4294967296.0));

    private static T KeepFactor<T>(double probability)
        where T : unmanaged, IFloatingPointIeee754<T> => T.CreateTruncating(1 / (1 - probability));
}
