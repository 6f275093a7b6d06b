namespace Gsp.Topology;

/// <summary>When AdaCGP re-estimates the weights on the support without penalties.</summary>
public enum AdaCgpDebiasing
{
    /// <summary>DB: run the penalised recursion until it converges, freeze the support, then re-estimate on it.</summary>
    AfterConvergence,

    /// <summary>ADB: both in every step.</summary>
    Alternating,
}
