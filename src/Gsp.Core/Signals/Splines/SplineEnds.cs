namespace Gsp.Signals;

/// <summary>The two conditions that a cubic spline needs beside its knots.</summary>
public enum SplineEnds
{
    /// <summary>The third derivative has no jump at the second and at the last knot but one: cubic polynomials are reproduced.</summary>
    NotAKnot,

    /// <summary>The second derivative is zero at both ends: of all interpolants the one that bends least.</summary>
    Natural,
}
