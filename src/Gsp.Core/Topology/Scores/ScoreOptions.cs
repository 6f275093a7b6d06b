namespace Gsp.Topology;

/// <summary>Which entries of the graph a comparison with the truth counts.</summary>
public sealed record ScoreOptions
{
    /// <summary>The choice of the published study: all N^2 entries, self-loops included.</summary>
    public static ScoreOptions Default { get; } = new();

    /// <summary>Leaves the N diagonal entries out of every measure, errors and rankings alike; for methods that cannot learn
    /// self-loops, or for truths that do not define them.</summary>
    public bool ExcludeDiagonal { get; init; }
}
