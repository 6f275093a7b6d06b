namespace Gsp.Topology;

/// <summary>Estimates that share one set of moments, that is, one forgetting factor.</summary>
internal sealed class MemberGroup(LaggedMoments moments, double forgetting, FilterMember[] members)
{
    /// <summary>The shared moments.</summary>
    public LaggedMoments Moments { get; } = moments;

    /// <summary>The forgetting factor in force; may be changed between samples.</summary>
    public double Forgetting { get; set; } = forgetting;

    /// <summary>The estimates.</summary>
    public FilterMember[] Members { get; } = members;
}
