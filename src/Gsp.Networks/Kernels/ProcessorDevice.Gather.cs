using Gsp.Numerics;

namespace Gsp.Networks;

public sealed unsafe partial class ProcessorDevice<T>
{
    /// <inheritdoc/>
    public void GatherRows(Tensor<T> source, ReadOnlySpan<int> rows, Tensor<T> target)
    {
        T* from = Pointer(source);
        T* to = Pointer(target);
        int width = source.Shape[-1];
        int[] numbers = rows.ToArray();
        EachRow(
            numbers.Length,
            width,
            i =>
                new ReadOnlySpan<T>(from + (nint)numbers[i] * width, width).CopyTo(
                    new Span<T>(to + (nint)i * width, width)
                )
        );
    }

    /// <inheritdoc/>
    public void ScatterAddRows(Tensor<T> source, ReadOnlySpan<int> rows, Tensor<T> target)
    {
        T* from = Pointer(source);
        T* to = Pointer(target);
        int width = source.Shape[-1];
        // Sources grouped by their target, in order: a target's sum belongs to one thread and has one order.
        int[] numbers = rows.ToArray();
        int[] order = [.. Enumerable.Range(0, numbers.Length)];
        Array.Sort(Array.ConvertAll(order, i => ((long)numbers[i] << 32) | (uint)i), order);
        int[] starts = [.. Enumerable.Range(0, order.Length).Where(k => k == 0 || NumberOf(k) != NumberOf(k - 1))];
        EachRow(
            starts.Length,
            width,
            group =>
            {
                int end = group + 1 < starts.Length ? starts[group + 1] : order.Length;
                var sum = new Span<T>(to + (nint)NumberOf(starts[group]) * width, width);
                for (int k = starts[group]; k < end; k++)
                {
                    Vectors.AddScaled(T.One, new ReadOnlySpan<T>(from + (nint)order[k] * width, width), sum);
                }
            }
        );

        int NumberOf(int k) => numbers[order[k]];
    }
}
