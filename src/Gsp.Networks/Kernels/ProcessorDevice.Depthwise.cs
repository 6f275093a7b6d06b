using Gsp.Numerics;

namespace Gsp.Networks;

public sealed unsafe partial class ProcessorDevice<T>
{
    /// <summary>Whether groups have a single input and too few outputs for a register tile: each signal is then filtered by itself.</summary>
    private static bool IsDepthwise(Shape weight, int groups) =>
        weight[1] == 1 && groups > 1 && weight[0] / groups < GemmBlocking.TileRows;

    /// <summary>A padded signal is laid out by phases: inputs m stride + p of phase p stand together, so that each tap reads one run.</summary>
    private static int PhaseLength(int times, int taps, ConvolutionOptions options) =>
        times + ((taps - 1) * options.Dilation / options.Stride) + 1;

    private static void LayOutPhases(T* x, int length, ConvolutionOptions options, int phaseLength, T* phases)
    {
        if (options.Stride == 1)
        {
            int inFront = Math.Min(options.PadBefore, phaseLength);
            int inside = Math.Min(length, phaseLength - inFront);
            new Span<T>(phases, inFront).Clear();
            new ReadOnlySpan<T>(x, inside).CopyTo(new Span<T>(phases + inFront, inside));
            new Span<T>(phases + inFront + inside, phaseLength - inFront - inside).Clear();
            return;
        }
        for (int phase = 0; phase < options.Stride; phase++)
        {
            for (int m = 0; m < phaseLength; m++)
            {
                long i = ((long)m * options.Stride) + phase - options.PadBefore;
                *phases++ = i >= 0 && i < length ? x[i] : T.Zero;
            }
        }
    }

    private static int[] PhaseOffsets(int taps, ConvolutionOptions options, int phaseLength) =>
        [
            .. Enumerable
                .Range(0, taps)
                .Select(tap => Math.DivRem(tap * options.Dilation, options.Stride))
                .Select(place => (place.Remainder * phaseLength) + place.Quotient),
        ];

    private void ConvolveDepthwise(
        Tensor<T> source,
        Tensor<T> weight,
        ConvolutionOptions options,
        Tensor<T> target,
        bool accumulate
    )
    {
        (int channels, int length) = (source.Shape[1], source.Shape[2]);
        (int rows, int taps, int times) = (weight.Shape[0] / channels, weight.Shape[2], target.Shape[2]);
        int phaseLength = PhaseLength(times, taps, options);
        int[] indices = [.. Enumerable.Range(0, taps)];
        int[] offsets = PhaseOffsets(taps, options, phaseLength);
        T* x = Pointer(source);
        T* w = Pointer(weight);
        T* y = Pointer(target);
        fixed (int* pinnedIndices = indices)
        fixed (int* pinnedOffsets = offsets)
        {
            int* index = pinnedIndices;
            int* offset = pinnedOffsets;
            EachRow(
                source.Shape[0] * channels,
                length * taps,
                row =>
                {
                    T* phases = AlignedBuffer.Right<T>((nint)phaseLength * options.Stride);
                    LayOutPhases(x + ((nint)row * length), length, options, phaseLength, phases);
                    for (int output = row * rows; output < (row + 1) * rows; output++)
                    {
                        T* filter = w + ((nint)output % weight.Shape[0] * taps);
                        T* to = y + ((nint)output * times);
                        DepthwiseKernels<T>.Instance.Filter(phases, filter, index, offset, taps, to, times, accumulate);
                    }
                }
            );
        }
    }

