namespace Gsp.Topology;

/// <summary>How the corrected AdaCGP finds the support of the graph.</summary>
public enum AdaCgpPath
{
    /// <summary>By tests of significance on exact row-wise least squares; thresholds in standard errors, no penalty weights to choose.</summary>
    Significance,

    /// <summary>Path 1: penalised filters without commutator, then a penalised W with commutator (problems (A) and (B)).</summary>
    One,

    /// <summary>Path 2: penalised filters with commutator, and W = Psi_1.</summary>
    Two,
}

/// <summary>When the weights are estimated without penalty on the support found.</summary>
public enum DebiasSchedule
{
    /// <summary>In every sweep (ADB).</summary>
    Alternating,

    /// <summary>Support search until convergence, then only weights on the frozen support (DB).</summary>
    AfterConvergence,

    /// <summary>Never: the penalised estimate is reported. Not offered with <see cref="AdaCgpPath.Significance"/>.</summary>
    None,
}

/// <summary>How weights on a support are estimated without penalty, in their own state.</summary>
public enum DebiasMethod
{
    /// <summary>Row i solves R[S,S] a = C[i,S] exactly.</summary>
    ExactRows,

    /// <summary>One projected gradient step a sweep, carried on from sweep to sweep.</summary>
    MaskedGradient,
}

/// <summary>How far a step goes along its direction.</summary>
public enum AdaCgpStepRule
{
    /// <summary>One over the largest eigenvalue of R, by a warm-started power iteration.</summary>
    Eigenvalue,

    /// <summary>The exact minimiser along the direction, in closed form: the data term is a parabola in the step.</summary>
    LineSearch,
}

/// <summary>Whether all filters are forced to be polynomials of one W and estimated jointly.</summary>
public enum PolynomialStructure
{
    /// <summary>Both estimates run; the a-priori forecast errors decide which one is reported.</summary>
    Automatic,

    /// <summary>Only the lag filters without common structure.</summary>
    Off,

    /// <summary>The polynomial estimate is reported always.</summary>
    Always,
}

/// <summary>What a step of AdaCGP did.</summary>
public enum AdaCgpPhase
{
    /// <summary>The sample only filled the lags; no forecast yet.</summary>
    FillingLags,

    /// <summary>Support and weights are being learned.</summary>
    Learning,

    /// <summary>The smoothed a-priori error has settled; learning goes on.</summary>
    Settled,

    /// <summary>The support is frozen and only the weights are refitted.</summary>
    Debiasing,

    /// <summary>Sample and lags were all zero; nothing was changed.</summary>
    Ignored,
}
