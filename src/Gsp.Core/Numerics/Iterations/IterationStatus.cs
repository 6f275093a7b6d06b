namespace Gsp.Numerics;

/// <summary>How an iteration ended, as a value.</summary>
public enum IterationStatus
{
    /// <summary>The residual reached the tolerance.</summary>
    Converged,

    /// <summary>The limit of iterations was reached first; the result is the best so far and its residual is given.</summary>
    IterationLimit,

    /// <summary>A value that is not finite appeared; the result is not to be used.</summary>
    Diverged,
}
