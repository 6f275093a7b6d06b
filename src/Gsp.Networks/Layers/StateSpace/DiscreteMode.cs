using System.Numerics;
using Gsp.Numerics;

namespace Gsp.Networks;

/// <summary>A discretised mode as functions of x = Delta Lambda: its factor z(x) and gain phi(x), B = Delta phi(x) B, and their derivatives.</summary>
/// <remarks>Zero-order hold: z = e^x, phi = (e^x - 1)/x. Bilinear: z = (1 + x/2)/(1 - x/2), phi = 1/(1 - x/2).</remarks>
internal readonly record struct DiscreteMode(Complex Factor, Complex Gain, Complex FactorSlope, Complex GainSlope)
{
    public static DiscreteMode Of(Complex x, Discretisation method) =>
        method == Discretisation.Bilinear ? Trapezoidal(x) : Held(x);

    private static DiscreteMode Trapezoidal(Complex x)
    {
        Complex gain = 1 / (1 - 0.5 * x);
        return new DiscreteMode((1 + 0.5 * x) * gain, gain, gain * gain, 0.5 * gain * gain);
    }

    private static DiscreteMode Held(Complex x)
    {
        (double sine, double cosine) = Math.SinCos(x.Imaginary);
        double size = Elementary.Exp(x.Real);
        var factor = new Complex(size * cosine, size * sine);
        if (x.Magnitude < 0.1)
        {
            // Power series of phi and phi', where the closed forms lose digits; nine terms reach 1e-16 at 0.1.
            Complex gain = 0;
            Complex slope = 0;
            for (int k = 10; k >= 0; k--)
            {
                gain = 1 + x / (k + 2) * gain;
                slope = 1 + x * (k + 2) / ((k + 1) * (k + 3.0)) * slope;
            }
            return new DiscreteMode(factor, gain, factor, 0.5 * slope);
        }
        double half = Math.Sin(0.5 * x.Imaginary);
        var lessOne = new Complex(Elementary.ExpMinusOne(x.Real) * cosine - 2 * half * half, factor.Imaginary);
        Complex phi = lessOne / x;
        return new DiscreteMode(factor, phi, factor, (factor - phi) / x);
    }
}
