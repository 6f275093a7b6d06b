namespace Gsp.Signals;

/// <summary>The shape of a window.</summary>
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

    /// <summary>Kaiser's window I0(beta sqrt(1 - x^2)) / I0(beta): sidelobes by its parameter beta.</summary>
    Kaiser,
}

/// <summary>Windows: weights that fade a piece of signal out at its ends.</summary>
public static class Window
{
    /// <summary>A symmetric window, for filter design.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="length">Number of weights, at least 1.</param>
    /// <param name="beta">Kaiser's parameter, zero or more; unused by the others, which refuse it.</param>
    /// <returns>The weights; the middle of an odd length is 1.</returns>
    /// <exception cref="ArgumentException">A parameter is out of range.</exception>
    public static double[] Symmetric(WindowShape shape, int length, double? beta = null) =>
        Make(shape, length, length - 1, beta);

    /// <summary>A periodic window, for spectra: the symmetric one of length + 1 without its last weight.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="length">Number of weights, at least 1.</param>
    /// <param name="beta">Kaiser's parameter, zero or more; unused by the others, which refuse it.</param>
    /// <returns>The weights.</returns>
    /// <exception cref="ArgumentException">A parameter is out of range.</exception>
    public static double[] Periodic(WindowShape shape, int length, double? beta = null) =>
        Make(shape, length, length, beta);

    private static double[] Make(WindowShape shape, int length, int period, double? beta)
    {
        Require.InRange(length, 1, int.MaxValue);
        Require.That(Enum.IsDefined(shape), $"{(int)shape} is no window shape", nameof(shape));
        Require.That(
            (shape == WindowShape.Kaiser) == beta.HasValue,
            $"beta belongs to the Kaiser window and to no other; the shape is {shape}",
            nameof(beta)
        );
        double parameter = Require.NotNegative(beta ?? 0, name: nameof(beta));
        var weights = new double[length];
        for (int k = 0; k < length; k++)
        {
            double turn = period == 0 ? 0.5 : k / (double)period;
            double once = Math.Cos(2 * Math.PI * turn);
            weights[k] = shape switch
            {
                WindowShape.Hann => 0.5 - 0.5 * once,
                WindowShape.Hamming => 0.54 - 0.46 * once,
                WindowShape.Blackman => 0.42 - 0.5 * once + 0.08 * Math.Cos(4 * Math.PI * turn),
                WindowShape.Kaiser => BesselI0(parameter * Math.Sqrt(Math.Max(0, 4 * turn * (1 - turn))))
                    / BesselI0(parameter),
                _ => 1,
            };
        }
        return weights;
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
