namespace Gsp.Topology;

/// <summary>Settings of <see cref="SdSemEstimator"/>.</summary>
public sealed record SdSemOptions
{
    /// <summary>f: weight of the past in the running second moments, in (0, 1]; the memory is about 1/(1 − f) samples.</summary>
    public double ForgettingFactor { get; init; } = 0.95;

    /// <summary>λ: weight of the ℓ1 penalty, in units of the summed squared samples; 0 or more.</summary>
    public double Penalty { get; init; } = 1;

    /// <summary>Accelerated proximal-gradient rounds a sample; at least 1.</summary>
    public int InnerIterations { get; init; } = 4;

    /// <summary>When to stop learning; by default never.</summary>
    public StoppingOptions Stopping { get; init; } = new();

    internal void Validate()
    {
        Require.InHalfOpen(ForgettingFactor, 0.0, 1.0);
        Require.NotNegative(Penalty);
        Require.Positive(InnerIterations);
        Stopping.Validate();
    }
}
