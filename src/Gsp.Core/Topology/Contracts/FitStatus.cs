namespace Gsp.Topology;

/// <summary>How a fit ended, as a value.</summary>
public enum FitStatus
{
    /// <summary>The method's own criterion was met.</summary>
    Converged,

    /// <summary>All samples were used and the criterion was not met; the estimate is the best so far.</summary>
    NotConverged,

    /// <summary>The estimate grew beyond all bounds or became non-finite; it is not to be used.</summary>
    Diverged,

    /// <summary>A matrix that had to be positive definite was not; the message names the pivot and a ridge that would help.</summary>
    NotPositiveDefinite,

    /// <summary>The data do not determine the estimate (for instance fewer samples than unknowns, or a constant channel).</summary>
    Degenerate,
}
