namespace Gsp.Numerics;

/// <summary>How a decomposition ended, as a value.</summary>
public enum DecompositionStatus
{
    /// <summary>Nothing has been decomposed yet.</summary>
    Empty,

    /// <summary>The factors are valid.</summary>
    Succeeded,

    /// <summary>The matrix is not (numerically) positive definite; the factors are not to be used.</summary>
    NotPositiveDefinite,

    /// <summary>The iteration did not converge within its limit, or the matrix held values that are not finite; the factors are not to be used.</summary>
    NotConverged,
}
