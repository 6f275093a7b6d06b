using System.Numerics;

namespace Gsp.Signals;

/// <summary>Designs recursive filters as second-order sections: Butterworth and notch.</summary>
/// <remarks>
/// Poles of the analogue prototype on the unit circle, transformed to the band with prewarped corners, then by the bilinear map. The corners are
/// the frequencies of half power (-3 dB). Scaled to gain one at zero (low-pass, band-stop), at half the sample rate (high-pass) or at the band's geometric
/// centre of the prewarped corners. Oppenheim and Schafer, Discrete-Time Signal Processing, section 7.3.
/// </remarks>
public static class ButterworthDesign
{
    /// <summary>A low-pass filter of the given order.</summary>
    /// <param name="order">Number of poles, 1 to 50.</param>
    /// <param name="cutoff">Frequency of half power, between 0 and half the sample rate.</param>
    /// <param name="sampleRate">Samples a second.</param>
    /// <returns>The filter.</returns>
    /// <exception cref="ArgumentException">A parameter is out of range.</exception>
    public static SosFilter LowPass(int order, double cutoff, double sampleRate)
    {
        double w = Warp(FirDesign.Edge(cutoff, sampleRate));
        return Build(Prototype(order).Select(pole => (w * pole, (Complex?)null)), -1, -1, Complex.One);
    }

    /// <summary>A high-pass filter of the given order.</summary>
    /// <param name="order">Number of poles, 1 to 50.</param>
    /// <param name="cutoff">Frequency of half power, between 0 and half the sample rate.</param>
    /// <param name="sampleRate">Samples a second.</param>
    /// <returns>The filter.</returns>
    /// <exception cref="ArgumentException">A parameter is out of range.</exception>
    public static SosFilter HighPass(int order, double cutoff, double sampleRate)
    {
        double w = Warp(FirDesign.Edge(cutoff, sampleRate));
        return Build(Prototype(order).Select(pole => (w / pole, (Complex?)null)), 1, 1, -Complex.One);
    }

    /// <summary>A band-pass filter: the order counts the poles of the prototype, the filter has twice as many.</summary>
    /// <param name="order">Number of poles of the prototype, 1 to 50.</param>
    /// <param name="low">Lower frequency of half power.</param>
    /// <param name="high">Upper frequency of half power.</param>
    /// <param name="sampleRate">Samples a second.</param>
    /// <returns>The filter.</returns>
    /// <exception cref="ArgumentException">A parameter is out of range.</exception>
    public static SosFilter BandPass(int order, double low, double high, double sampleRate)
    {
        (double bandwidth, double centre) = WarpedBand(low, high, sampleRate);
        return Build(
            Prototype(order).SelectMany(pole => Split(pole * bandwidth, centre)),
            1,
            -1,
            Bilinear(Complex.ImaginaryOne * centre)
        );
    }

    /// <summary>A band-stop filter: the order counts the poles of the prototype, the filter has twice as many.</summary>
    /// <param name="order">Number of poles of the prototype, 1 to 50.</param>
    /// <param name="low">Lower frequency of half power.</param>
    /// <param name="high">Upper frequency of half power.</param>
    /// <param name="sampleRate">Samples a second.</param>
    /// <returns>The filter.</returns>
    /// <exception cref="ArgumentException">A parameter is out of range.</exception>
    public static SosFilter BandStop(int order, double low, double high, double sampleRate)
    {
        (double bandwidth, double centre) = WarpedBand(low, high, sampleRate);
        Complex zero = Bilinear(Complex.ImaginaryOne * centre);
        return Build(
            Prototype(order).SelectMany(pole => Split(bandwidth / pole, centre)),
            zero,
            Complex.Conjugate(zero),
            Complex.One
        );
    }

