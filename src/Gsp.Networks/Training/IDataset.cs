namespace Gsp.Networks;

/// <summary>Examples that can be fetched by number.</summary>
/// <typeparam name="TBatch">What a batch is: for instance <see cref="Examples{T}"/>.</typeparam>
public interface IDataset<out TBatch>
{
    /// <summary>Number of examples.</summary>
    int Count { get; }

    /// <summary>Fetches some examples; the same for the same numbers.</summary>
    /// <param name="indices">Numbers from 0 to <see cref="Count"/> - 1.</param>
    /// <returns>The batch, in the order of the numbers; its tensors are made in the scope of the step.</returns>
    TBatch Batch(ReadOnlySpan<int> indices);
}
