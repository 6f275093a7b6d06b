using System.Numerics;

namespace Gsp.Signals;

/// <summary>Complex numbers of 28 decimal digits, so that roots of ill-conditioned polynomials still have the 16 of a double.</summary>
internal readonly record struct DecimalComplex(decimal Real, decimal Imaginary)
{
    public static implicit operator DecimalComplex(decimal value) => new(value, 0);

    public static DecimalComplex operator +(DecimalComplex a, DecimalComplex b) =>
        new(a.Real + b.Real, a.Imaginary + b.Imaginary);

    public static DecimalComplex operator -(DecimalComplex a, DecimalComplex b) =>
        new(a.Real - b.Real, a.Imaginary - b.Imaginary);

    public static DecimalComplex operator *(DecimalComplex a, DecimalComplex b) =>
        new(a.Real * b.Real - a.Imaginary * b.Imaginary, a.Real * b.Imaginary + a.Imaginary * b.Real);

    public static DecimalComplex operator /(DecimalComplex a, DecimalComplex b)
    {
        decimal square = b.Square;
        DecimalComplex product = a * new DecimalComplex(b.Real, -b.Imaginary);
        return new DecimalComplex(product.Real / square, product.Imaginary / square);
    }

    /// <summary>The squared modulus.</summary>
    public decimal Square => Real * Real + Imaginary * Imaginary;

    /// <summary>The root with a real part of zero or more, by Newton's iteration from that of doubles.</summary>
    public static DecimalComplex Sqrt(DecimalComplex value)
    {
        Complex start = Complex.Sqrt(new Complex((double)value.Real, (double)value.Imaginary));
        var root = new DecimalComplex((decimal)start.Real, (decimal)start.Imaginary);
        for (int k = 0; k < 3 && root.Square > 0; k++)
        {
            root = (root + value / root) * 0.5m;
        }
        return root;
    }
}
