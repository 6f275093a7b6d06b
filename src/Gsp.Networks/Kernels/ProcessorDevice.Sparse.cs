using Gsp.Numerics;

namespace Gsp.Networks;

public sealed unsafe partial class ProcessorDevice<T>
{
    /// <inheritdoc/>
    public void SparseProduct(
        SparsePattern pattern,
        Tensor<T>? values,
        Tensor<T> source,
        Tensor<T> target,
        bool accumulate
    )
    {
        int rows = pattern.RowCount;
        int width = target.Shape[2];
        if (target.Elements == 0)
        {
            return;
        }
        T* x = Pointer(source);
        T* y = Pointer(target);
        T* v = values is null ? null : Pointer(values);
        (nint xBatch, nint xNode) = (source.Strides[0], source.Strides[1]);
        (nint yBatch, nint yNode) = (target.Strides[0], target.Strides[1]);
        int work = width * (1 + pattern.EntryCount / Math.Max(1, rows));
        For(
            target.Shape[0] * rows,
            Math.Max(1, Grain / work),
            (start, end) =>
            {
                fixed (int* starts = pattern.RowStartArray)
                fixed (int* columns = pattern.ColumnArray)
                {
                    for (int index = start; index < end; index++)
                    {
                        (int batch, int row) = Math.DivRem(index, rows);
                        int first = starts[row];
                        SparseKernels<T>.Instance.Row(
                            x + batch * xBatch,
                            xNode,
                            columns + first,
                            v == null ? null : v + first,
                            starts[row + 1] - first,
                            y + batch * yBatch + row * yNode,
                            width,
                            accumulate
                        );
                    }
                }
            }
        );
    }

    /// <inheritdoc/>
    public void SampledProduct(
        SparsePattern pattern,
        Tensor<T> left,
        Tensor<T> right,
        Tensor<T> target,
        bool accumulate
    )
    {
        int width = left.Shape[2];
        int batches = left.Shape[0];
        T* a = Pointer(left);
        T* b = Pointer(right);
        T* y = Pointer(target);
        nint leftBatch = (nint)pattern.RowCount * width;
        nint rightBatch = (nint)pattern.ColumnCount * width;
        int degree = 1 + pattern.EntryCount / Math.Max(1, pattern.RowCount);
        For(
            pattern.RowCount,
            Math.Max(1, Grain / Math.Max(1, degree * width * batches)),
            (start, end) =>
            {
                for (int row = start; row < end; row++)
                {
                    for (int k = pattern.RowStartArray[row]; k < pattern.RowStartArray[row + 1]; k++)
                    {
                        T* from = a + (nint)row * width;
                        T* to = b + (nint)pattern.ColumnArray[k] * width;
                        T sum = T.Zero;
                        for (int batch = 0; batch < batches; batch++)
                        {
                            sum += Vectors.Dot(
                                new ReadOnlySpan<T>(from + batch * leftBatch, width),
                                new ReadOnlySpan<T>(to + batch * rightBatch, width)
                            );
                        }
                        y[k] = accumulate ? y[k] + sum : sum;
                    }
                }
            }
        );
    }
}
