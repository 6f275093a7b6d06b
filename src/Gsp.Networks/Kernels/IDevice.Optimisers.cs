namespace Gsp.Networks;

public partial interface IDevice<T>
{
    /// <summary>One step of an optimiser's rule on many parameters, one pass over weights, gradients and state.</summary>
    /// <typeparam name="R">The rule.</typeparam>
    /// <param name="targets">The parameters, none of whose memories overlap.</param>
    void Update<R>(ReadOnlySpan<UpdateTarget<T, R>> targets)
        where R : struct, IUpdateRule<T>;

    /// <summary>The sum of squares of each of many tensors, in a fixed order; waits for the answer.</summary>
    /// <param name="tensors">Contiguous tensors.</param>
    /// <param name="sums">Receives a sum for each; NaN or infinite where an element is. Squares that leave the range of T are summed in double
    /// precision.</param>
    void SumsOfSquares(ReadOnlySpan<Tensor<T>> tensors, Span<double> sums);
}
