using System.Globalization;

namespace Gsp.Topology;

/// <summary>What one step of the corrected AdaCGP reports.</summary>
/// <param name="Time">Index of the sample, from 0.</param>
/// <param name="Phase">What the step did.</param>
/// <param name="Status">Whether the estimate can be used; <see cref="FitStatus.Diverged"/> once a number is not finite.</param>
/// <param name="ErrorAPriori">||x - forecast||^2 / ||x||^2 before the sample was used, over the nodes that were observed; NaN without forecast.</param>
/// <param name="ErrorAPosteriori">The same with the filters after the step. Smaller by construction; not a forecast.</param>
/// <param name="ErrorFromCoefficients">A-priori error of the forecast Y_t(W) h from W and the polynomial coefficients.</param>
/// <param name="SmoothedError">Running average of the a-priori error.</param>
/// <param name="Edges">Number of edges of W.</param>
/// <param name="Missing">Number of values of this sample that were missing and have been filled by the forecast.</param>
/// <param name="Changed">Whether the graph was found to have changed at this sample.</param>
/// <param name="Candidate">Which of the estimates running side by side is reported.</param>
public readonly record struct AdaCgpUpdate(
    long Time,
    AdaCgpPhase Phase,
    FitStatus Status,
    double ErrorAPriori,
    double ErrorAPosteriori,
    double ErrorFromCoefficients,
    double SmoothedError,
    int Edges,
    int Missing,
    bool Changed,
    int Candidate
)
{
    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"t={Time} {Phase}: error {ErrorAPriori:g4} a priori, {ErrorAPosteriori:g4} a posteriori, {Edges} edges{(Changed ? ", graph changed" : "")}{(Status == FitStatus.Diverged ? ", DIVERGED" : "")}"
        );
}