    /// <summary>A notch: removes one frequency, for instance of the mains.</summary>
    /// <param name="frequency">The frequency removed, between 0 and half the sample rate.</param>
    /// <param name="quality">Frequency over width at half power, greater than zero.</param>
    /// <param name="sampleRate">Samples a second.</param>
    /// <returns>One section with gain one at zero and at half the sample rate.</returns>
    /// <exception cref="ArgumentException">A parameter is out of range.</exception>
    public static SosFilter Notch(double frequency, double quality, double sampleRate)
    {
        Require.Positive(quality);
        double angle = Math.PI * FirDesign.Edge(frequency, sampleRate);
        double gain = 1 / (1 + Math.Tan(0.5 * angle / quality));
        Require.That(
            gain is > 0 and < 1,
            "the notch is wider than half the sample rate; raise its quality",
            nameof(quality)
        );
        double middle = -2 * gain * Math.Cos(angle);
        return new SosFilter([new SecondOrderSection(gain, middle, gain, middle, 2 * gain - 1)]);
    }

    /// <summary>The poles of the analogue prototype with an imaginary part of zero or more; the others are their conjugates.</summary>
    private static IEnumerable<Complex> Prototype(int order)
    {
        Require.InRange(order, 1, 50);
        for (int k = 0; k < order / 2; k++)
        {
            yield return Complex.FromPolarCoordinates(1, Math.PI * (0.5 + (2 * k + 1) / (2.0 * order)));
        }
        if (order % 2 == 1)
        {
            yield return -Complex.One;
        }
    }

    /// <summary>The prewarped angular frequency of a corner, for a bilinear map with unit 2/T = 1.</summary>
    private static double Warp(double edge) => Math.Tan(0.5 * Math.PI * edge);

    private static (double Bandwidth, double Centre) WarpedBand(double low, double high, double sampleRate)
    {
        (double left, double right) = FirDesign.Band(low, high, sampleRate);
        return (Warp(right) - Warp(left), Math.Sqrt(Warp(left) * Warp(right)));
    }

    private static Complex Bilinear(Complex s) => (1 + s) / (1 - s);

    /// <summary>The roots of s^2 - b s + centre^2: each with its conjugate makes a section, or, for a real b, both make one.</summary>
    private static IEnumerable<(Complex Pole, Complex? Partner)> Split(Complex b, double centre)
    {
        Complex root = Complex.Sqrt(b * b / 4 - centre * centre);
        // The larger root without cancellation; the other from their product.
        Complex first = (b / 2 + root).Magnitude > (b / 2 - root).Magnitude ? b / 2 + root : b / 2 - root;
        Complex second = centre * centre / first;
        if (b.Imaginary == 0)
        {
            yield return (first, second);
            yield break;
        }
        yield return (first, null);
        yield return (second, null);
    }

    /// <summary>Builds the cascade from analogue poles. A complex pole stands for itself and its conjugate, a real one alone for one of first order.</summary>
    private static SosFilter Build(
        IEnumerable<(Complex Pole, Complex? Partner)> poles,
        Complex zero,
        Complex otherZero,
        Complex reference
    )
    {
        var sections = new List<SecondOrderSection>();
        // Poles far from the circle first: the sharp resonances see what the others have damped.
        foreach ((Complex pole, Complex? partner) in poles.OrderBy(p => Bilinear(p.Pole).Magnitude))
        {
            Complex first = Bilinear(pole);
            bool single = partner is null && pole.Imaginary == 0;
            Complex second = single ? 0 : (partner is Complex p ? Bilinear(p) : Complex.Conjugate(first));
            (double b1, double b2) = single ? (-zero.Real, 0) : (-(zero + otherZero).Real, (zero * otherZero).Real);
            (double a1, double a2) = (-(first + second).Real, (first * second).Real);
            Complex inverse = 1 / reference;
            Complex gain = (1 + inverse * (a1 + inverse * a2)) / (1 + inverse * (b1 + inverse * b2));
            double scale = gain.Magnitude;
            sections.Add(new SecondOrderSection(scale, scale * b1, scale * b2, a1, a2));
        }
        var filter = new SosFilter([.. sections]);
        // Each section has modulus one at the reference; the product is real there, and its sign belongs to the first section.
        Complex total = filter.Response(reference.Phase / (2 * Math.PI));
        if (total.Real < 0)
        {
            SecondOrderSection s = sections[0];
            sections[0] = s with { B0 = -s.B0, B1 = -s.B1, B2 = -s.B2 };
            filter = new SosFilter([.. sections]);
        }
        return filter;
    }
}
