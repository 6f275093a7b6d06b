using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>The largest value of each window over the last axis; NaN where a window has one. Gradient: g at the first of the largest values.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">[..., time].</param>
    /// <param name="size">Inputs of a window.</param>
    /// <param name="stride">Inputs from one window to the next; the size when left out.</param>
    /// <param name="padding">Places in front and behind that are never the largest; at most half the size.</param>
    /// <returns>[..., ⌊(time + 2 padding - size) / stride⌋ + 1].</returns>
    /// <exception cref="ArgumentException">The window is longer than the padded input, or the padding too large.</exception>
    public static Tensor<T> MaxPool1d<T>(this Tensor<T> x, int size, int? stride = null, int padding = 0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        PoolWindows windows = PoolWindows.Sliding(Checked(x).Shape[-1], size, stride ?? size, padding, true);
        IDevice<T> device = x.Workspace.Device;
        Tensor<T> source = x.Detach().Contiguous();
        Tensor<T> y = x.Workspace.Empty(x.Shape.With(-1, windows.Outputs));
        device.MaxPool(source, windows, y);
        return Tape.Record(
            "max pool",
            y,
            [x],
            [source],
            gradient =>
            {
                Tensor<T> target = x.GradientBuffer(out bool accumulate);
                device.MaxPoolSlope(source, gradient.Contiguous(), windows, target, accumulate);
            }
        );
    }
}
