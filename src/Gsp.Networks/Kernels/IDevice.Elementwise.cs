namespace Gsp.Networks;

public partial interface IDevice<T>
{
    /// <summary>target = f(source), element by element.</summary>
    /// <typeparam name="F">The formula.</typeparam>
    /// <param name="formula">Its constants.</param>
    /// <param name="source">Any strides.</param>
    /// <param name="target">Contiguous; the same shape.</param>
    void Map<F>(F formula, Tensor<T> source, Tensor<T> target)
        where F : struct, IUnaryFormula;

    /// <summary>target = gradient f'(point), or that much more.</summary>
    /// <typeparam name="F">The formula.</typeparam>
    /// <param name="formula">Its constants.</param>
    /// <param name="point">What the slope is computed from: the formula's input or output, as it says. Any strides.</param>
    /// <param name="gradient">The gradient of the output. Any strides.</param>
    /// <param name="target">Contiguous; the same shape.</param>
    /// <param name="accumulate">Whether to add to the target.</param>
    void MapSlope<F>(F formula, Tensor<T> point, Tensor<T> gradient, Tensor<T> target, bool accumulate)
        where F : struct, IUnaryFormula;

    /// <summary>target = f(a, b), element by element.</summary>
    /// <typeparam name="F">The formula.</typeparam>
    /// <param name="formula">Its constants.</param>
    /// <param name="a">Any strides, stretched to the target's shape.</param>
    /// <param name="b">Any strides, stretched to the target's shape.</param>
    /// <param name="target">Contiguous.</param>
    void Zip<F>(F formula, Tensor<T> a, Tensor<T> b, Tensor<T> target)
        where F : struct, IBinaryFormula;

    /// <summary>The sum over some axes.</summary>
    /// <param name="source">Any strides.</param>
    /// <param name="target">Contiguous; the source's number of axes, with length 1 on those that are summed.</param>
    /// <param name="factor">Factor of the sum.</param>
    /// <param name="accumulate">Whether to add to the target.</param>
    void Sum(Tensor<T> source, Tensor<T> target, T factor, bool accumulate);
}
