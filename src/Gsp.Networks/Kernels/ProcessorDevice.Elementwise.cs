using System.Numerics;
using Gsp.Numerics;

namespace Gsp.Networks;

public sealed unsafe partial class ProcessorDevice<T>
{
    /// <summary>Elements gathered at a time from an operand whose inner stride is neither 0 nor 1.</summary>
    private const int Chunk = 512;

    /// <inheritdoc/>
    public void Map<F>(F formula, Tensor<T> source, Tensor<T> target)
        where F : struct, IUnaryFormula
    {
        if (source.IsContiguous)
        {
            ParallelFor.Run(target.Elements, threads, new MapLoop<F>(formula, Pointer(source), Pointer(target)), Grain);
            return;
        }
        MapStrided(formula, source, target);
    }

    /// <inheritdoc/>
    public void MapSlope<F>(F formula, Tensor<T> point, Tensor<T> gradient, Tensor<T> target, bool accumulate)
        where F : struct, IUnaryFormula
    {
        if (point.IsContiguous && gradient.IsContiguous)
        {
            var loop = new SlopeLoop<F>(formula, Pointer(point), Pointer(gradient), Pointer(target), accumulate);
            ParallelFor.Run(target.Elements, threads, loop, Grain);
            return;
        }
        MapSlopeStrided(formula, point, gradient, target, accumulate);
    }

    /// <inheritdoc/>
    public void Zip<F>(F formula, Tensor<T> a, Tensor<T> b, Tensor<T> target)
        where F : struct, IBinaryFormula
    {
        bool whole = a.Elements == target.Elements && b.Elements == target.Elements;
        if (whole && a.IsContiguous && b.IsContiguous)
        {
            var loop = new ZipLoop<F>(formula, Pointer(a), Pointer(b), Pointer(target));
            ParallelFor.Run(target.Elements, threads, loop, Grain);
            return;
        }
        ZipStrided(formula, a, b, target);
    }

    private void MapStrided<F>(F formula, Tensor<T> source, Tensor<T> target)
        where F : struct, IUnaryFormula
    {
        ElementKernels<T> kernels = ElementKernels<T>.Instance;
        Walk([source], target, 1, (inputs, y, n) => kernels.Map(formula, inputs[0].Data, y, n));
    }

    private void MapSlopeStrided<F>(F formula, Tensor<T> point, Tensor<T> gradient, Tensor<T> target, bool accumulate)
        where F : struct, IUnaryFormula
    {
        ElementKernels<T> kernels = ElementKernels<T>.Instance;
        Walk(
            [point, gradient],
            target,
            2,
            (inputs, y, n) => kernels.MapSlope(formula, inputs[0].Data, inputs[1].Data, y, n, accumulate)
        );
    }

    private void ZipStrided<F>(F formula, Tensor<T> a, Tensor<T> b, Tensor<T> target)
        where F : struct, IBinaryFormula
    {
        ElementKernels<T> kernels = ElementKernels<T>.Instance;
        Walk(
            [a.Expand(target.Shape), b.Expand(target.Shape)],
            target,
            0,
            (inputs, y, n) => kernels.Zip(formula, inputs[0].Data, inputs[0].Step, inputs[1].Data, inputs[1].Step, y, n)
        );
    }

    // Where all memory is contiguous, the usual case of small networks, a loop is a value and nothing is allocated.
    private readonly struct MapLoop<F>(F formula, T* x, T* y) : IRangeBody
        where F : struct, IUnaryFormula
    {
        public void Run(int start, int end) =>
            ElementKernels<T>.Instance.Map(formula, x + start, y + start, end - start);
    }

    private readonly struct SlopeLoop<F>(F formula, T* point, T* gradient, T* y, bool accumulate) : IRangeBody
        where F : struct, IUnaryFormula
    {
        public void Run(int start, int end) =>
            ElementKernels<T>.Instance.MapSlope(
                formula,
                point + start,
                gradient + start,
                y + start,
                end - start,
                accumulate
            );
    }

    private readonly struct ZipLoop<F>(F formula, T* a, T* b, T* y) : IRangeBody
        where F : struct, IBinaryFormula
    {
        public void Run(int start, int end) =>
            ElementKernels<T>.Instance.Zip(formula, a + start, 1, b + start, 1, y + start, end - start);
    }

    /// <summary>The next run of an operand.</summary>
    private readonly struct Run(T* data, int step)
    {
        public readonly T* Data = data;

        /// <summary>0 or 1.</summary>
        public readonly int Step = step;
    }

    private delegate void RunBody(ReadOnlySpan<Run> inputs, T* target, int count);

    /// <summary>Walks operands together in runs whose steps are 1 (or 0 for operands from number <paramref name="dense"/> on), gathering where memory has other strides.</summary>
    private void Walk(Tensor<T>[] operands, Tensor<T> target, int dense, RunBody body)
    {
        if (target.Elements == 0)
        {
            return;
        }
        T* y = Pointer(target);
        int count = operands.Length;
        var bases = new nint[count];
        for (int k = 0; k < count; k++)
        {
            bases[k] = operands[k].Address;
        }
        StridedLoop loop = StridedLoop.Over(target.Shape, [.. operands, target]);
        int inner = loop.Inner;
        if (loop.Outer == 1)
        {
            For(inner, Grain, (start, end) => Stretch(0, start, end));
            return;
        }
        For(
            loop.Outer,
            Math.Max(1, Grain / inner),
            (start, end) =>
            {
                for (int outer = start; outer < end; outer++)
                {
                    Stretch(outer, 0, inner);
                }
            }
        );

        void Stretch(int outer, int start, int end)
        {
            Span<Run> runs = stackalloc Run[count];
            T* gathered = stackalloc T[count * Chunk];
            bool direct = true;
            for (int k = 0; k < count; k++)
            {
                direct &= loop.InnerStep(k) == 1 || (loop.InnerStep(k) == 0 && k >= dense);
            }
            T* to = y + (nint)outer * inner;
            int step = direct ? end - start : Chunk;
            for (int i = start; i < end; i += step)
            {
                int n = Math.Min(step, end - i);
                for (int k = 0; k < count; k++)
                {
                    int stride = loop.InnerStep(k);
                    T* from = (T*)bases[k] + loop.Start(k, outer) + (nint)i * stride;
                    if (stride == 1 || (stride == 0 && k >= dense))
                    {
                        runs[k] = new Run(from, stride);
                        continue;
                    }
                    T* copy = gathered + k * Chunk;
                    for (int j = 0; j < n; j++)
                    {
                        copy[j] = from[(nint)j * stride];
                    }
                    runs[k] = new Run(copy, 1);
                }
                body(runs, to + i, n);
            }
        }
    }
}