    private void DepthwiseInputSlope(
        Tensor<T> gradient,
        Tensor<T> weight,
        ConvolutionOptions options,
        Tensor<T> target,
        bool accumulate
    )
    {
        (int channels, int length) = (target.Shape[1], target.Shape[2]);
        (int rows, int taps, int times) = (weight.Shape[0] / channels, weight.Shape[2], gradient.Shape[2]);
        int stride = options.Stride;
        int inFront = (taps - 1) * options.Dilation / stride;
        int padded = inFront + Math.Max(times, ((length + options.PadBefore) / stride) + 1);
        // As in InputSlopeOfResidue: input m stride + residue - p is seen by tap q stride + residue at output m - q.
        (int Tap, int Quotient, int Residue)[] order =
        [
            .. Enumerable
                .Range(0, taps)
                .Select(tap => (tap, tap * options.Dilation / stride, tap * options.Dilation % stride))
                .OrderBy(tap => tap.Item3),
        ];
        int[] indices = [.. order.Select(tap => tap.Tap)];
        int[] offsets = [.. order.Select(tap => inFront - tap.Quotient)];
        int[] starts = [.. Enumerable.Range(0, stride + 1).Select(r => order.Count(tap => tap.Residue < r))];
        T* g = Pointer(gradient);
        T* w = Pointer(weight);
        T* x = Pointer(target);
        fixed (int* pinnedIndices = indices)
        fixed (int* pinnedOffsets = offsets)
        {
            int* index = pinnedIndices;
            int* offset = pinnedOffsets;
            EachRow(
                target.Shape[0] * channels,
                length * taps,
                row =>
                {
                    T* signal = AlignedBuffer.Right<T>((nint)padded + length);
                    T* part = signal + padded;
                    new Span<T>(signal, padded).Clear();
                    for (int output = row * rows; output < (row + 1) * rows; output++)
                    {
                        T* filter = w + ((nint)output % weight.Shape[0] * taps);
                        var own = new ReadOnlySpan<T>(g + ((nint)output * times), times);
                        own.CopyTo(new Span<T>(signal + inFront, times));
                        for (int residue = 0; residue < stride; residue++)
                        {
                            int window = Math.Max(0, (options.PadBefore - residue + stride - 1) / stride);
                            int first = (window * stride) + residue - options.PadBefore;
                            int columns = (length - first + stride - 1) / stride;
                            int start = starts[residue];
                            DepthwiseKernels<T>.Instance.Filter(
                                signal + window,
                                filter,
                                index + start,
                                offset + start,
                                starts[residue + 1] - start,
                                part,
                                columns,
                                add: false
                            );
                            bool add = accumulate || output > row * rows;
                            MoveRun(part, 1, x + ((nint)row * length) + first, stride, columns, add);
                        }
                    }
                }
            );
        }
    }

    private void DepthwiseWeightSlope(
        Tensor<T> source,
        Tensor<T> gradient,
        ConvolutionOptions options,
        Tensor<T> target,
        bool accumulate
    )
    {
        (int batch, int channels, int length) = (source.Shape[0], source.Shape[1], source.Shape[2]);
        (int outputs, int taps, int times) = (target.Shape[0], target.Shape[2], gradient.Shape[2]);
        int rows = outputs / channels;
        int phaseLength = PhaseLength(times, taps, options);
        int[] offsets = PhaseOffsets(taps, options, phaseLength);
        T* x = Pointer(source);
        T* g = Pointer(gradient);
        T* w = Pointer(target);
        if (!accumulate)
        {
            Fill(target, T.Zero);
        }
        EachRow(
            channels,
            batch * length * taps,
            channel =>
            {
                T* phases = AlignedBuffer.Right<T>((nint)phaseLength * options.Stride);
                for (int sample = 0; sample < batch; sample++)
                {
                    LayOutPhases(
                        x + ((((nint)sample * channels) + channel) * length),
                        length,
                        options,
                        phaseLength,
                        phases
                    );
                    for (int output = channel * rows; output < (channel + 1) * rows; output++)
                    {
                        var own = new ReadOnlySpan<T>(g + ((((nint)sample * outputs) + output) * times), times);
                        for (int tap = 0; tap < taps; tap++)
                        {
                            w[((nint)output * taps) + tap] += Vectors.Dot(
                                own,
                                new ReadOnlySpan<T>(phases + offsets[tap], times)
                            );
                        }
                    }
                }
            }
        );
    }
}
