namespace Gsp.Topology;

/// <summary>Settings of <see cref="VectorAutoregressionLearner"/> and <see cref="VectorAutoregressionEstimator"/>.</summary>
public sealed record VectorAutoregressionOptions
{
    /// <summary>Number of lags P; at least 1.</summary>
    public int Order { get; init; } = 3;

    /// <summary>Whether the model has a constant term a node.</summary>
    public bool Intercept { get; init; } = true;

    /// <summary>How the filters become one weight a pair. The published study scores <see cref="EdgeWeights.LagNorm"/>.</summary>
    public EdgeWeights Weights { get; init; } = EdgeWeights.SignedFirstLag;

    /// <summary>λ: weight of the past, in (0, 1]; 1 forgets nothing.</summary>
    public double ForgettingFactor { get; init; } = 1;

    /// <summary>ρ: fraction of each regressor's power that is added to it, so that fewer samples than unknowns have an answer; 0 or more.
    /// Batch fits only: the streaming estimator rejects it.</summary>
    public double Ridge { get; init; }

    /// <summary>When the streaming estimator stops learning; by default never. Batch fits reject it.</summary>
    public StoppingOptions Stopping { get; init; } = new();

    internal void Validate()
    {
        Require.Positive(Order, "the number of lags");
        Require.InHalfOpen(ForgettingFactor, 0.0, 1.0);
        Require.NotNegative(Ridge);
        Stopping.Validate();
    }

    internal void ValidateForBatch()
    {
        Validate();
        Require.That(
            Stopping == new StoppingOptions(),
            "Stopping belongs to the streaming estimator; a batch fit uses all samples",
            nameof(Stopping)
        );
    }
}
