namespace Gsp.Numerics;

/// <summary>Cuts a range of indices into nearly equal parts, the same way everywhere.</summary>
/// <remarks>Part p of P of n indices is [n p / P, n (p + 1) / P), so parts differ in length by at most one. A reduction over a number of
/// parts that is a constant of the algorithm, added in the order of the parts, has the same bits for any number of threads.
/// Thread-safe.</remarks>
public static class WorkSplit
{
    /// <summary>The half-open range of one part.</summary>
    /// <param name="count">Number of indices, zero or more.</param>
    /// <param name="parts">Number of parts, at least 1.</param>
    /// <param name="part">The part, from 0 to <paramref name="parts"/> - 1.</param>
    /// <returns>First index and the one past the last; equal where there are more parts than indices.</returns>
    public static (int Start, int End) Range(int count, int parts, int part)
    {
        Require.NotNegative(count);
        Require.InRange(part, 0, Require.Positive(parts) - 1);
        return ((int)((long)count * part / parts), (int)((long)count * (part + 1) / parts));
    }
}
