using System.Numerics;

namespace Gsp.Signals;

/// <summary>Daubechies' filters from their definition: the shortest orthogonal ones with a given number of vanishing moments.</summary>
/// <remarks>
/// |H(w)|^2 = 2 cos^2(w/2)^N P(sin^2(w/2)) with P(y) = sum_(k &lt; N) C(N - 1 + k, k) y^k. Each root y of P gives a pair z, 1/z by z + 1/z = 2 - 4 y;
/// H takes one of the two, and N zeros at -1. Daubechies, Ten Lectures on Wavelets (1992), section 6.1 and 8.1.1. All in 28 digits.
/// </remarks>
internal static class SpectralFactor
{
    private const decimal SquareRootOfTwo = 1.4142135623730950488016887242m;

    /// <summary>The taps, of sum sqrt(2).</summary>
    /// <param name="moments">Number N of vanishing moments.</param>
    /// <param name="outside">For each root above or on the real axis, by increasing imaginary part of z inside the circle, whether 1/z is taken.</param>
    public static double[] Taps(int moments, ReadOnlySpan<bool> outside)
    {
        DecimalComplex[] roots =
        [
            .. Roots(moments).Select(Inside).Where(z => z.Imaginary >= 0).OrderBy(z => z.Imaginary),
        ];
        var polynomial = new List<decimal> { 1 };
        for (int k = 0; k < moments; k++)
        {
            polynomial = Product(polynomial, [1, 1]);
        }
        for (int k = 0; k < roots.Length; k++)
        {
            DecimalComplex z = outside[k] ? 1 / roots[k] : roots[k];
            polynomial = Product(polynomial, z.Imaginary == 0 ? [1, -z.Real] : [1, -2 * z.Real, z.Square]);
        }
        decimal sum = polynomial.Sum();
        return [.. polynomial.Select(tap => (double)(tap / sum * SquareRootOfTwo))];
    }

    /// <summary>The roots of P by the iteration of Durand and Kerner on all of them at once.</summary>
    private static DecimalComplex[] Roots(int moments)
    {
        int degree = moments - 1;
        // Monic, by rising powers.
        var coefficients = new decimal[degree + 1];
        decimal binomial = 1;
        for (int k = 0; k <= degree; k++)
        {
            coefficients[k] = binomial;
            binomial = binomial * (moments + k) / (k + 1);
        }
        decimal leading = coefficients[degree];
        coefficients = [.. coefficients.Select(c => c / leading)];
        var roots = new DecimalComplex[degree];
        for (int k = 0; k < degree; k++)
        {
            Complex start = Complex.FromPolarCoordinates(0.6, 2 * Math.PI * (k + 0.3) / degree);
            roots[k] = new DecimalComplex((decimal)start.Real, (decimal)start.Imaginary);
        }
        for (int round = 0; round < 500; round++)
        {
            decimal change = 0;
            for (int k = 0; k < degree; k++)
            {
                DecimalComplex value = 0;
                for (int power = degree; power >= 0; power--)
                {
                    value = value * roots[k] + coefficients[power];
                }
                DecimalComplex others = 1;
                for (int j = 0; j < degree; j++)
                {
                    others = j == k ? others : others * (roots[k] - roots[j]);
                }
                DecimalComplex step = value / others;
                roots[k] -= step;
                change = Math.Max(change, step.Square);
            }
            if (change < 1e-48m)
            {
                break;
            }
        }
        return roots;
    }

    private static DecimalComplex Inside(DecimalComplex y)
    {
        // What rounding left of an imaginary part belongs to a real root.
        y = Math.Abs(y.Imaginary) < 1e-15m ? y.Real : y;
        DecimalComplex half = 1 - 2 * y;
        DecimalComplex root = DecimalComplex.Sqrt(half * half - 1);
        DecimalComplex z = half + root;
        return z.Square < 1 ? z : half - root;
    }

    private static List<decimal> Product(List<decimal> a, decimal[] b)
    {
        var product = new decimal[a.Count + b.Length - 1];
        for (int i = 0; i < a.Count; i++)
        {
            for (int j = 0; j < b.Length; j++)
            {
                product[i + j] += a[i] * b[j];
            }
        }
        return [.. product];
    }
}
