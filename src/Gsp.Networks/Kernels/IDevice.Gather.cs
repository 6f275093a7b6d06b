namespace Gsp.Networks;

public partial interface IDevice<T>
{
    /// <summary>target_i = source_rows(i): rows of a table by number.</summary>
    /// <param name="source">[n, d], contiguous.</param>
    /// <param name="rows">A number in [0, n) for each row of the target.</param>
    /// <param name="target">[rows, d], contiguous.</param>
    void GatherRows(Tensor<T> source, ReadOnlySpan<int> rows, Tensor<T> target);

    /// <summary>target_rows(i) += source_i, in the order of i: the transpose of <see cref="GatherRows"/>.</summary>
    /// <param name="source">[rows, d], contiguous.</param>
    /// <param name="rows">A number in [0, n) for each row of the source.</param>
    /// <param name="target">[n, d], contiguous.</param>
    void ScatterAddRows(Tensor<T> source, ReadOnlySpan<int> rows, Tensor<T> target);
}
