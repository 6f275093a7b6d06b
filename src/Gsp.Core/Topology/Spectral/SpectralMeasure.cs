namespace Gsp.Topology;

/// <summary>A frequency-resolved measure of how nodes are coupled. All are squared magnitudes, so they read as fractions of power.</summary>
public enum SpectralMeasure
{
    /// <summary>|S_ij|² / (S_ii S_jj): what is common to i and j, however it came about. Symmetric, in [0, 1].</summary>
    Coherence,

    /// <summary>|(S⁻¹)_ij|² / ((S⁻¹)_ii (S⁻¹)_jj): what is common to i and j once all other nodes are taken off. Symmetric, in [0, 1].</summary>
    PartialCoherence,

    /// <summary>|A_ij|² / Σ_k |A_kj|²: the direct share of j's outflow that reaches i. Columns sum to 1. Depends on the nodes' units.</summary>
    PartialDirectedCoherence,

    /// <summary>The same with each row divided by its noise's standard deviation, which makes it free of units. Columns sum to 1.</summary>
    GeneralisedPartialDirectedCoherence,

    /// <summary>|H_ij|² / Σ_m |H_im|²: the share of i's inflow that comes from j, over direct and indirect paths. Rows sum to 1.</summary>
    DirectedTransferFunction,

    /// <summary>|H_ij|² / Σ_f Σ_m |H_im|²: the same with the inflow of all given frequencies below the line, so that frequencies compare. Rows summed
    /// over the frequencies give 1.</summary>
    FullFrequencyDirectedTransferFunction,
}
