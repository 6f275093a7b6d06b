namespace Gsp.Topology;

/// <summary>An estimator that learns sample by sample, in bounded memory, and can be saved and continued to the same bits.</summary>
/// <typeparam name="TUpdate">What one step reports; a value type, so that a step allocates nothing.</typeparam>
/// <remarks>The first calls only fill the lags where the model needs past samples; the update says so. Not thread-safe.</remarks>
public interface IOnlineEstimator<TUpdate>
    where TUpdate : struct
{
    /// <summary>Number of nodes N of the stream.</summary>
    int Nodes { get; }

    /// <summary>Takes the next sample.</summary>
    /// <param name="sample">N values, one a node. NaN marks a missing value where the estimator says that it takes them.</param>
    /// <returns>What this step did.</returns>
    /// <exception cref="ArgumentException">The sample has another length or holds a value that is not finite.</exception>
    TUpdate Step(ReadOnlySpan<double> sample);

    /// <summary>The whole state, enough to continue to the same bits.</summary>
    /// <returns>A snapshot that shares no memory with the estimator.</returns>
    Snapshot Save();

    /// <summary>Takes over a saved state.</summary>
    /// <param name="snapshot">A state saved by an estimator of the same kind, size and options.</param>
    /// <exception cref="ArgumentException">It belongs to another kind or size.</exception>
    void Restore(Snapshot snapshot);

    /// <summary>Returns to the state before the first sample.</summary>
    void Reset();
}
