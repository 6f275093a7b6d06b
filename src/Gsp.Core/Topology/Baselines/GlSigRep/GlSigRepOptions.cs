namespace Gsp.Topology;

/// <summary>Settings of <see cref="GlSigRepLearner"/>.</summary>
public sealed record GlSigRepOptions
{
    /// <summary>Weight alpha of the smoothness tr(Y^T L Y), greater than zero; it has the unit of 1 / (signal squared) relative to
    /// <see cref="FrobeniusPenalty"/>. Larger values give smoother signals and sparser graphs.</summary>
    public double Smoothness { get; init; } = 0.01;

    /// <summary>Weight beta of ||L||_F^2, greater than zero; larger values spread the weight over more edges.</summary>
    public double FrobeniusPenalty { get; init; } = 0.01;

    /// <summary>Number of latest samples that are used; 0 uses all. The reference study uses 1.</summary>
    public int Frames { get; init; }

    /// <summary>Most alternations between graph and signal.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>The alternation ends early when the objective falls by less than this fraction of itself; zero never ends early.</summary>
    public double RoundTolerance { get; init; } = 1e-8;

    /// <summary>Edges lighter than this are reported as absent, zero or more.</summary>
    public double EdgeThreshold { get; init; } = 1e-3;

    /// <summary>The graph step has converged when its Karush-Kuhn-Tucker residual, relative to the gradient's size, is at most this.</summary>
    public double Tolerance { get; init; } = 1e-9;

    /// <summary>Most iterations of one graph step.</summary>
    public int MaximumIterations { get; init; } = 10_000;

    /// <summary>Reproduces the authors' truncated solver instead of solving the graph step; null solves it.</summary>
    public GlSigRepReferenceOptions? Reference { get; init; }

    internal void Validate()
    {
        Require.Positive(Smoothness);
        Require.Positive(FrobeniusPenalty, "without it the graph step is not strictly convex");
        Require.NotNegative(Frames);
        Require.InRange(Rounds, 1, 1_000_000);
        Require.NotNegative(RoundTolerance);
        Require.NotNegative(EdgeThreshold);
        Require.Positive(Tolerance);
        Require.InRange(MaximumIterations, 1, 100_000_000);
        Reference?.Validate();
    }
}

/// <summary>Settings that exist only to reproduce the AdaCGP study's GL-SigRep runs.</summary>
/// <remarks>The study hands the graph step to a general interior-point solver and stops it after as many iterations as there are rounds,
/// long before it has converged: its weights are all positive, close to the uniform graph, and not the minimiser. These settings follow
/// that path; while they are set, <see cref="GlSigRepOptions.Tolerance"/>, <see cref="GlSigRepOptions.RoundTolerance"/> and
/// <see cref="GlSigRepOptions.MaximumIterations"/> have no effect.</remarks>
public sealed record GlSigRepReferenceOptions
{
    /// <summary>Iterations after which each graph step is stopped; the study uses the number of rounds.</summary>
    public int InteriorPointIterations { get; init; } = 5;

    /// <summary>The optimality and constraint violation at which the graph step may stop earlier.</summary>
    public double GradientTolerance { get; init; } = 1e-6;

    internal void Validate()
    {
        Require.InRange(InteriorPointIterations, 1, 100_000);
        Require.Positive(GradientTolerance);
    }
}
