namespace Gsp.Networks;

/// <summary>How a continuous-time diagonal system becomes one in steps of Delta.</summary>
public enum Discretisation
{
    /// <summary>The input is constant during a step: exact for such inputs.</summary>
    ZeroOrderHold,

    /// <summary>The trapezoidal rule (Tustin).</summary>
    Bilinear,
}
