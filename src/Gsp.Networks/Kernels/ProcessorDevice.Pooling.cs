using Gsp.Numerics;

namespace Gsp.Networks;

public sealed unsafe partial class ProcessorDevice<T>
{
    /// <inheritdoc/>
    public void MaxPool(Tensor<T> source, PoolWindows windows, Tensor<T> target) =>
        EachPooledRow(
            source,
            target,
            (x, y) =>
            {
                for (int i = 0; i < windows.Outputs; i++)
                {
                    y[i] = x[Largest(x, windows, i)];
                }
            }
        );

    /// <inheritdoc/>
    public void MaxPoolSlope(
        Tensor<T> source,
        Tensor<T> gradient,
        PoolWindows windows,
        Tensor<T> target,
        bool accumulate
    )
    {
        T* above = Pointer(gradient);
        T* first = Pointer(source);
        int length = source.Shape[-1];
        EachPooledRow(
            source,
            target,
            (x, y) =>
            {
                if (!accumulate)
                {
                    new Span<T>(y, length).Clear();
                }
                T* g = above + ((x - first) / length * windows.Outputs);
                for (int i = 0; i < windows.Outputs; i++)
                {
                    y[Largest(x, windows, i)] += g[i];
                }
            }
        );
    }

    /// <inheritdoc/>
    public void AveragePool(Tensor<T> source, PoolWindows windows, Tensor<T> target) =>
        EachPooledRow(
            source,
            target,
            (x, y) =>
            {
                for (int i = 0; i < windows.Outputs; i++)
                {
                    (int start, int end, int divisor) = windows.At(i);
                    y[i] = Vectors.Sum(new ReadOnlySpan<T>(x + start, end - start)) / T.CreateTruncating(divisor);
                }
            }
        );

    /// <inheritdoc/>
    public void AveragePoolSlope(Tensor<T> gradient, PoolWindows windows, Tensor<T> target, bool accumulate)
    {
        int length = target.Shape[-1];
        EachPooledRow(
            gradient,
            target,
            (g, y) =>
            {
                if (!accumulate)
                {
                    new Span<T>(y, length).Clear();
                }
                for (int i = 0; i < windows.Outputs; i++)
                {
                    (int start, int end, int divisor) = windows.At(i);
                    T share = g[i] / T.CreateTruncating(divisor);
                    for (int k = start; k < end; k++)
                    {
                        y[k] += share;
                    }
                }
            }
        );
    }

    /// <summary>The first of the largest values of a window, or its first NaN.</summary>
    private static int Largest(T* x, PoolWindows windows, int output)
    {
        (int start, int end, _) = windows.At(output);
        int best = start;
        for (int i = start; i < end; i++)
        {
            if (T.IsNaN(x[i]))
            {
                return i;
            }
            best = x[i] > x[best] ? i : best;
        }
        return best;
    }

    private delegate void RowBody(T* from, T* to);

    /// <summary>Runs over the rows of two tensors that differ in their last axis.</summary>
    private void EachPooledRow(Tensor<T> source, Tensor<T> target, RowBody body)
    {
        T* from = Pointer(source);
        T* to = Pointer(target);
        int fromLength = source.Shape[-1];
        int toLength = target.Shape[-1];
        int rows = target.Elements / Math.Max(1, toLength);
        EachRow(
            rows,
            Math.Max(fromLength, toLength),
            row => body(from + ((nint)row * fromLength), to + ((nint)row * toLength))
        );
    }
}
