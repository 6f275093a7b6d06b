namespace Gsp.Numerics;

/// <summary>The body of a parallel loop as a value, for loops that must not allocate.</summary>
public interface IRangeBody
{
    /// <summary>Does the work of some indices; called at the same time from several threads for different ranges.</summary>
    /// <param name="start">First index.</param>
    /// <param name="end">One past the last index.</param>
    void Run(int start, int end);
}
