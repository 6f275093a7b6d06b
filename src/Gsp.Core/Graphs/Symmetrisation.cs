namespace Gsp.Graphs;

/// <summary>How two opposite weights W[i,j] and W[j,i] become one.</summary>
public enum Symmetrisation
{
    /// <summary>Their mean: keeps the total weight.</summary>
    Average,

    /// <summary>The larger one: an edge in either direction survives (PyGSP: <c>maximum</c>).</summary>
    Maximum,

    /// <summary>The smaller one: for non-negative weights only mutual edges survive.</summary>
    Minimum,

    /// <summary>The weight of the direction that exists, the mean where both do (PyGSP: <c>fill</c>).</summary>
    Fill,
}
