namespace Gsp.Networks;

/// <summary>Parameters that are trained differently from the rest: with a learning rate or a weight decay of their own.</summary>
public sealed record ParameterGroup
{
    /// <summary>No weight decay for parameters with fewer than two axes: biases, and the scales and shifts of normalisations.</summary>
    public static ParameterGroup VectorsWithoutDecay { get; } =
        new() { Matches = (_, shape) => shape.Count < 2, WeightDecay = 0 };

    /// <summary>Whether a parameter, by its dotted name and its shape, belongs to the group.</summary>
    public required Func<string, Shape, bool> Matches { get; init; }

    /// <summary>The group's learning rate as a multiple of the optimiser's, whatever a schedule makes of that; 0 freezes the group. Zero or more.</summary>
    public double LearningRateFactor { get; init; } = 1;

    /// <summary>The group's weight decay; the optimiser's where it is null. Zero or more.</summary>
    public double? WeightDecay { get; init; }

    /// <summary>A group by name.</summary>
    /// <param name="matches">Whether a dotted name belongs to it, for instance <c>name => name.StartsWith("encoder.")</c>.</param>
    /// <returns>The group, to be refined by <c>with</c>.</returns>
    public static ParameterGroup Named(Func<string, bool> matches)
    {
        ArgumentNullException.ThrowIfNull(matches);
        return new() { Matches = (name, _) => matches(name) };
    }

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Matches);
        Require.NotNegative(LearningRateFactor, "of a parameter group");
        Require.NotNegative(WeightDecay ?? 0, "of a parameter group", nameof(WeightDecay));
    }
}
