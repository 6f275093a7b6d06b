namespace Gsp.Networks;

public sealed unsafe partial class ProcessorDevice<T>
{
    private static readonly FourierKernels<T> Fourier = FourierKernels<T>.Instance;

    /// <inheritdoc/>
    public int ConvolutionSpectraSize(int channels, int length) => Fourier.SpectraSize(channels, length);

    /// <inheritdoc/>
    public void ConvolutionSpectra(Tensor<T> kernel, Tensor<T>? skip, Tensor<T> spectra)
    {
        (int directions, int channels, int length) = (kernel.Shape[0], kernel.Shape[1], kernel.Shape[2]);
        T* causal = Pointer(kernel);
        T* anticausal = directions == 2 ? causal + (nint)channels * length : null;
        Fourier.Spectra(
            (channels, length),
            causal,
            anticausal,
            skip is null ? null : Pointer(skip),
            Pointer(spectra),
            threads
        );
    }

    /// <inheritdoc/>
    public void FourierConvolve(Tensor<T> source, Tensor<T> spectra, Tensor<T> target) =>
        Fourier.Convolve(
            (source.Shape[0], source.Shape[1], source.Shape[2]),
            Pointer(source),
            Pointer(spectra),
            Pointer(target),
            threads
        );

    /// <inheritdoc/>
    public void FourierConvolveSlope(
        Tensor<T> source,
        Tensor<T> spectra,
        Tensor<T> gradient,
        Tensor<T>? target,
        bool accumulate,
        Tensor<T>? kernelTarget
    )
    {
        (int batch, int channels, int length) = (source.Shape[0], source.Shape[1], source.Shape[2]);
        T* causal = kernelTarget is null ? null : Pointer(kernelTarget);
        T* anticausal = kernelTarget?.Shape[0] == 2 ? causal + (nint)channels * length : null;
        Fourier.ConvolveSlope(
            (batch, channels, length),
            Pointer(source),
            Pointer(spectra),
            Pointer(gradient),
            target is null ? null : Pointer(target),
            accumulate,
            causal,
            anticausal,
            threads
        );
    }

    /// <inheritdoc/>
    public void RealFourier(Tensor<T> source, Tensor<T> target, T ends, T inner) =>
        Fourier.Forward(Span(source), source.Shape[-1], Span(target), ends, inner, threads);

    /// <inheritdoc/>
    public void InverseRealFourier(Tensor<T> source, Tensor<T> target, T ends, T inner) =>
        Fourier.Inverse(Span(source), target.Shape[-1], Span(target), ends, inner, threads);
}
