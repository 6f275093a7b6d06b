namespace Gsp.Graphs;

/// <summary>Which matrix moves a signal along a graph. D is the diagonal matrix of the in-strengths (row sums of W), so that every
/// Laplacian below maps a constant signal to zero, directed or not.</summary>
public enum ShiftKind
{
    /// <summary>W itself.</summary>
    Adjacency,

    /// <summary>L = D - W. Symmetric positive semidefinite for undirected graphs of non-negative weights.</summary>
    CombinatorialLaplacian,

    /// <summary>I - D^-1/2 W D^-1/2, zero rows for isolated nodes; eigenvalues in [0, 2]. Undirected graphs of non-negative weights.</summary>
    NormalisedLaplacian,

    /// <summary>D^-1 W: each node takes the weighted mean of its sources; zero rows for nodes without any. Non-negative weights.</summary>
    RandomWalk,

    /// <summary>I - D^-1 W, zero rows for nodes without sources. Non-negative weights.</summary>
    RandomWalkLaplacian,

    /// <summary>Chung's Laplacian of a directed graph, see <see cref="DirectedLaplacian"/>.</summary>
    DirectedLaplacian,

    /// <summary>A matrix of the caller's own.</summary>
    Custom,
}
