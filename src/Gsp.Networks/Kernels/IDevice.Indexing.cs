namespace Gsp.Networks;

public partial interface IDevice<T>
{
    /// <summary>target = a where the mask is not 0, else b.</summary>
    /// <param name="mask">Any strides, stretched to the target's shape.</param>
    /// <param name="a">Any strides, stretched to the target's shape.</param>
    /// <param name="b">Any strides, stretched to the target's shape.</param>
    /// <param name="target">Contiguous.</param>
    void Choose(Tensor<T> mask, Tensor<T> a, Tensor<T> b, Tensor<T> target);

    /// <summary>The greatest or smallest value along the middle axis, or NaN where one is.</summary>
    /// <param name="source">[outer, n, inner], contiguous, n at least 1.</param>
    /// <param name="target">[outer, 1, inner].</param>
    /// <param name="least">Whether the smallest is wanted.</param>
    void Extremum(Tensor<T> source, Tensor<T> target, bool least);

    /// <summary>The gradient of <see cref="Extremum"/>: goes to the first element that equals the extremum, 0 to the others.</summary>
    /// <param name="source">[outer, n, inner], contiguous.</param>
    /// <param name="extremum">What the forward pass gave.</param>
    /// <param name="gradient">[outer, 1, inner], contiguous.</param>
    /// <param name="target">[outer, n, inner].</param>
    /// <param name="accumulate">Whether to add to the target.</param>
    void ExtremumSlope(Tensor<T> source, Tensor<T> extremum, Tensor<T> gradient, Tensor<T> target, bool accumulate);

    /// <summary>Running sums along the middle axis.</summary>
    /// <param name="source">[outer, n, inner], contiguous.</param>
    /// <param name="target">[outer, n, inner].</param>
    /// <param name="reverse">Whether they run from the end.</param>
    /// <param name="accumulate">Whether to add to the target.</param>
    void CumulativeSum(Tensor<T> source, Tensor<T> target, bool reverse, bool accumulate);

    /// <summary>target = a b, or a times the conjugate of b, for complex numbers on the last axis.</summary>
    /// <param name="a">[..., 2] with any strides, stretched to the target's shape.</param>
    /// <param name="b">[..., 2] with any strides, stretched to the target's shape.</param>
    /// <param name="target">[..., 2], contiguous.</param>
    /// <param name="conjugate">Whether b is conjugated.</param>
    void ComplexMultiply(Tensor<T> a, Tensor<T> b, Tensor<T> target, bool conjugate);
}
