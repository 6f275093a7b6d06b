namespace Gsp.Networks;

public partial interface IDevice<T>
{
    /// <summary>target = factor source where an element's random word is not below a threshold, 0 elsewhere; or that much more.</summary>
    /// <param name="source">Contiguous.</param>
    /// <param name="target">Contiguous; the same shape.</param>
    /// <param name="key">The key of the random words (<see cref="DropoutWords"/>).</param>
    /// <param name="threshold">Words below it drop their element: the probability times 2^32.</param>
    /// <param name="factor">The factor of the elements that stay.</param>
    /// <param name="accumulate">Whether to add to the target.</param>
    void Dropout(Tensor<T> source, Tensor<T> target, ulong key, uint threshold, T factor, bool accumulate);
}
