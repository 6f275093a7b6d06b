using Gsp.Numerics;

namespace Gsp.Networks;

public sealed unsafe partial class ProcessorDevice<T>
{
    private static readonly ConvolutionKernels<T> Convolutions = ConvolutionKernels<T>.Instance;

    /// <inheritdoc/>
    public void Convolve(
        Tensor<T> source,
        Tensor<T> weight,
        ConvolutionOptions options,
        Tensor<T> target,
        bool accumulate
    )
    {
        (int batch, int channels, int length) = (source.Shape[0], source.Shape[1], source.Shape[2]);
        (int outputs, int perGroup, int taps) = (weight.Shape[0], weight.Shape[1], weight.Shape[2]);
        (int groups, int times) = (options.Groups, target.Shape[2]);
        if (target.Elements == 0)
        {
            return;
        }
        if (IsDepthwise(weight.Shape, groups))
        {
            ConvolveDepthwise(source, weight, options, target, accumulate);
            return;
        }
        using Scope<T> scope = target.Workspace.Scope();
        int rows = outputs / groups;
        int terms = perGroup * taps;
        int size = ConvolutionKernels<T>.PackedSize(rows, terms);
        T* packed = Pointer(target.Workspace.Empty([groups, size]));
        T* w = Pointer(weight);
        T* x = Pointer(source);
        T* y = Pointer(target);
        For(
            groups,
            1,
            (start, end) =>
            {
                for (int group = start; group < end; group++)
                {
                    T* own = w + ((nint)group * rows * terms);
                    Convolutions.PackLeft(
                        new StridedMatrix<T>(own, rows, terms, terms, 1),
                        packed + ((nint)group * size)
                    );
                }
            }
        );
        var starts = new nint[terms];
        var shifts = new int[terms];
        for (int k = 0; k < terms; k++)
        {
            (int channel, int tap) = Math.DivRem(k, taps);
            starts[k] = (nint)channel * length;
            shifts[k] = (tap * options.Dilation) - options.PadBefore;
        }
        fixed (nint* pinnedStarts = starts)
        fixed (int* pinnedShifts = shifts)
        {
            var signals = new SignalRows<T>(x, length, options.Stride, pinnedStarts, pinnedShifts, terms);
            EachStretch(
                batch * groups,
                times,
                (unit, first, columns) =>
                {
                    (int sample, int group) = Math.DivRem(unit, groups);
                    Convolutions.Multiply(
                        packed + ((nint)group * size),
                        rows,
                        signals.Moved((((nint)sample * channels) + (group * perGroup)) * length),
                        first,
                        columns,
                        y + ((((nint)sample * outputs) + (group * rows)) * times),
                        times,
                        1,
                        accumulate
                    );
                }
            );
        }
    }

    /// <inheritdoc/>
    public void ConvolveInputSlope(
        Tensor<T> gradient,
        Tensor<T> weight,
        ConvolutionOptions options,
        Tensor<T> target,
        bool accumulate
    )
    {
        if (target.Elements == 0)
        {
            return;
        }
        if (IsDepthwise(weight.Shape, options.Groups))
        {
            DepthwiseInputSlope(gradient, weight, options, target, accumulate);
            return;
        }
        for (int residue = 0; residue < options.Stride; residue++)
        {
            InputSlopeOfResidue(gradient, weight, options, residue, target, accumulate);
        }
    }

    /// <summary>The gradient of the inputs i with i + p = m stride + residue: they are seen by the taps j with j dilation = q stride + residue, at the
    /// outputs m - q, so that each class of inputs is a convolution of stride 1 with a part of the taps.</summary>
    private void InputSlopeOfResidue(
        Tensor<T> gradient,
        Tensor<T> weight,
        ConvolutionOptions options,
        int residue,
        Tensor<T> target,
        bool accumulate
    )
    {
        (int batch, int channels, int length) = (target.Shape[0], target.Shape[1], target.Shape[2]);
        (int outputs, int perGroup, int taps) = (weight.Shape[0], weight.Shape[1], weight.Shape[2]);
        (int groups, int stride, int times) = (options.Groups, options.Stride, gradient.Shape[2]);
        int rows = outputs / groups;
        int firstWindow = Math.Max(0, (options.PadBefore - residue + stride - 1) / stride);
        int firstInput = (firstWindow * stride) + residue - options.PadBefore;
        int columns = ((length - firstInput + stride - 1) / stride);
        if (columns <= 0)
        {
            return;
        }
        int[] own = [.. Enumerable.Range(0, taps).Where(tap => tap * options.Dilation % stride == residue)];
        int terms = rows * own.Length;
        var offsets = new nint[terms];
        var starts = new nint[terms];
        var shifts = new int[terms];
        for (int k = 0; k < terms; k++)
        {
            (int output, int index) = Math.DivRem(k, own.Length);
            offsets[k] = ((nint)output * perGroup * taps) + own[index];
            starts[k] = (nint)output * times;
            shifts[k] = firstWindow - (own[index] * options.Dilation / stride);
        }
        using Scope<T> scope = target.Workspace.Scope();
        int size = ConvolutionKernels<T>.PackedSize(perGroup, terms);
        T* packed = Pointer(target.Workspace.Empty([groups, size]));
        T* w = Pointer(weight);
        T* to = Pointer(target);
        fixed (nint* pinnedOffsets = offsets)
        fixed (nint* pinnedStarts = starts)
        fixed (int* pinnedShifts = shifts)
        {
            nint* where = pinnedOffsets;
            For(
                groups,
                1,
                (start, end) =>
                {
                    for (int group = start; group < end; group++)
                    {
                        T* part = w + ((nint)group * rows * perGroup * taps);
                        Convolutions.PackLeft(part, perGroup, taps, where, terms, packed + ((nint)group * size));
                    }
                }
            );
            var signals = new SignalRows<T>(Pointer(gradient), times, 1, pinnedStarts, pinnedShifts, terms);
            EachStretch(
                batch * groups,
                columns,
                (unit, first, count) =>
                {
                    (int sample, int group) = Math.DivRem(unit, groups);
                    Convolutions.Multiply(
                        packed + ((nint)group * size),
                        perGroup,
                        signals.Moved((((nint)sample * outputs) + (group * rows)) * times),
                        first,
                        count,
                        to + ((((nint)sample * channels) + (group * perGroup)) * length) + firstInput,
                        length,
                        stride,
                        accumulate
                    );
                }
            );
        }
    }

    /// <summary>Runs over units of work (samples) on all threads; where they are few, each is cut into stretches of columns.</summary>
    private void EachStretch(int units, int columns, Action<int, int, int> body)
    {
        int width = GemmBlocking.TileVectors * Convolutions.Count;
        int panels = (columns + width - 1) / width;
        int wanted = threads == 1 || units >= 4 * threads ? 1 : ((4 * threads) + units - 1) / units;
        int cuts = Math.Min(wanted, panels);
        For(
            units * cuts,
            1,
            (start, end) =>
            {
                for (int work = start; work < end; work++)
                {
                    (int unit, int cut) = Math.DivRem(work, cuts);
                    int first = (int)((long)panels * cut / cuts) * width;
                    int last = cut + 1 == cuts ? columns : (int)((long)panels * (cut + 1) / cuts) * width;
                    body(unit, first, last - first);
                }
            }
        );
    }
}
