namespace Gsp.Topology;

/// <summary>A streaming estimator that has a graph to show after every step.</summary>
public interface IOnlineTopologyEstimator : IOnlineEstimator<OnlineUpdate>
{
    /// <summary>Number of lags P; 0 for contemporaneous methods.</summary>
    int Order { get; }

    /// <summary>How the estimate stands: <see cref="FitStatus.NotConverged"/> while it learns, <see cref="FitStatus.Converged"/> once the
    /// stopping rule was met, <see cref="FitStatus.Degenerate"/> before the data determine it, <see cref="FitStatus.Diverged"/>.</summary>
    FitStatus Status { get; }

    /// <summary>One sentence on the status.</summary>
    string StatusMessage { get; }

    /// <summary>Copies the current graph.</summary>
    /// <param name="target">Receives W, N x N row-major: entry (i, j) is the effect of node j on node i.</param>
    /// <exception cref="ArgumentException">The target does not hold N² values.</exception>
    void CopyShiftOperator(Span<double> target);

    /// <summary>Copies the current lag filters.</summary>
    /// <param name="target">Receives [Ψ_1 ... Ψ_P], N x NP row-major; nothing for contemporaneous methods.</param>
    /// <exception cref="ArgumentException">The target does not hold N²P values.</exception>
    void CopyFilters(Span<double> target);
}
