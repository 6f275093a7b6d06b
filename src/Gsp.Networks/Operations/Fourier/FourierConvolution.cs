using System.Globalization;
using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    private const int LongestConvolution = 1 << 23;

    /// <summary>Every channel convolved with its own kernel as long as the signal, through Fourier transforms.</summary>
    /// <remarks>
    /// y_l = Sum_(j &lt;= l) k0[l-j] u_j + Sum_(j &gt; l) k1[j-l-1] u_j + d u_l, where the second sum is that of a kernel of two directions
    /// (<see cref="TwoSidedKernel"/>; k1[L-1] meets no sample). The gradient of u is the correlation of g with the kernel, that of the kernel the
    /// correlation of u with g. Any length L; padded to at least 2 L. Cost: two transforms of 2 L forwards and three backwards for each row, one
    /// each way for a kernel. The spectra of the kernels are kept, those of the signals are made again while they lie in the cache: keeping them
    /// would save 0.4 of 6.6 microseconds a row (L = 1000, float, one core) for twice the memory of u. Scratch: 96 L numbers a thread in float.
    /// </remarks>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Signals u, [batch, H, L].</param>
    /// <param name="kernel">[1, H, L] for a causal convolution, [2, H, L] for a two-sided one.</param>
    /// <param name="skip">The direct path d, H elements in any shape, or none.</param>
    /// <returns>y, [batch, H, L].</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor<T> FourierConvolution<T>(this Tensor<T> x, Tensor<T> kernel, Tensor<T>? skip = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireConvolution(x, kernel, skip);
        return Convolved(x, ConvolutionSpectra(kernel, skip), kernel, skip);
    }

    /// <summary>The spectra of kernels, for many convolutions with the same ones; not recorded.</summary>
    internal static Tensor<T> ConvolutionSpectra<T>(Tensor<T> kernel, Tensor<T>? skip)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Workspace<T> workspace = kernel.Workspace;
        int size = workspace.Device.ConvolutionSpectraSize(kernel.Shape[1], kernel.Shape[2]);
        Tensor<T> spectra = workspace.Empty([size]);
        workspace.Device.ConvolutionSpectra(
            kernel.Detach().Contiguous(),
            skip?.Detach().Contiguous().Reshape(-1),
            spectra
        );
        return spectra;
    }

    /// <summary>A convolution with kernels whose spectra are at hand.</summary>
    /// <param name="x">[batch, H, L].</param>
    /// <param name="spectra">From <see cref="ConvolutionSpectra"/>.</param>
    /// <param name="kernel">The kernels, where gradients are to flow to them.</param>
    /// <param name="skip">The direct path, likewise.</param>
    internal static Tensor<T> Convolved<T>(
        Tensor<T> x,
        Tensor<T> spectra,
        Tensor<T>? kernel = null,
        Tensor<T>? skip = null
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Workspace<T> workspace = x.Workspace;
        Tensor<T> source = x.Detach().Contiguous();
        Tensor<T> y = workspace.Empty(x.Shape);
        workspace.Device.FourierConvolve(source, spectra, y);
        bool learns = kernel?.NeedsGradient == true || skip?.NeedsGradient == true;
        return Tape.Record(
            "Fourier convolution",
            y,
            [x, .. kernel is null ? [] : (Tensor<T>[])[kernel], .. skip is null ? [] : (Tensor<T>[])[skip]],
            learns ? [spectra, source] : [spectra],
            gradient =>
            {
                bool accumulate = false;
                Tensor<T>? target = x.NeedsGradient ? x.GradientBuffer(out accumulate) : null;
                Tensor<T>? kernelTarget = learns ? workspace.Empty(kernel!.Shape) : null;
                workspace.Device.FourierConvolveSlope(
                    source,
                    spectra,
                    gradient.Contiguous(),
                    target,
                    accumulate,
                    kernelTarget
                );
                // The direct path is lag zero of the kernel.
                if (kernelTarget is not null)
                {
                    skip?.AccumulateSum(kernelTarget.Slice(0, 0, 1).Slice(2, 0, 1).Reshape(skip.Shape.Lengths));
                    kernel!.Accumulate(kernelTarget);
                }
            }
        );
    }

    private static void RequireConvolution<T>(Tensor<T> x, Tensor<T> kernel, Tensor<T>? skip)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(kernel);
        Require.That(
            x.Shape.Count == 3 && x.Elements > 0,
            $"a Fourier convolution needs signals [batch, channel, time], none of them 0; got {x.Shape}",
            nameof(x)
        );
        Require.That(
            x.Shape[2] <= LongestConvolution,
            string.Create(
                CultureInfo.InvariantCulture,
                $"a Fourier convolution takes signals of up to {LongestConvolution} samples at once; got {x.Shape[2]}: cut them with overlap"
            ),
            nameof(x)
        );
        Require.That(
            kernel.Shape.Count == 3
                && kernel.Shape[0] is 1 or 2
                && kernel.Shape[1] == x.Shape[1]
                && kernel.Shape[2] == x.Shape[2],
            string.Create(
                CultureInfo.InvariantCulture,
                $"signals of shape {x.Shape} need kernels [1 or 2, {x.Shape[1]}, {x.Shape[2]}], one as long as the signal for each channel; got {kernel.Shape}"
            ),
            nameof(kernel)
        );
        Require.That(
            skip is null || skip.Elements == x.Shape[1],
            string.Create(
                CultureInfo.InvariantCulture,
                $"the direct path has one number for each of {x.Shape[1]} channels; got {skip?.Shape}"
            ),
            nameof(skip)
        );
    }
}
