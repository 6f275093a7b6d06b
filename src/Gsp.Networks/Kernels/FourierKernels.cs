using System.Numerics;
using Gsp.Numerics;

namespace Gsp.Networks;

/// <summary>Fourier transforms and convolutions of batches on threads.</summary>
internal abstract unsafe class FourierKernels<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>That of a type that transforms exist for: float and double.</summary>
    public static FourierKernels<T> Instance { get; } =
        (FourierKernels<T>)
            (object)(
                typeof(T) == typeof(float) ? new BinaryFourierKernels<float>() : new BinaryFourierKernels<double>()
            );

    public abstract int SpectraSize(int channels, int length);

    public abstract void Spectra(
        (int Channels, int Length) shape,
        T* causal,
        T* anticausal,
        T* skip,
        T* spectra,
        int threads
    );

    public abstract void Convolve(
        (int Batch, int Channels, int Length) shape,
        T* source,
        T* spectra,
        T* target,
        int threads
    );

    public abstract void ConvolveSlope(
        (int Batch, int Channels, int Length) shape,
        T* source,
        T* spectra,
        T* gradient,
        T* target,
        bool accumulate,
        T* causal,
        T* anticausal,
        int threads
    );

    public abstract void Forward(ReadOnlySpan<T> signals, int length, Span<T> spectra, T ends, T inner, int threads);

    public abstract void Inverse(ReadOnlySpan<T> spectra, int length, Span<T> signals, T ends, T inner, int threads);
}

