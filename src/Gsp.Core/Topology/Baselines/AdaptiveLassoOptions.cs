namespace Gsp.Topology;

/// <summary>How the penalty of a sparse regression is chosen.</summary>
public enum PenaltySelection
{
    /// <summary>The Bayesian information criterion of each row, over the penalty path.</summary>
    Bic,

    /// <summary>The forecast error of each row on the last part of the samples, which the path was not fitted on.</summary>
    Forecast,

    /// <summary>The penalty given.</summary>
    Fixed,
}

/// <summary>Settings of <see cref="AdaptiveLassoLearner"/>.</summary>
public sealed record AdaptiveLassoOptions
{
    /// <summary>Number of lags P; at least 1.</summary>
    public int Order { get; init; } = 3;

    /// <summary>Whether the model has a constant term a node; it is not penalised.</summary>
    public bool Intercept { get; init; } = true;

    /// <summary>The exponent of the weights 1/|b|^power taken from the first fit; 0 is the plain lasso.</summary>
    public double Power { get; init; } = 1;

    /// <summary>How the penalty is chosen.</summary>
    public PenaltySelection Selection { get; init; } = PenaltySelection.Bic;

    /// <summary>The penalty as a fraction of each row's critical one (at which the row is zero), in (0, 1]; with <see cref="PenaltySelection.Fixed"/>
    /// only, null otherwise.</summary>
    public double? Penalty { get; init; }

    /// <summary>Number of penalties tried, from critical down; at least 2.</summary>
    public int PathLength { get; init; } = 40;

    /// <summary>The smallest penalty tried as a fraction of the critical one, in (0, 1).</summary>
    public double PathRatio { get; init; } = 1e-4;

    /// <summary>Fraction of the samples held out at the end by <see cref="PenaltySelection.Forecast"/>, in (0, 1).</summary>
    public double HoldOut { get; init; } = 0.2;

    /// <summary>Whether the selected entries are refitted by least squares.</summary>
    public bool Refit { get; init; } = true;

    /// <summary>How the filters become one weight a pair.</summary>
    public EdgeWeights Weights { get; init; } = EdgeWeights.SignedFirstLag;

    /// <summary>ρ: fraction of each regressor's power added to it in the first fit, for fewer samples than unknowns; 0 or more.</summary>
    public double Ridge { get; init; }

    /// <summary>Most sweeps of coordinate descent a penalty; at least 1.</summary>
    public int MaximumSweeps { get; init; } = 1000;

    /// <summary>Largest change of a standardised coefficient in a sweep that counts as converged; greater than 0.</summary>
    public double Tolerance { get; init; } = 1e-9;

    internal void Validate()
    {
        Require.Positive(Order, "the number of lags");
        Require.NotNegative(Power);
        Require.That(
            Selection == PenaltySelection.Fixed == Penalty is not null,
            "Penalty belongs to Selection = Fixed: give both or neither",
            nameof(Penalty)
        );
        if (Penalty is double penalty)
        {
            Require.InHalfOpen(penalty, 0.0, 1.0, "a fraction of the critical penalty", nameof(Penalty));
        }
        Require.InRange(PathLength, 2, int.MaxValue);
        Require.That(PathRatio is > 0 and < 1, $"PathRatio is {PathRatio:R}; it must lie in (0, 1)", nameof(PathRatio));
        Require.That(HoldOut is > 0 and < 1, $"HoldOut is {HoldOut:R}; it must lie in (0, 1)", nameof(HoldOut));
        Require.NotNegative(Ridge);
        Require.Positive(MaximumSweeps);
        Require.Positive(Tolerance);
    }
}
