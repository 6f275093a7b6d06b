namespace Gsp.Networks;

public partial interface IDevice<T>
{
    /// <summary>Numbers that <see cref="ConvolutionSpectra"/> writes; their layout is the device's own affair.</summary>
    /// <param name="channels">Number H of kernels.</param>
    /// <param name="length">Length L of kernels and signals.</param>
    /// <returns>How many.</returns>
    int ConvolutionSpectraSize(int channels, int length);

    /// <summary>The spectra of convolution kernels, padded so that signals of their length do not wrap around.</summary>
    /// <param name="kernel">[directions, H, L], contiguous: k0 and, with two directions, k1 of <see cref="TwoSidedKernel"/>.</param>
    /// <param name="skip">[H], contiguous: added to k0 at lag zero; or none.</param>
    /// <param name="spectra">Receives <see cref="ConvolutionSpectraSize"/> numbers.</param>
    void ConvolutionSpectra(Tensor<T> kernel, Tensor<T>? skip, Tensor<T> spectra);

    /// <summary>target[b, h] = source[b, h] convolved with kernel h.</summary>
    /// <param name="source">[B, H, L], contiguous.</param>
    /// <param name="spectra">Of H kernels of length L.</param>
    /// <param name="target">[B, H, L].</param>
    void FourierConvolve(Tensor<T> source, Tensor<T> spectra, Tensor<T> target);

    /// <summary>The gradients of <see cref="FourierConvolve"/>.</summary>
    /// <param name="source">[B, H, L], contiguous.</param>
    /// <param name="spectra">Of the kernels.</param>
    /// <param name="gradient">The gradient of the output, contiguous.</param>
    /// <param name="target">Receives the gradient of the source, or null.</param>
    /// <param name="accumulate">Whether to add to the target.</param>
    /// <param name="kernelTarget">Receives the gradient of the kernels, [directions, H, L], or null.</param>
    void FourierConvolveSlope(
        Tensor<T> source,
        Tensor<T> spectra,
        Tensor<T> gradient,
        Tensor<T>? target,
        bool accumulate,
        Tensor<T>? kernelTarget
    );

    /// <summary>The half spectra of real signals times factors.</summary>
    /// <param name="source">[rows, n], contiguous.</param>
    /// <param name="target">[rows, n/2 + 1, 2].</param>
    /// <param name="ends">The factor of coefficient 0 and, for even n, n/2: those without a conjugate partner.</param>
    /// <param name="inner">The factor of the others.</param>
    void RealFourier(Tensor<T> source, Tensor<T> target, T ends, T inner);

    /// <summary>The real signals of half spectra times factors; divides by n.</summary>
    /// <param name="source">[rows, n/2 + 1, 2], contiguous.</param>
    /// <param name="target">[rows, n].</param>
    /// <param name="ends">The factor of coefficient 0 and, for even n, n/2; their imaginary parts are ignored.</param>
    /// <param name="inner">The factor of the others.</param>
    void InverseRealFourier(Tensor<T> source, Tensor<T> target, T ends, T inner);
}
