namespace Gsp.Topology;

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
