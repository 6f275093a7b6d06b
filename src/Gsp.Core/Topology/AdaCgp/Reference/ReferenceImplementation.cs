namespace Gsp.Topology;

/// <summary>Which of the authors' three programs a reference run follows.</summary>
public enum ReferenceImplementation
{
    /// <summary>The program behind the accuracy tables; the debiased shift operator is the masked old first filter.</summary>
    Torch,

    /// <summary>The program behind the complexity study: fixed steps can be chosen, and the debiased shift operator is the masked new first filter.</summary>
    Numpy,

    /// <summary>The cardiac program: known neighbourhood, strong-Wolfe line searches, a persistent debias in every step, no early stop.</summary>
    Optical,
}
