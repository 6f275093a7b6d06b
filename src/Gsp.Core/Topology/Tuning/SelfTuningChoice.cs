using System.Globalization;

namespace Gsp.Topology;

/// <summary>One setting that a self-tuning AdaCGP may report.</summary>
/// <param name="Order">P, the number of lags.</param>
/// <param name="Forgetting">lambda, the forgetting factor.</param>
/// <param name="ExpectedFalseEdges">Expected number of false edges in W.</param>
/// <param name="Polynomial">Whether the filters are polynomials of one W.</param>
public readonly record struct SelfTuningChoice(int Order, double Forgetting, double ExpectedFalseEdges, bool Polynomial)
{
    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"order {Order}, forgetting {Forgetting:g6}, {ExpectedFalseEdges:g3} false edges{(Polynomial ? ", polynomial filters" : "")}"
        );
}
