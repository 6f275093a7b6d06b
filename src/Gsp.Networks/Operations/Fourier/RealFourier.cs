using System.Globalization;
using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>The half spectrum of real signals along the last axis, X_k = Sum_j x_j exp(-2 pi i j k / n) for k = 0 .. n/2.</summary>
    /// <remarks>Gradient: with a gradient G as pairs of derivatives, Re Sum_k G_k exp(2 pi i j k / n). Cost: O(n log n) a row, any n.</remarks>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">[..., n], n at least 1.</param>
    /// <returns>[..., n/2 + 1, 2], real and imaginary parts in turn.</returns>
    /// <exception cref="ArgumentException">No axis, or no samples.</exception>
    public static Tensor<T> RealFourier<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        Require.That(
            x.Shape.Count >= 1 && x.Elements > 0,
            $"a Fourier transform needs [..., n] samples; got {x.Shape}",
            nameof(x)
        );
        int n = x.Shape[-1];
        Workspace<T> workspace = x.Workspace;
        Tensor<T> y = workspace.Empty([.. x.Shape.Lengths[..^1], n / 2 + 1, 2]);
        workspace.Device.RealFourier(x.Detach().Contiguous().Reshape(-1, n), y.Reshape(-1, n / 2 + 1, 2), T.One, T.One);
        return Tape.Record(
            "real Fourier transform",
            y,
            [x],
            [],
            gradient =>
            {
                // The inverse divides by n and takes the inner coefficients twice, for their conjugates.
                Tensor<T> target = workspace.Empty(x.Shape);
                T size = T.CreateTruncating(n);
                workspace.Device.InverseRealFourier(
                    gradient.Contiguous().Reshape(-1, n / 2 + 1, 2),
                    target.Reshape(-1, n),
                    size,
                    size / (T.One + T.One)
                );
                x.Accumulate(target);
            }
        );
    }

    /// <summary>The real signals of half spectra along the last two axes: the inverse of <see cref="RealFourier"/>.</summary>
    /// <remarks>Gradient: (2/n) Sum_j g_j exp(-2 pi i j k / n), half of that at k = 0 and k = n/2, whose imaginary parts count nothing.</remarks>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">[..., n/2 + 1, 2].</param>
    /// <param name="length">Samples n: two spectra lengths are possible, so it has to be said.</param>
    /// <returns>[..., n].</returns>
    /// <exception cref="ArgumentException">The shape is not that of a spectrum of this length.</exception>
    public static Tensor<T> InverseRealFourier<T>(this Tensor<T> x, int length)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        int n = Require.Positive(length);
        Require.That(
            x.Shape.Count >= 2 && x.Elements > 0 && x.Shape[-1] == 2 && x.Shape[-2] == n / 2 + 1,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{n} samples have a spectrum [..., {n / 2 + 1}, 2]; got {x.Shape}"
            ),
            nameof(x)
        );
        Workspace<T> workspace = x.Workspace;
        Tensor<T> y = workspace.Empty([.. x.Shape.Lengths[..^2], n]);
        workspace.Device.InverseRealFourier(
            x.Detach().Contiguous().Reshape(-1, n / 2 + 1, 2),
            y.Reshape(-1, n),
            T.One,
            T.One
        );
        return Tape.Record(
            "inverse real Fourier transform",
            y,
            [x],
            [],
            gradient =>
            {
                Tensor<T> target = workspace.Empty(x.Shape);
                T share = T.One / T.CreateTruncating(n);
                workspace.Device.RealFourier(
                    gradient.Contiguous().Reshape(-1, n),
                    target.Reshape(-1, n / 2 + 1, 2),
                    share,
                    share + share
                );
                x.Accumulate(target);
            }
        );
    }
}
