namespace Gsp.Topology;

/// <summary>Settings of <see cref="PmimeLearner"/>.</summary>
public sealed record PmimeOptions
{
    /// <summary>Lags tried of every node: the present and the <c>MaximumLag</c> - 1 samples before it.</summary>
    public int MaximumLag { get; init; } = 5;

    /// <summary>Future samples of the target that are to be explained together, from 1.</summary>
    public int Horizon { get; init; } = 1;

    /// <summary>Nearest neighbours k of the information estimator; more give less variance and more bias.</summary>
    public int Neighbours { get; init; } = 5;

    /// <summary>A lagged variable is taken while it brings more than this fraction of the information known so far, in [0, 1).</summary>
    public double Threshold { get; init; } = 0.03;

    /// <summary>Most lagged variables in one target's embedding.</summary>
    public int MaximumComponents { get; init; } = 20;

    internal void Validate()
    {
        Require.InRange(MaximumLag, 1, 10_000);
        Require.InRange(Horizon, 1, 10_000);
        Require.InRange(Neighbours, 1, 10_000);
        Require.InRange(Threshold, 0, 0.999999, "a fraction of the information");
        Require.InRange(MaximumComponents, 1, 10_000);
    }
}
