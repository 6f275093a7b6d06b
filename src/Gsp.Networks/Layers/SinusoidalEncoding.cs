using System.Numerics;

namespace Gsp.Networks;

/// <summary>Fixed vectors of sines and cosines for places in time: Vaswani et al., NIPS 2017, section 3.5.</summary>
public static class SinusoidalEncoding
{
    /// <summary>e_2i = sin(s / 10000^(2i/d)) and e_2i+1 = cos(s / 10000^(2i/d)) for each place s: sines and cosines take turns.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="workspace">Where the tensor lives.</param>
    /// <param name="places">The places, for instance the numbers of samples.</param>
    /// <param name="width">d, even.</param>
    /// <returns>[places, d].</returns>
    /// <exception cref="ArgumentException">The width is not even and positive.</exception>
    public static Tensor<T> Interleaved<T>(Workspace<T> workspace, ReadOnlySpan<double> places, int width)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(workspace);
        Require.That(
            width > 0 && width % 2 == 0,
            FormattableString.Invariant(
                $"sines and cosines come in pairs: the width must be even and positive; got {width}"
            ),
            nameof(width)
        );
        var values = new double[places.Length * width];
        for (int place = 0; place < places.Length; place++)
        {
            for (int i = 0; i < width; i += 2)
            {
                double angle = places[place] / Math.Pow(10000, (double)i / width);
                (values[(place * width) + i], values[(place * width) + i + 1]) = Math.SinCos(angle);
            }
        }
        return workspace.FromDoubles(values, [places.Length, width]);
    }
}
