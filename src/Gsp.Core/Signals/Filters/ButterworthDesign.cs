using System.Numerics;

namespace Gsp.Signals;

/// <summary>Designs recursive filters as second-order sections: Butterworth and notch.</summary>
/// <remarks>
/// Poles of the analogue prototype on the unit circle, transformed to the band with prewarped corners, then by the bilinear map. The corners are
/// the frequencies of half power (-3 dB). The gain is one at zero (low-pass, band-stop), at half the sample rate (high-pass) or at the geometric
/// centre of the prewarped corners (band-pass); the first section carries it. Poles and zeros are paired as in SciPy's <c>output="sos"</c>, so
/// the coefficients are the same. Oppenheim and Schafer, Discrete-Time Signal Processing, section 7.3.
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
        return Build(Prototype(order).Select(pole => w * pole), -1, -1, Complex.One);
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
        return Build(Prototype(order).Select(pole => w / pole), 1, 1, -Complex.One);
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

    /// <summary>The roots of s^2 - b s + centre^2 that stand for all: both for a real b with real roots, one of a conjugate pair otherwise.</summary>
    private static IEnumerable<Complex> Split(Complex b, double centre)
    {
        Complex root = Complex.Sqrt(b * b / 4 - centre * centre);
        // The larger root without cancellation; the other from their product.
        Complex first = (b / 2 + root).Magnitude > (b / 2 - root).Magnitude ? b / 2 + root : b / 2 - root;
        yield return first;
        if (b.Imaginary != 0 || root.Imaginary == 0)
        {
            yield return centre * centre / first;
        }
    }

    /// <summary>Maps analogue poles to the unit disc, gives each the zeros of the band and scales the whole to modulus one at the reference.</summary>
    private static SosFilter Build(IEnumerable<Complex> analogue, Complex zero, Complex otherZero, Complex reference)
    {
        var poles = new List<Complex>();
        int degree = 0;
        foreach (Complex pole in analogue)
        {
            Complex mapped = Bilinear(pole);
            bool real = Math.Abs(pole.Imaginary) <= 1e-14 * pole.Magnitude;
            poles.Add(real ? mapped.Real : new Complex(mapped.Real, Math.Abs(mapped.Imaginary)));
            degree += real ? 1 : 2;
        }
        // As many zeros as poles; a complex zero stands for its conjugate too.
        IEnumerable<Complex> zeros =
            zero.Imaginary == 0
                ? Enumerable.Range(0, degree).Select(k => k % 2 == 0 ? zero : otherZero)
                : Enumerable.Repeat(new Complex(zero.Real, Math.Abs(zero.Imaginary)), degree / 2);
        return SectionPairing.Cascade([.. zeros], poles, reference);
    }
}
