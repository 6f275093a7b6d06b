namespace Gsp.Topology;

/// <summary>When a streaming baseline counts as converged: its averaged error has stopped falling.</summary>
/// <remarks>
/// The rule of the published study for alternating schedules. The exponential average E of the a-posteriori error starts at 1. Before each
/// sample: if E fell below the best by more than the fraction δ, it becomes the best and the patience is filled up again; otherwise, once more
/// samples than the patience were learned, the patience shrinks by one. At 0 the estimator stops and keeps its estimate.
/// </remarks>
public sealed record StoppingOptions
{
    /// <summary>Weight a of the newest error in the average, E ← E + a (error − E); in (0, 1].</summary>
    public double Smoothing { get; init; } = 0.005;

    /// <summary>δ: the relative fall that counts as progress; in [0, 1).</summary>
    public double MinimumImprovement { get; init; } = 0.01;

    /// <summary>Steps without progress after which learning stops; null never stops.</summary>
    public int? Patience { get; init; }

    internal void Validate()
    {
        Require.InHalfOpen(Smoothing, 0.0, 1.0);
        Require.That(
            MinimumImprovement is >= 0 and < 1,
            $"MinimumImprovement is {MinimumImprovement:R}; it must lie in [0, 1) (a fraction of the best error)",
            nameof(MinimumImprovement)
        );
        if (Patience is int patience)
        {
            Require.Positive(patience, "leave it null to learn without end", nameof(Patience));
        }
    }
}
