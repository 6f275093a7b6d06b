namespace Gsp.Topology;

/// <summary>The statistic of a Granger-causality test.</summary>
public enum GrangerTest
{
    /// <summary>Wald's statistic against χ² with P degrees of freedom, as the published study tests.</summary>
    Wald,

    /// <summary>The same statistic over P against F with P and the residual degrees of freedom: exact for Gaussian noise and fixed regressors.</summary>
    FisherF,
}

/// <summary>Settings of <see cref="GrangerLearner"/> and <see cref="GrangerEstimator"/>.</summary>
public sealed record GrangerOptions
{
    /// <summary>Number of lags P; at least 1.</summary>
    public int Order { get; init; } = 3;

    /// <summary>Whether the model has a constant term a node.</summary>
    public bool Intercept { get; init; } = true;

    /// <summary>How the filters become one weight a pair. The published study scores <see cref="EdgeWeights.LagNorm"/>.</summary>
    public EdgeWeights Weights { get; init; } = EdgeWeights.SignedFirstLag;

    /// <summary>Level of significance, in (0, 1).</summary>
    public double Level { get; init; } = 0.05;

    /// <summary>How the level is shared between the N² tests. The published study does not share it.</summary>
    public MultipleTesting Correction { get; init; } = MultipleTesting.None;

    /// <summary>The test's statistic.</summary>
    public GrangerTest Test { get; init; } = GrangerTest.Wald;

    /// <summary>λ: weight of the past, in (0, 1]; 1 forgets nothing. Below 1 the p-values are approximate.</summary>
    public double ForgettingFactor { get; init; } = 1;

    /// <summary>When the streaming estimator stops learning; by default never. Batch fits reject it.</summary>
    public StoppingOptions Stopping { get; init; } = new();

    internal void Validate()
    {
        AsRegression().Validate();
        Require.That(Level is > 0 and < 1, $"Level is {Level:R}; it must lie in (0, 1)", nameof(Level));
    }

    internal VectorAutoregressionOptions AsRegression() =>
        new()
        {
            Order = Order,
            Intercept = Intercept,
            Weights = Weights,
            ForgettingFactor = ForgettingFactor,
            Stopping = Stopping,
        };
}
