namespace Gsp.Topology;

/// <summary>What weight an edge found by partial correlation carries.</summary>
public enum PartialCorrelationWeight
{
    /// <summary>The least-squares coefficients of each node on the links found into it.</summary>
    Coefficient,

    /// <summary>The partial correlation of the link's own test, in [−1, 1].</summary>
    Correlation,
}

/// <summary>Settings of <see cref="PartialCorrelationLearner"/>.</summary>
public sealed record PartialCorrelationOptions
{
    /// <summary>Largest lag P of a link; at least 1.</summary>
    public int Order { get; init; } = 3;

    /// <summary>Level of the tests that select the conditions, in (0, 1]; generous, as a condition too many costs little.</summary>
    public double ConditionLevel { get; init; } = 0.2;

    /// <summary>Most conditions a node keeps; null for no limit.</summary>
    public int? MaximumConditions { get; init; }

    /// <summary>Level of the final tests, in (0, 1).</summary>
    public double Level { get; init; } = 0.01;

    /// <summary>How that level is shared between the N²P final tests.</summary>
    public MultipleTesting Correction { get; init; } = MultipleTesting.BenjaminiHochberg;

    /// <summary>What weight a link carries.</summary>
    public PartialCorrelationWeight LinkWeight { get; init; } = PartialCorrelationWeight.Coefficient;

    /// <summary>How the links of several lags become one weight a pair.</summary>
    public EdgeWeights Weights { get; init; } = EdgeWeights.SignedFirstLag;

    internal void Validate()
    {
        Require.Positive(Order, "the number of lags");
        Require.InHalfOpen(ConditionLevel, 0.0, 1.0);
        Require.That(Level is > 0 and < 1, $"Level is {Level:R}; it must lie in (0, 1)", nameof(Level));
        if (MaximumConditions is int most)
        {
            Require.NotNegative(most, "", nameof(MaximumConditions));
        }
    }
}
