namespace Gsp.Signals;

/// <summary>One running filter: what it remembers of the past. The output does not depend on how the stream is cut into pieces.</summary>
/// <remarks>Bounded memory; no allocation per call once the largest piece has been seen. Not thread-safe: one state a stream.</remarks>
public abstract class FilterState
{
    /// <summary>Filters the next piece.</summary>
    /// <param name="input">Any number of samples.</param>
    /// <param name="output">Receives as many; may be the input.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public void Process(ReadOnlySpan<double> input, Span<double> output)
    {
        Require.SameLength(output.Length, input.Length, nameof(output));
        ProcessPiece(input, output);
    }

    /// <summary>Filters one sample.</summary>
    /// <param name="sample">The sample.</param>
    /// <returns>The filtered sample.</returns>
    public double Process(double sample)
    {
        Span<double> value = [sample];
        ProcessPiece(value, value);
        return value[0];
    }

    /// <summary>Sets the state to what it would be had the input been constant for ever: no start-up transient from that level.</summary>
    /// <param name="level">The constant.</param>
    public abstract void Settle(double level);

    /// <summary>Returns to rest.</summary>
    public void Reset() => Settle(0);

    /// <summary>Saves the state.</summary>
    /// <param name="snapshot">Receives the state.</param>
    /// <param name="name">The entry's name.</param>
    public void Save(Snapshot snapshot, string name) => snapshot.Put(name, Memory);

    /// <summary>Takes over a saved state; the stream continues to the same bits.</summary>
    /// <param name="snapshot">A snapshot with the state.</param>
    /// <param name="name">The entry's name.</param>
    /// <exception cref="ArgumentException">It belongs to another filter's size.</exception>
    public void Restore(Snapshot snapshot, string name) => snapshot.CopyTo(name, Memory);

    private protected abstract Span<double> Memory { get; }

    private protected abstract void ProcessPiece(ReadOnlySpan<double> input, Span<double> output);
}
