using System.Numerics;

namespace Gsp.Topology;

/// <summary>All roots of a small complex polynomial, by Aberth's simultaneous iteration.</summary>
/// <remarks>Cost: a few sweeps of O(P^2). Multiple roots come out as a cluster with an error of about eps^(1/multiplicity). Aberth,
/// Mathematics of Computation 27 (1973).</remarks>
internal static class PolynomialRoots
{
    private const int Sweeps = 200;

    /// <param name="coefficients">c in z^P + c[0] z^(P-1) + ... + c[P-1].</param>
    public static Complex[] OfMonic(ReadOnlySpan<Complex> coefficients)
    {
        int degree = coefficients.Length;
        var roots = new Complex[degree];
        // Roots at zero are exact and would slow the rest down.
        while (degree > 0 && coefficients[degree - 1] == Complex.Zero)
        {
            degree--;
        }
        if (degree == 0)
        {
            return roots;
        }
        Complex[] c = coefficients[..degree].ToArray();
        double bound = 1 + c.Max(Complex.Abs);
        for (int k = 0; k < degree; k++)
        {
            // Off the real axis and without symmetry, so that conjugate and real roots part from one another.
            roots[k] = Complex.FromPolarCoordinates(0.5 * bound, 2 * Math.PI * k / degree + 0.4);
        }
        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            double moved = 0;
            for (int k = 0; k < degree; k++)
            {
                Complex step = Step(c, roots, k, degree);
                roots[k] -= step;
                moved = Math.Max(moved, Complex.Abs(step));
            }
            if (moved <= 1e-16 * bound)
            {
                break;
            }
        }
        return roots;
    }

    private static Complex Step(Complex[] c, Complex[] roots, int k, int degree)
    {
        Complex z = roots[k];
        Complex value = 1;
        Complex slope = 0;
        foreach (Complex coefficient in c)
        {
            slope = slope * z + value;
            value = value * z + coefficient;
        }
        if (value == Complex.Zero)
        {
            return 0;
        }
        Complex repulsion = 0;
        for (int j = 0; j < degree; j++)
        {
            if (j != k && roots[j] != z)
            {
                repulsion += 1 / (z - roots[j]);
            }
        }
        Complex denominator = slope - value * repulsion;
        return denominator == Complex.Zero ? 0 : value / denominator;
    }
}
