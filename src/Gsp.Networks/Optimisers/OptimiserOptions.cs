namespace Gsp.Networks;

/// <summary>What all optimisers have in common.</summary>
public abstract record OptimiserOptions
{
    /// <summary>The learning rate at the beginning; a schedule changes it on the optimiser. Zero or more.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>The weight decay λ; what it means is the rule's to say. Zero or more.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Parameters with a rate or a decay of their own; the first group that matches a parameter counts.</summary>
    public IReadOnlyList<ParameterGroup> Groups { get; init; } = [];

    internal virtual void Validate()
    {
        Require.NotNegative(LearningRate, "a learning rate points downhill");
        Require.NotNegative(WeightDecay, "a decay pulls weights to zero");
        ArgumentNullException.ThrowIfNull(Groups);
        foreach (ParameterGroup group in Groups)
        {
            group.Validate();
        }
    }
}
