namespace Gsp.Networks;

public partial interface IDevice<T>
{
    /// <summary>target = factor a b, for a matrix or for every matrix of a batch; or that much more.</summary>
    /// <param name="a">[..., m, k] with any strides (an axis of the batch may have stride 0).</param>
    /// <param name="b">[..., k, n] with any strides.</param>
    /// <param name="target">[..., m, n] with any strides without overlap; the batch axes of all three agree.</param>
    /// <param name="factor">Factor of the product.</param>
    /// <param name="accumulate">Whether to add to the target.</param>
    void MatMul(Tensor<T> a, Tensor<T> b, Tensor<T> target, T factor, bool accumulate);
}
