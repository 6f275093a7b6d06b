using System.Globalization;

namespace Gsp.Topology;

/// <summary>How the batch causal graph process gets its shift operator from the filters.</summary>
public enum OperatorEstimate
{
    /// <summary>W is the first filter itself, as the convention h_10 = 0, h_11 = 1 has it.</summary>
    FirstFilter,

    /// <summary>W is close to the first filter, sparse, and commutes with the others.</summary>
    Commuting,
}

/// <summary>Settings of <see cref="CausalGraphProcessLearner"/>.</summary>
public sealed record CausalGraphProcessOptions
{
    /// <summary>Number of lags P, from 1 to 20.</summary>
    public int Order { get; init; } = 3;

    /// <summary>l1 weight of the filters as a fraction of the weight that makes them all zero: one value for all lags, or one a lag; in
    /// [0, 1].</summary>
    public IReadOnlyList<double> FilterSparsity { get; init; } = [0.05];

    /// <summary>Weight gamma of the commutators among the filters, zero or more, in units of the samples' mean square.</summary>
    public double Commutation { get; init; } = 0.1;

    /// <summary>How the shift operator is obtained.</summary>
    public OperatorEstimate Operator { get; init; } = OperatorEstimate.FirstFilter;

    /// <summary>l1 weight of W as a fraction of the first filter's largest entry, in [0, 1]; used by <see cref="OperatorEstimate.Commuting"/>
    /// only and therefore zero otherwise.</summary>
    public double OperatorSparsity { get; init; }

    /// <summary>l1 weight of the polynomial coefficients as a fraction of the weight that makes them all zero, in [0, 1].</summary>
    public double CoefficientSparsity { get; init; } = 0.005;

    /// <summary>Fixes h_10 = 0 and h_11 = 1, so that the first filter is W itself.</summary>
    public bool FixFirstFilter { get; init; } = true;

    /// <summary>Steps of the joint refinement of W and h on their supports, without penalties; 0 leaves it out. It needs
    /// <see cref="FixFirstFilter"/>, without which the scales of W and h are free.</summary>
    public int RefinementSteps { get; init; } = 20;

    /// <summary>The filters have converged when a sweep lowers the objective by less than this fraction of the samples' mean square.</summary>
    public double Tolerance { get; init; } = 1e-8;

    /// <summary>Most sweeps over the filters.</summary>
    public int MaximumSweeps { get; init; } = 200;

    internal void Validate()
    {
        Require.InRange(Order, 1, 20);
        ArgumentNullException.ThrowIfNull(FilterSparsity);
        Require.That(
            FilterSparsity.Count == 1 || FilterSparsity.Count == Order,
            $"FilterSparsity is a list of {FilterSparsity.Count}; it holds one value for all lags or one a lag (Order is {Order})"
        );
        foreach (double fraction in FilterSparsity)
        {
            Require.InRange(fraction, 0, 1, "a fraction of the critical penalty", nameof(FilterSparsity));
        }
        Require.NotNegative(Commutation);
        Require.That(
            Enum.IsDefined(Operator),
            $"Operator is {(int)Operator}; it must be one of {string.Join(", ", Enum.GetNames<OperatorEstimate>())}"
        );
        Require.InRange(OperatorSparsity, 0, 1, "a fraction of the first filter's largest entry");
        Require.That(
            OperatorSparsity == 0 || Operator == OperatorEstimate.Commuting,
            $"OperatorSparsity is {OperatorSparsity.ToString(CultureInfo.InvariantCulture)}; it must be zero unless Operator is Commuting"
        );
        Require.InRange(CoefficientSparsity, 0, 1, "a fraction of the critical penalty");
        Require.InRange(RefinementSteps, 0, 100_000);
        Require.That(
            RefinementSteps == 0 || FixFirstFilter,
            $"RefinementSteps is {RefinementSteps}; it must be 0 unless FixFirstFilter is set (the scales of W and h are free otherwise)"
        );
        Require.Positive(Tolerance);
        Require.InRange(MaximumSweeps, 1, 1_000_000);
    }
}
