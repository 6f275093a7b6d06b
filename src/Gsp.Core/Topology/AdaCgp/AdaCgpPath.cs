namespace Gsp.Topology;

/// <summary>In which of AdaCGP's two sub-problems the commutators of the lag filters are penalised.</summary>
public enum AdaCgpPath
{
    /// <summary>P1: convex lasso for the filters; the shift operator is a second problem with commutators and its own sparsity.</summary>
    Path1 = 1,

    /// <summary>P2: the filters' problem carries the commutators (multi-convex); the shift operator is the first filter.</summary>
    Path2 = 2,
}
