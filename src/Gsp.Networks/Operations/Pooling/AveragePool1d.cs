using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>The mean of each window over the last axis. Gradient: g over the divisor, at every input of the window.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">[..., time].</param>
    /// <param name="size">Inputs of a window.</param>
    /// <param name="stride">Inputs from one window to the next; the size when left out.</param>
    /// <param name="padding">Zeros in front and behind; at most half the size.</param>
    /// <param name="countPadding">Whether the zeros count in the divisor.</param>
    /// <returns>[..., ⌊(time + 2 padding - size) / stride⌋ + 1].</returns>
    /// <exception cref="ArgumentException">The window is longer than the padded input, or the padding too large.</exception>
    public static Tensor<T> AveragePool1d<T>(
        this Tensor<T> x,
        int size,
        int? stride = null,
        int padding = 0,
        bool countPadding = true
    )
        where T : unmanaged, IFloatingPointIeee754<T> =>
        AverageOver(x, PoolWindows.Sliding(Checked(x).Shape[-1], size, stride ?? size, padding, countPadding));

    /// <summary>The means of a given number of windows that cover the last axis: window i of n is [⌊i L / n⌋, ⌈(i + 1) L / n⌉).</summary>
    /// <remarks>One window is the global mean.</remarks>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">[..., time].</param>
    /// <param name="outputs">Number of windows.</param>
    /// <returns>[..., outputs].</returns>
    /// <exception cref="ArgumentException">There are no inputs.</exception>
    public static Tensor<T> AdaptiveAveragePool1d<T>(this Tensor<T> x, int outputs)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        AverageOver(x, PoolWindows.Adaptive(Checked(x).Shape[-1], outputs));

    private static Tensor<T> AverageOver<T>(Tensor<T> x, PoolWindows windows)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        IDevice<T> device = x.Workspace.Device;
        Tensor<T> y = x.Workspace.Empty(x.Shape.With(-1, windows.Outputs));
        device.AveragePool(x.Detach().Contiguous(), windows, y);
        return Tape.Record(
            "average pool",
            y,
            [x],
            [],
            gradient =>
            {
                Tensor<T> target = x.GradientBuffer(out bool accumulate);
                device.AveragePoolSlope(gradient.Contiguous(), windows, target, accumulate);
            }
        );
    }
}
