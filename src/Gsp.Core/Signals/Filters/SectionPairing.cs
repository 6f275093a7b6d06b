using System.Numerics;

namespace Gsp.Signals;

/// <summary>Groups poles and zeros into second-order sections.</summary>
/// <remarks>
/// The pole nearest the unit circle resonates most; it takes the zeros nearest to it, which flatten the section's response, and stands last, where the
/// other sections have damped what could make it overflow. An odd number of roots is made even by one pole and one zero at the origin. Jackson,
/// Digital Filters and Signal Processing, section 11.4; the order and the place of the gain are those of SciPy's <c>zpk2sos</c>.
/// </remarks>
internal static class SectionPairing
{
    /// <summary>The cascade of modulus one at the reference, a point of the unit circle where the response is real and positive.</summary>
    /// <param name="zeros">Real zeros one by one, complex ones by the member above the real axis. Emptied.</param>
    /// <param name="poles">As many poles, in the same form. Emptied.</param>
    /// <param name="reference">Where the gain is one.</param>
    public static SosFilter Cascade(List<Complex> zeros, List<Complex> poles, Complex reference)
    {
        if (poles.Count(IsReal) % 2 == 1)
        {
            poles.Add(0);
            zeros.Add(0);
        }
        var sections = new List<SecondOrderSection>();
        while (poles.Count > 0)
        {
            Complex pole = TakeNearest(poles, DistanceToCircle);
            Complex partner = IsReal(pole)
                ? TakeNearest(poles, p => IsReal(p) ? DistanceToCircle(p) : double.PositiveInfinity)
                : Complex.Conjugate(pole);
            Complex zero = TakeNearest(zeros, z => (z - pole).Magnitude);
            Complex other = IsReal(zero)
                ? TakeNearest(zeros, z => IsReal(z) ? (z - pole).Magnitude : double.PositiveInfinity)
                : Complex.Conjugate(zero);
            sections.Add(
                new SecondOrderSection(
                    1,
                    -(zero + other).Real,
                    (zero * other).Real,
                    -(pole + partner).Real,
                    (pole * partner).Real
                )
            );
        }
        sections.Reverse();
        double gain = (1 / new SosFilter([.. sections]).Response(reference.Phase / (2 * Math.PI))).Real;
        SecondOrderSection first = sections[0];
        sections[0] = first with { B0 = gain, B1 = gain * first.B1, B2 = gain * first.B2 };
        return new SosFilter([.. sections]);
    }

    private static bool IsReal(Complex root) => root.Imaginary == 0;

    private static double DistanceToCircle(Complex root) => Math.Abs(1 - root.Magnitude);

    private static Complex TakeNearest(List<Complex> roots, Func<Complex, double> distance)
    {
        int nearest = 0;
        for (int k = 1; k < roots.Count; k++)
        {
            nearest = distance(roots[k]) < distance(roots[nearest]) ? k : nearest;
        }
        Complex root = roots[nearest];
        roots.RemoveAt(nearest);
        return root;
    }
}
