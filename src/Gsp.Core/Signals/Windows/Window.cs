namespace Gsp.Signals;

/// <summary>The shape of a window. Sidelobes are those of long windows.</summary>
/// <remarks>Coefficients from Harris, Proc. IEEE 66 (1978), and D'Antona and Ferrero, Digital Signal Processing for Measurement Systems (flat top).</remarks>
public enum WindowShape
{
    /// <summary>All ones.</summary>
    Rectangular,

    /// <summary>0.5 - 0.5 cos: sidelobes -31 dB, falling fast.</summary>
    Hann,

    /// <summary>0.54 - 0.46 cos: sidelobes -43 dB. The usual choice for filter design.</summary>
    Hamming,

    /// <summary>0.42 - 0.5 cos + 0.08 cos(2 .): sidelobes -58 dB.</summary>
    Blackman,

    /// <summary>Kaiser's window I0(beta sqrt(1 - x^2)) / I0(beta): sidelobes by its parameter beta, zero or more.</summary>
    Kaiser,

    /// <summary>Four cosine terms: sidelobes -92 dB.</summary>
    BlackmanHarris,

    /// <summary>Five cosine terms: the height of a spectral line is right to 0.01 dB wherever it lies between two bins.</summary>
    FlatTop,

    /// <summary>exp(-t^2 / 2 s^2): its parameter is the standard deviation s in samples, greater than zero.</summary>
    Gaussian,

    /// <summary>Flat with cosine ends: its parameter is the share of the length that is tapered, 0 (rectangular) to 1 (Hann).</summary>
    Tukey,
}

/// <summary>Windows: weights that fade a piece of signal out at its ends.</summary>
/// <remarks>Equal to <c>scipy.signal.windows</c> to rounding. Pure and thread-safe.</remarks>
public static class Window
{
    private static readonly double[] HannTerms = [0.5, 0.5];
    private static readonly double[] HammingTerms = [0.54, 0.46];
    private static readonly double[] BlackmanTerms = [0.42, 0.5, 0.08];
    private static readonly double[] BlackmanHarrisTerms = [0.35875, 0.48829, 0.14128, 0.01168];
    private static readonly double[] FlatTopTerms = [0.21557895, 0.41663158, 0.277263158, 0.083578947, 0.006947368];

    /// <summary>A symmetric window, for filter design.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="length">Number of weights, at least 1.</param>
    /// <param name="parameter">Of the Kaiser, Gaussian and Tukey windows, see <see cref="WindowShape"/>; the others refuse it.</param>
    /// <returns>The weights; the middle of an odd length is 1.</returns>
    /// <exception cref="ArgumentException">A parameter is out of range, missing, or given to a shape that has none.</exception>
    public static double[] Symmetric(WindowShape shape, int length, double? parameter = null) =>
        Make(shape, length, length - 1, parameter);

    /// <summary>A periodic window, for spectra: the symmetric one of length + 1 without its last weight.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="length">Number of weights, at least 1.</param>
    /// <param name="parameter">Of the Kaiser, Gaussian and Tukey windows, see <see cref="WindowShape"/>; the others refuse it.</param>
    /// <returns>The weights.</returns>
    /// <exception cref="ArgumentException">A parameter is out of range, missing, or given to a shape that has none.</exception>
    public static double[] Periodic(WindowShape shape, int length, double? parameter = null) =>
        Make(shape, length, length, parameter);

    /// <summary>Checks that a shape has the parameter it needs, in range, and no other.</summary>
    internal static void Validate(WindowShape shape, double? parameter, string name)
    {
        Require.That(Enum.IsDefined(shape), $"{(int)shape} is no window shape", nameof(shape));
        bool needed = shape is WindowShape.Kaiser or WindowShape.Gaussian or WindowShape.Tukey;
        Require.That(
            needed == parameter.HasValue,
            $"the {shape} window {(needed ? "needs a parameter" : "has no parameter")}; only Kaiser, Gaussian and Tukey windows have one",
            name
        );
        double value = parameter ?? 0;
        _ = shape switch
        {
            WindowShape.Gaussian => Require.Positive(value, "standard deviation in samples", name),
            WindowShape.Tukey => Require.InRange(value, 0, 1, "share of the length that is tapered", name),
            _ => Require.NotNegative(value, name: name),
        };
    }

    private static double[] Make(WindowShape shape, int length, int period, double? parameter)
    {
        Require.InRange(length, 1, int.MaxValue);
        Validate(shape, parameter, nameof(parameter));
        if (length == 1)
        {
            return [1];
        }
        var weights = new double[length];
        for (int k = 0; k < length; k++)
        {
            double turn = k / (double)period;
            weights[k] = shape switch
            {
                WindowShape.Hann => Cosines(HannTerms, turn),
                WindowShape.Hamming => Cosines(HammingTerms, turn),
                WindowShape.Blackman => Cosines(BlackmanTerms, turn),
                WindowShape.BlackmanHarris => Cosines(BlackmanHarrisTerms, turn),
                WindowShape.FlatTop => Cosines(FlatTopTerms, turn),
                WindowShape.Kaiser => BesselI0(parameter!.Value * Math.Sqrt(Math.Max(0, 4 * turn * (1 - turn))))
                    / BesselI0(parameter.Value),
                WindowShape.Gaussian => Bell((k - 0.5 * period) / parameter!.Value),
                WindowShape.Tukey => Taper(turn, parameter!.Value),
                _ => 1,
            };
        }
        return weights;
    }

    private static double Cosines(double[] terms, double turn)
    {
        double sum = 0;
        for (int k = terms.Length - 1; k >= 0; k--)
        {
            sum += (k % 2 == 0 ? terms[k] : -terms[k]) * Math.Cos(2 * Math.PI * k * turn);
        }
        return sum;
    }

    private static double Bell(double deviations) => Math.Exp(-0.5 * deviations * deviations);

    private static double Taper(double turn, double share)
    {
        double fromEnd = Math.Min(turn, 1 - turn);
        return fromEnd >= 0.5 * share ? 1 : 0.5 - 0.5 * Math.Cos(2 * Math.PI * fromEnd / share);
    }

    /// <summary>The modified Bessel function of order zero by its power series, sum ((x/2)^k / k!)^2: all terms are positive.</summary>
    private static double BesselI0(double x)
    {
        double term = 1;
        double sum = 1;
        for (int k = 1; term > 1e-18 * sum; k++)
        {
            term *= x / (2.0 * k) * (x / (2.0 * k));
            sum += term;
        }
        return sum;
    }
}
