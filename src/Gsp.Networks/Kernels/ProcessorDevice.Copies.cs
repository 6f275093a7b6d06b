using System.Numerics;
using Gsp.Numerics;

namespace Gsp.Networks;

public sealed unsafe partial class ProcessorDevice<T>
{
    private const int Tile = 32;

    /// <inheritdoc/>
    public void Copy(Tensor<T> source, Tensor<T> target) => Move(source, target, add: false);

    /// <inheritdoc/>
    public void Add(Tensor<T> source, Tensor<T> target) => Move(source, target, add: true);

    private void Move(Tensor<T> source, Tensor<T> target, bool add)
    {
        if (source.Elements == 0)
        {
            return;
        }
        T* from = Pointer(source);
        T* to = Pointer(target);
        if (source.IsContiguous && target.IsContiguous)
        {
            For(source.Elements, Grain, (start, end) => MoveRun(from + start, 1, to + start, 1, end - start, add));
            return;
        }
        var loop = StridedLoop.Over(source.Shape, source, target);
        if (loop.InnerStep(0) > 1 && MoveTransposed(source, target, from, to, add))
        {
            return;
        }
        int inner = loop.Inner;
        int fromStep = loop.InnerStep(0);
        int toStep = loop.InnerStep(1);
        For(
            loop.Outer,
            Math.Max(1, Grain / inner),
            (start, end) =>
            {
                for (int outer = start; outer < end; outer++)
                {
                    MoveRun(from + loop.Start(0, outer), fromStep, to + loop.Start(1, outer), toStep, inner, add);
                }
            }
        );
    }

    private static void MoveRun(T* from, int fromStep, T* to, int toStep, int count, bool add)
    {
        if (fromStep == 1 && toStep == 1)
        {
            if (add)
            {
                ElementKernels<T>.Instance.Zip(default(Addition), from, 1, to, 1, to, count);
            }
            else
            {
                new Span<T>(from, count).CopyTo(new Span<T>(to, count));
            }
            return;
        }
        for (int i = 0; i < count; i++)
        {
            T value = from[(nint)i * fromStep];
            to[(nint)i * toStep] = add ? value + to[(nint)i * toStep] : value;
        }
    }

    /// <summary>A copy whose source runs fastest along another axis than its target: tile by tile, so that both stay in the cache.</summary>
    /// <returns>False where the axes have no such pair.</returns>
    private bool MoveTransposed(Tensor<T> source, Tensor<T> target, T* from, T* to, bool add)
    {
        int fast = FastAxis(source);
        int slow = FastAxis(target);
        if (fast < 0 || slow < 0 || fast == slow)
        {
            return false;
        }
        int rows = source.Shape[fast];
        int columns = source.Shape[slow];
        nint fromColumn = source.Strides[slow];
        nint toRow = target.Strides[fast];
        Shape rest = source.Shape.With(fast, 1).With(slow, 1);
        var outside = StridedLoop.Over(
            rest,
            new Tensor<T>(source.Workspace, source.Storage, source.Offset, rest, source.Strides.ToArray()),
            new Tensor<T>(target.Workspace, target.Storage, target.Offset, rest, target.Strides.ToArray())
        );
        int inner = outside.Inner;
        int strips = (rows + Tile - 1) / Tile;
        For(
            rest.Elements * strips,
            Math.Max(1, Grain / (Tile * columns)),
            (start, end) =>
            {
                for (int work = start; work < end; work++)
                {
                    (int block, int strip) = Math.DivRem(work, strips);
                    (int outer, int index) = Math.DivRem(block, inner);
                    T* x = from + outside.Start(0, outer) + (nint)index * outside.InnerStep(0);
                    T* y = to + outside.Start(1, outer) + (nint)index * outside.InnerStep(1);
                    int first = strip * Tile;
                    int last = Math.Min(rows, first + Tile);
                    for (int column = 0; column < columns; column += Tile)
                    {
                        int stop = Math.Min(columns, column + Tile);
                        for (int i = first; i < last; i++)
                        {
                            for (int j = column; j < stop; j++)
                            {
                                T value = x[i + j * fromColumn];
                                T* place = y + (i * toRow + j);
                                *place = add ? value + *place : value;
                            }
                        }
                    }
                }
            }
        );
        return true;
    }

    private static int FastAxis(Tensor<T> tensor)
    {
        for (int axis = tensor.Shape.Count - 1; axis >= 0; axis--)
        {
            if (tensor.Shape[axis] > 1 && tensor.Strides[axis] == 1)
            {
                return axis;
            }
        }
        return -1;
    }
}
