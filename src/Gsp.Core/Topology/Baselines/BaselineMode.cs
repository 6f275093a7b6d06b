namespace Gsp.Topology;

/// <summary>Whether a baseline follows its paper or the study that it was compared in.</summary>
public enum BaselineMode
{
    /// <summary>The method as published: one group holds all lags of one ordered pair of nodes, the self-group is not penalised.</summary>
    Corrected,

    /// <summary>What the reference study ran, numbers and all: groups are P consecutive entries of the lag-major row, the last P entries never
    /// move, and the group spared in row n is the n-th of these.</summary>
    Reference,
}