/// <inheritdoc/>
internal sealed unsafe class BinaryFourierKernels<T> : FourierKernels<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static int Lanes => FourierConvolution<T>.Lanes;

    public override int SpectraSize(int channels, int length) =>
        checked(Groups(channels) * FourierConvolution<T>.Of(length).GroupSize);

    public override void Spectra(
        (int Channels, int Length) shape,
        T* causal,
        T* anticausal,
        T* skip,
        T* spectra,
        int threads
    )
    {
        var plan = FourierConvolution<T>.Of(shape.Length);
        ParallelFor.Run(
            Groups(shape.Channels),
            threads,
            (start, end) =>
            {
                using var scratch = new AlignedScratch<T>(2 * plan.GroupSize);
                for (int group = start; group < end; group++)
                {
                    int first = group * Lanes;
                    nint row = (nint)first * shape.Length;
                    plan.Spectra(
                        causal + row,
                        anticausal == null ? null : anticausal + row,
                        skip == null ? null : skip + first,
                        Math.Min(Lanes, shape.Channels - first),
                        spectra + (nint)group * plan.GroupSize,
                        scratch.Pointer
                    );
                }
            }
        );
    }

    public override void Convolve(
        (int Batch, int Channels, int Length) shape,
        T* source,
        T* spectra,
        T* target,
        int threads
    )
    {
        var plan = FourierConvolution<T>.Of(shape.Length);
        ParallelFor.Run(
            Groups(shape.Channels) * shape.Batch,
            threads,
            (start, end) =>
            {
                using var scratch = new AlignedScratch<T>(2 * plan.GroupSize);
                for (int unit = start; unit < end; unit++)
                {
                    // Groups outside, batch inside: a group's spectra stay in the cache.
                    (int group, int sample) = Math.DivRem(unit, shape.Batch);
                    int first = group * Lanes;
                    int count = Math.Min(Lanes, shape.Channels - first);
                    nint row = ((nint)sample * shape.Channels + first) * shape.Length;
                    T* z = plan.Transform(source + row, count, scratch.Pointer);
                    plan.Product(z, spectra + (nint)group * plan.GroupSize, adjoint: false);
                    plan.Inverse(z, scratch.Pointer, target + row, count);
                }
            }
        );
    }

    public override void ConvolveSlope(
        (int Batch, int Channels, int Length) shape,
        T* source,
        T* spectra,
        T* gradient,
        T* target,
        bool accumulate,
        T* causal,
        T* anticausal,
        int threads
    )
    {
        var plan = FourierConvolution<T>.Of(shape.Length);
        int size = plan.GroupSize;
        // Sums over the batch run in its order within a group; without them every sample is on its own.
        int parts = causal == null ? shape.Batch : 1;
        ParallelFor.Run(
            Groups(shape.Channels) * parts,
            threads,
            (start, end) =>
            {
                nint rows = accumulate ? (nint)Lanes * shape.Length : 0;
                using var scratch = new AlignedScratch<T>((causal == null ? 2 : 6) * (nint)size + rows);
                T* work = scratch.Pointer;
                T* sum = work + 4 * (nint)size;
                T* fresh = work + (causal == null ? 2 : 6) * (nint)size;
                for (int unit = start; unit < end; unit++)
                {
                    (int group, int part) = Math.DivRem(unit, parts);
                    int first = group * Lanes;
                    int count = Math.Min(Lanes, shape.Channels - first);
                    if (causal != null)
                    {
                        new Span<T>(sum, size).Clear();
                    }
                    int last = causal == null ? part + 1 : shape.Batch;
                    for (int sample = part; sample < last; sample++)
                    {
                        nint row = ((nint)sample * shape.Channels + first) * shape.Length;
                        T* g = plan.Transform(gradient + row, count, work);
                        if (causal != null)
                        {
                            plan.Correlate(plan.Transform(source + row, count, work + 2 * (nint)size), g, sum);
                        }
                        if (target != null)
                        {
                            plan.Product(g, spectra + (nint)group * size, adjoint: true);
                            plan.Inverse(g, work, accumulate ? fresh : target + row, count);
                        }
                        if (target != null && accumulate)
                        {
                            int numbers = count * shape.Length;
                            Vectors.AddScaled(
                                T.One,
                                new ReadOnlySpan<T>(fresh, numbers),
                                new Span<T>(target + row, numbers)
                            );
                        }
                    }
                    if (causal != null)
                    {
                        nint row = (nint)first * shape.Length;
                        plan.KernelGradients(sum, causal + row, anticausal == null ? null : anticausal + row, count);
                    }
                }
            }
        );
    }

    public override void Forward(ReadOnlySpan<T> signals, int length, Span<T> spectra, T ends, T inner, int threads)
    {
        RealFourierTransform<T>.Cached(length).Forward(signals, spectra, threads);
        Weigh(spectra, length, ends, inner);
    }

    public override void Inverse(ReadOnlySpan<T> spectra, int length, Span<T> signals, T ends, T inner, int threads)
    {
        if (ends == T.One && inner == T.One)
        {
            RealFourierTransform<T>.Cached(length).Inverse(spectra, signals, threads);
            return;
        }
        using var scratch = new AlignedScratch<T>(spectra.Length);
        var weighed = new Span<T>(scratch.Pointer, spectra.Length);
        spectra.CopyTo(weighed);
        Weigh(weighed, length, ends, inner);
        RealFourierTransform<T>.Cached(length).Inverse(weighed, signals, threads);
    }

    /// <summary>Multiplies coefficients with and without a conjugate partner by their factors.</summary>
    private static void Weigh(Span<T> spectra, int length, T ends, T inner)
    {
        if (ends == T.One && inner == T.One)
        {
            return;
        }
        int width = 2 * (length / 2 + 1);
        for (int row = 0; row < spectra.Length; row += width)
        {
            Span<T> spectrum = spectra.Slice(row, width);
            Vectors.Scale(ends, spectrum[..2]);
            int stop = length % 2 == 0 ? width - 2 : width;
            Vectors.Scale(inner, spectrum[2..Math.Max(2, stop)]);
            Vectors.Scale(ends, spectrum[Math.Max(2, stop)..]);
        }
    }

    private static int Groups(int channels) => (channels + Lanes - 1) / Lanes;
}
