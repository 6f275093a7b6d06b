namespace Gsp.Networks;

public partial interface IDevice<T>
{
    /// <summary>target[b, i, c] = Σ_k value_k source[b, column_k, c] over the entries k of row i in their order, or that much more.</summary>
    /// <param name="pattern">rows x columns.</param>
    /// <param name="values">[entries], contiguous; none for ones.</param>
    /// <param name="source">[b, columns, c]; the last axis adjacent, the others with any strides.</param>
    /// <param name="target">[b, rows, c]; the last axis adjacent, the others with any strides without overlap.</param>
    /// <param name="accumulate">Whether to add to the target.</param>
    void SparseProduct(SparsePattern pattern, Tensor<T>? values, Tensor<T> source, Tensor<T> target, bool accumulate);

    /// <summary>target[k] = Σ left[b, row_k, c] right[b, column_k, c] over b and c, for each entry k; or that much more.</summary>
    /// <param name="pattern">rows x columns.</param>
    /// <param name="left">[b, rows, c], contiguous.</param>
    /// <param name="right">[b, columns, c], contiguous.</param>
    /// <param name="target">[entries].</param>
    /// <param name="accumulate">Whether to add to the target.</param>
    void SampledProduct(SparsePattern pattern, Tensor<T> left, Tensor<T> right, Tensor<T> target, bool accumulate);
}
