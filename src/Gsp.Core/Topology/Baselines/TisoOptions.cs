namespace Gsp.Topology;

/// <summary>Settings of <see cref="TisoEstimator"/>.</summary>
public sealed record TisoOptions
{
    /// <summary>Number of lags P; at least 1.</summary>
    public int Order { get; init; } = 3;

    /// <summary>λ: weight of the group penalty, in units of the squared error; 0 or more.</summary>
    public double Penalty { get; init; } = 0.1;

    /// <summary>Which rule gives the step α.</summary>
    public ProximalStep Step { get; init; } = ProximalStep.DoublyNormalised;

    /// <summary>The step of <see cref="ProximalStep.Fixed"/>, greater than 0; null with the other rules.</summary>
    public double? StepSize { get; init; }

    /// <summary>ε, added to ‖z‖² so that a silent stream does not divide by zero; greater than 0.</summary>
    public double Damping { get; init; } = 1e-3;

    /// <summary>Whether groups are those of the method or those that the reference study ran.</summary>
    public BaselineMode Mode { get; init; } = BaselineMode.Corrected;

    /// <summary>How the filters become one weight a pair.</summary>
    public EdgeWeights Weights { get; init; } = EdgeWeights.LagNorm;

    /// <summary>When to stop learning; by default never.</summary>
    public StoppingOptions Stopping { get; init; } = new();

    internal void Validate()
    {
        Require.Positive(Order, "the number of lags");
        Require.NotNegative(Penalty);
        Require.Positive(Damping);
        ProximalStepRule.Validate(Step, StepSize);
        Stopping.Validate();
    }
}
