namespace Gsp.Topology;

/// <summary>Which entries a pruned least-squares fit may keep.</summary>
public enum PruningScope
{
    /// <summary>Only the first lag: the other lags serve the selection and are then dropped. Right where the truth is close to a VAR(1).</summary>
    FirstLag,

    /// <summary>Every lag, each entry judged by itself.</summary>
    AllLags,
}

/// <summary>What an entry's standard error takes into account.</summary>
public enum PruningError
{
    /// <summary>σ_i √(G⁻¹)_jj: the error of the coefficient with all others free, the textbook's.</summary>
    Joint,

    /// <summary>σ_i / √G_jj: the error that it would have alone. Smaller where regressors are correlated, so more entries pass.</summary>
    Marginal,
}

/// <summary>Settings of <see cref="PrunedLeastSquaresLearner"/>.</summary>
public sealed record PrunedLeastSquaresOptions
{
    /// <summary>Number of lags P of the first fit; at least 1.</summary>
    public int Order { get; init; } = 3;

    /// <summary>Whether the model has a constant term a node.</summary>
    public bool Intercept { get; init; } = true;

    /// <summary>c: an entry is kept when it exceeds this many standard errors; 0 or more. Null where <see cref="Level"/> is given.</summary>
    public double? Threshold { get; init; } = 4.2;

    /// <summary>Level of significance in (0, 1), instead of <see cref="Threshold"/> (which must then be null).</summary>
    public double? Level { get; init; }

    /// <summary>How the level is shared between the entries tested; needs <see cref="Level"/>.</summary>
    public MultipleTesting Correction { get; init; } = MultipleTesting.None;

    /// <summary>What the standard errors take into account.</summary>
    public PruningError Error { get; init; } = PruningError.Joint;

    /// <summary>Which entries are tested and may be kept.</summary>
    public PruningScope Scope { get; init; } = PruningScope.FirstLag;

    /// <summary>How the refitted filters become one weight a pair.</summary>
    public EdgeWeights Weights { get; init; } = EdgeWeights.SignedFirstLag;

    /// <summary>ρ: fraction of each regressor's power added to it in the first fit, for fewer samples than unknowns; 0 or more. The refit
    /// on the support is without it.</summary>
    public double Ridge { get; init; }

    internal void Validate()
    {
        Require.Positive(Order, "the number of lags");
        Require.NotNegative(Ridge);
        Require.That(
            Threshold is null != Level is null,
            "exactly one of Threshold and Level selects the entries: set the other to null",
            nameof(Level)
        );
        if (Threshold is double threshold)
        {
            Require.NotNegative(threshold, "standard errors", nameof(Threshold));
        }
        if (Level is double level)
        {
            Require.That(level is > 0 and < 1, $"Level is {level:R}; it must lie in (0, 1)", nameof(Level));
        }
        Require.That(
            Correction == MultipleTesting.None || Level is not null,
            "Correction shares a Level between tests; a Threshold is used as it is",
            nameof(Correction)
        );
    }
}
