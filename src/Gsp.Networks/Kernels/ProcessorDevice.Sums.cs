using System.Numerics;
using Gsp.Numerics;

namespace Gsp.Networks;

public sealed unsafe partial class ProcessorDevice<T>
{
    /// <summary>Elements of a partial sum: fixed, so that the tree of a sum does not depend on threads.</summary>
    private const int SumBlock = 4096;

    /// <inheritdoc/>
    public void Sum(Tensor<T> source, Tensor<T> target, T factor, bool accumulate)
    {
        T* x = Pointer(source);
        T* y = Pointer(target);
        Shape kept = target.Shape;
        if (kept.Elements == 1 && source.IsContiguous && source.Elements > 0)
        {
            T total = factor * SumOfBlocks(x, source.Elements);
            *y = accumulate ? *y + total : total;
            return;
        }
        // Axes that are kept, and axes that are summed, each as a walk of its own.
        Span<int> lengths = stackalloc int[source.Shape.Count];
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            lengths[axis] = kept[axis] == 1 ? source.Shape[axis] : 1;
        }
        var summed = Shape.Of(lengths);
        var outside = StridedLoop.Over(kept, View(source, kept), target);
        var inside = StridedLoop.Over(summed, View(source, summed));
        int outputs = kept.Elements;
        int terms = summed.Elements;
        if (outputs == 0)
        {
            return;
        }
        if (terms == 0)
        {
            if (!accumulate)
            {
                Fill(target, T.Zero);
            }
            return;
        }
        if (outputs > 1 && outside.InnerStep(0) == 1 && inside.InnerStep(0) != 1)
        {
            SumColumns(x, y, outside, inside, factor, accumulate);
            return;
        }
        For(
            outputs,
            Math.Max(1, Grain / terms),
            (start, end) =>
            {
                for (int output = start; output < end; output++)
                {
                    (int outer, int index) = Math.DivRem(output, outside.Inner);
                    T* from = x + outside.Start(0, outer) + (nint)index * outside.InnerStep(0);
                    T sum = SumInside(from, inside);
                    y[output] = accumulate ? y[output] + factor * sum : factor * sum;
                }
            }
        );
    }

    private static Tensor<T> View(Tensor<T> source, Shape shape) =>
        new(source.Workspace, source.Storage, source.Offset, shape, source.Strides.ToArray());

    private static T SumInside(T* from, StridedLoop inside)
    {
        T sum = T.Zero;
        int step = inside.InnerStep(0);
        for (int outer = 0; outer < inside.Outer; outer++)
        {
            T* run = from + inside.Start(0, outer);
            if (step == 1)
            {
                sum += Vectors.Sum(new ReadOnlySpan<T>(run, inside.Inner));
                continue;
            }
            T part = T.Zero;
            for (int i = 0; i < inside.Inner; i++)
            {
                part += run[(nint)i * step];
            }
            sum += part;
        }
        return sum;
    }

    /// <summary>One long sum: blocks of a fixed length on all threads, then the blocks' sums.</summary>
    private T SumOfBlocks(T* x, int terms)
    {
        int blocks = (terms + SumBlock - 1) / SumBlock;
        if (blocks == 1)
        {
            return Vectors.Sum(new ReadOnlySpan<T>(x, terms));
        }
        var partial = new T[blocks];
        For(
            blocks,
            Math.Max(1, Grain / SumBlock),
            (start, end) =>
            {
                for (int block = start; block < end; block++)
                {
                    int first = block * SumBlock;
                    partial[block] = Vectors.Sum(new ReadOnlySpan<T>(x + first, Math.Min(SumBlock, terms - first)));
                }
            }
        );
        return Vectors.Sum<T>(partial);
    }

    /// <summary>Sums over an outer axis: whole runs are added to each other.</summary>
    private void SumColumns(T* x, T* y, StridedLoop outside, StridedLoop inside, T factor, bool accumulate)
    {
        int width = outside.Inner;
        const int strip = 256;
        int strips = (width + strip - 1) / strip;
        int rows = inside.Outer * inside.Inner;
        For(
            outside.Outer * strips,
            Math.Max(1, Grain / (strip * rows)),
            (start, end) =>
            {
                T* sums = stackalloc T[strip];
                for (int work = start; work < end; work++)
                {
                    (int outer, int part) = Math.DivRem(work, strips);
                    int first = part * strip;
                    int count = Math.Min(strip, width - first);
                    T* from = x + outside.Start(0, outer) + first;
                    new Span<T>(sums, count).Clear();
                    for (int row = 0; row < rows; row++)
                    {
                        (int block, int index) = Math.DivRem(row, inside.Inner);
                        T* run = from + inside.Start(0, block) + (nint)index * inside.InnerStep(0);
                        ElementKernels<T>.Instance.Zip(default(Addition), sums, 1, run, 1, sums, count);
                    }
                    var target = new Span<T>(y + (nint)outer * width + first, count);
                    Vectors.Combine(factor, new ReadOnlySpan<T>(sums, count), accumulate ? T.One : T.Zero, target);
                }
            }
        );
    }
}
