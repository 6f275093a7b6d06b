using System.Globalization;

namespace Gsp.Topology;

/// <summary>One setting that a self-tuning AdaCGP may report.</summary>
/// <param name="Order">P, the number of lags.</param>
/// <param name="Forgetting">lambda, the forgetting factor.</param>
/// <param name="FalseDiscoveryRate">Expected share of false edges.</param>
/// <param name="Polynomial">Whether the filters are polynomials of one W.</param>
public readonly record struct SelfTuningChoice(int Order, double Forgetting, double FalseDiscoveryRate, bool Polynomial)
{
    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"order {Order}, forgetting {Forgetting:g6}, false discovery rate {FalseDiscoveryRate:g3}{(Polynomial ? ", polynomial filters" : "")}"
        );
}
