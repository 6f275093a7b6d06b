namespace Gsp.Topology;

/// <summary>The candidates among which a self-tuning AdaCGP chooses. Immutable; checked when an estimator is made.</summary>
public sealed record SelfTuningOptions
{
    /// <summary>The most lags considered, 1 to 16; orders 1 to this run side by side.</summary>
    public int MaximumOrder { get; init; } = 3;

    /// <summary>Forgetting factors considered, each in (0, 1], the preferred one first; null for 1 and a window of ten samples a node (at least 500).</summary>
    public IReadOnlyList<double>? Forgetting { get; init; }

    /// <summary>Expected numbers of false edges considered, each greater than 0 and at most N, the preferred one first; null for 0.2 and N / 10.</summary>
    public IReadOnlyList<double>? ExpectedFalseEdges { get; init; }

    /// <summary>Whether filters that are polynomials of one W are considered.</summary>
    public bool Polynomial { get; init; } = true;

    /// <summary>Number of samples over which forecasts are compared, at least 10.</summary>
    public int SelectionHorizon { get; init; } = 1000;

    /// <summary>Whether a change of the graph, seen in the a-priori errors, makes the past count for little.</summary>
    public bool DetectChanges { get; init; } = true;

    /// <summary>Number of samples added to the moments at once, 1 to 64; null for a value that suits N.</summary>
    public int? UpdateInterval { get; init; }

    /// <summary>Number of threads, 1 to 64. Never changes the numbers.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Checks every setting.</summary>
    /// <param name="nodes">N, the number of nodes.</param>
    /// <returns>These options.</returns>
    /// <exception cref="ArgumentException">A setting is out of range; the message says which and why.</exception>
    public SelfTuningOptions Validate(int nodes)
    {
        Require.InRange(nodes, 1, 20_000, "number of nodes; the moments take (NP)^2 numbers");
        Require.InRange(MaximumOrder, 1, 16, "number of lags");
        Require.InRange(SelectionHorizon, 10, int.MaxValue, "samples");
        Require.InRange(UpdateInterval ?? 1, 1, 64, "samples", nameof(UpdateInterval));
        Require.InRange(Threads, 1, 64);
        Require.That(
            Forgetting is null || Forgetting.Count > 0,
            "Forgetting is empty; give at least one factor, or null for the usual ones",
            nameof(Forgetting)
        );
        Require.That(
            ExpectedFalseEdges is null || ExpectedFalseEdges.Count > 0,
            "ExpectedFalseEdges is empty; give at least one number, or null for the usual ones",
            nameof(ExpectedFalseEdges)
        );
        foreach (double factor in Forgetting ?? [])
        {
            Require.InHalfOpen(factor, 0.0, 1.0, "1 remembers everything", nameof(Forgetting));
        }
        foreach (double number in ExpectedFalseEdges ?? [])
        {
            Require.InHalfOpen(number, 0.0, nodes, "number of false edges in all of W", nameof(ExpectedFalseEdges));
        }
        return this;
    }

    /// <summary>The forgetting factors in force for N nodes.</summary>
    internal IReadOnlyList<double> ForgettingFor(int nodes) => Forgetting ?? [1, 1 - 1.0 / Math.Max(500, 10 * nodes)];

    /// <summary>The expected numbers of false edges in force for N nodes.</summary>
    internal IReadOnlyList<double> FalseEdgesFor(int nodes) =>
        ExpectedFalseEdges
        ?? (nodes > 2 ? [AdaCgpAssembly.DefaultFalseEdges, nodes / 10.0] : [AdaCgpAssembly.DefaultFalseEdges]);
}
