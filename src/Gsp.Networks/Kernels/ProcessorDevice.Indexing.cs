using System.Numerics;

namespace Gsp.Networks;

public sealed unsafe partial class ProcessorDevice<T>
{
    /// <inheritdoc/>
    public void Choose(Tensor<T> mask, Tensor<T> a, Tensor<T> b, Tensor<T> target)
    {
        Shape shape = target.Shape;
        Walk(
            [mask.Detach().Expand(shape), a.Detach().Expand(shape), b.Detach().Expand(shape)],
            target,
            3,
            (inputs, y, n) =>
            {
                T* m = inputs[0].Data;
                T* first = inputs[1].Data;
                T* second = inputs[2].Data;
                for (int i = 0; i < n; i++)
                {
                    y[i] = m[i] == T.Zero ? second[i] : first[i];
                }
            }
        );
    }

    /// <inheritdoc/>
    public void Extremum(Tensor<T> source, Tensor<T> target, bool least)
    {
        ElementKernels<T> kernels = ElementKernels<T>.Instance;
        T* x = Pointer(source);
        T* y = Pointer(target);
        (int length, int inner) = (source.Shape[1], source.Shape[2]);
        For(
            source.Shape[0],
            Math.Max(1, Grain / Math.Max(1, length * inner)),
            (start, end) =>
            {
                for (int outer = start; outer < end; outer++)
                {
                    T* from = x + (nint)outer * length * inner;
                    T* best = y + (nint)outer * inner;
                    if (inner == 1 && !least)
                    {
                        *best = RowKernels<T>.Instance.Max(from, length);
                        continue;
                    }
                    new Span<T>(from, inner).CopyTo(new Span<T>(best, inner));
                    for (int i = 1; i < length; i++)
                    {
                        T* row = from + (nint)i * inner;
                        if (least)
                        {
                            kernels.Zip(default(MinimumFormula), best, 1, row, 1, best, inner);
                        }
                        else
                        {
                            kernels.Zip(default(MaximumFormula), best, 1, row, 1, best, inner);
                        }
                    }
                }
            }
        );
    }

    /// <inheritdoc/>
    public void ExtremumSlope(
        Tensor<T> source,
        Tensor<T> extremum,
        Tensor<T> gradient,
        Tensor<T> target,
        bool accumulate
    )
    {
        T* x = Pointer(source);
        T* best = Pointer(extremum);
        T* g = Pointer(gradient);
        T* y = Pointer(target);
        (int length, int inner) = (source.Shape[1], source.Shape[2]);
        For(
            source.Shape[0],
            Math.Max(1, Grain / Math.Max(1, length * inner)),
            (start, end) =>
            {
                for (int outer = start; outer < end; outer++)
                {
                    nint whole = (nint)outer * length * inner;
                    if (!accumulate)
                    {
                        new Span<T>(y + whole, length * inner).Clear();
                    }
                    for (int j = 0; j < inner; j++)
                    {
                        nint one = (nint)outer * inner + j;
                        nint place = whole + j;
                        while (!x[place].Equals(best[one])) // Equals finds NaN too
                        {
                            place += inner;
                        }
                        y[place] += g[one];
                    }
                }
            }
        );
    }

    /// <inheritdoc/>
    public void CumulativeSum(Tensor<T> source, Tensor<T> target, bool reverse, bool accumulate)
    {
        T* x = Pointer(source);
        T* y = Pointer(target);
        (int length, int inner) = (source.Shape[1], source.Shape[2]);
        const int strip = 256;
        int strips = (inner + strip - 1) / strip;
        For(
            source.Shape[0] * strips,
            Math.Max(1, Grain / Math.Max(1, length * Math.Min(inner, strip))),
            (start, end) =>
            {
                T* sums = stackalloc T[strip];
                for (int work = start; work < end; work++)
                {
                    (int outer, int part) = Math.DivRem(work, strips);
                    int count = Math.Min(strip, inner - part * strip);
                    new Span<T>(sums, count).Clear();
                    for (int i = 0; i < length; i++)
                    {
                        int step = reverse ? length - 1 - i : i;
                        nint place = ((nint)outer * length + step) * inner + part * strip;
                        for (int j = 0; j < count; j++)
                        {
                            sums[j] += x[place + j];
                            y[place + j] = accumulate ? y[place + j] + sums[j] : sums[j];
                        }
                    }
                }
            }
        );
    }

    /// <inheritdoc/>
    public void ComplexMultiply(Tensor<T> a, Tensor<T> b, Tensor<T> target, bool conjugate)
    {
        Shape numbers = Shape.Of(target.Shape.Lengths[..^1]);
        if (numbers.Elements == 0)
        {
            return;
        }
        Tensor<T> left = a.Detach().Expand(target.Shape);
        Tensor<T> right = b.Detach().Expand(target.Shape);
        (nint leftPart, nint rightPart) = (left.Strides[^1], right.Strides[^1]);
        T* p = Pointer(a);
        T* q = Pointer(b);
        T* y = Pointer(target);
        var loop = StridedLoop.Over(numbers, Leading(left, numbers), Leading(right, numbers));
        (nint leftStep, nint rightStep) = (loop.InnerStep(0), loop.InnerStep(1));
        T sign = conjugate ? -T.One : T.One;
        int inner = loop.Inner;
        For(
            loop.Outer * inner,
            Grain / 2,
            (start, end) =>
            {
                for (int index = start; index < end; )
                {
                    (int outer, int first) = Math.DivRem(index, inner);
                    int count = Math.Min(inner - first, end - index);
                    T* from = p + loop.Start(0, outer) + first * leftStep;
                    T* by = q + loop.Start(1, outer) + first * rightStep;
                    T* to = y + 2 * (nint)index;
                    for (int i = 0; i < count; i++)
                    {
                        T real = by[i * rightStep];
                        T imaginary = sign * by[i * rightStep + rightPart];
                        T x = from[i * leftStep];
                        T z = from[i * leftStep + leftPart];
                        to[2 * i] = x * real - z * imaginary;
                        to[2 * i + 1] = x * imaginary + z * real;
                    }
                    index += count;
                }
            }
        );
    }

    /// <summary>The leading axes of a tensor alone.</summary>
    private static Tensor<T> Leading(Tensor<T> tensor, Shape leading) =>
        new(tensor.Workspace, tensor.Storage, tensor.Offset, leading, tensor.Strides[..leading.Count].ToArray());
}
