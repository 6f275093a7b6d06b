namespace Gsp.Signals;

/// <summary>Designs linear-phase FIR filters by the window method.</summary>
/// <remarks>
/// The ideal impulse response (differences of sincs) times a symmetric window, scaled to gain one at the centre of the first pass band (at zero for a
/// band that starts there, at half the sample rate for one that ends there): the convention of SciPy's <c>firwin</c>. The delay is (taps - 1) / 2 samples.
/// Oppenheim and Schafer, Discrete-Time Signal Processing, section 7.5.
/// </remarks>
public static class FirDesign
{
    /// <summary>A low-pass filter.</summary>
    /// <param name="taps">Number of taps, at least 1.</param>
    /// <param name="cutoff">Frequency of half amplitude, between 0 and half the sample rate.</param>
    /// <param name="sampleRate">Samples a second.</param>
    /// <param name="window">The window.</param>
    /// <param name="parameter">Of the window, where it has one: Kaiser's beta, see <see cref="WindowShape"/>.</param>
    /// <returns>The filter.</returns>
    /// <exception cref="ArgumentException">A parameter is out of range.</exception>
    public static FirFilter LowPass(
        int taps,
        double cutoff,
        double sampleRate,
        WindowShape window = WindowShape.Hamming,
        double? parameter = null
    ) => Design(taps, [(0, Edge(cutoff, sampleRate))], window, parameter);

    /// <summary>A high-pass filter.</summary>
    /// <param name="taps">Number of taps, odd: an even length has a zero at half the sample rate.</param>
    /// <param name="cutoff">Frequency of half amplitude, between 0 and half the sample rate.</param>
    /// <param name="sampleRate">Samples a second.</param>
    /// <param name="window">The window.</param>
    /// <param name="parameter">Of the window, where it has one: Kaiser's beta, see <see cref="WindowShape"/>.</param>
    /// <returns>The filter.</returns>
    /// <exception cref="ArgumentException">A parameter is out of range.</exception>
    public static FirFilter HighPass(
        int taps,
        double cutoff,
        double sampleRate,
        WindowShape window = WindowShape.Hamming,
        double? parameter = null
    ) => Design(Odd(taps), [(Edge(cutoff, sampleRate), 1)], window, parameter);

    /// <summary>A band-pass filter.</summary>
    /// <param name="taps">Number of taps, at least 1.</param>
    /// <param name="low">Lower frequency of half amplitude.</param>
    /// <param name="high">Upper frequency of half amplitude.</param>
    /// <param name="sampleRate">Samples a second.</param>
    /// <param name="window">The window.</param>
    /// <param name="parameter">Of the window, where it has one: Kaiser's beta, see <see cref="WindowShape"/>.</param>
    /// <returns>The filter.</returns>
    /// <exception cref="ArgumentException">A parameter is out of range.</exception>
    public static FirFilter BandPass(
        int taps,
        double low,
        double high,
        double sampleRate,
        WindowShape window = WindowShape.Hamming,
        double? parameter = null
    ) => Design(taps, [Band(low, high, sampleRate)], window, parameter);

    /// <summary>A band-stop filter.</summary>
    /// <param name="taps">Number of taps, odd: an even length has a zero at half the sample rate.</param>
    /// <param name="low">Lower frequency of half amplitude.</param>
    /// <param name="high">Upper frequency of half amplitude.</param>
    /// <param name="sampleRate">Samples a second.</param>
    /// <param name="window">The window.</param>
    /// <param name="parameter">Of the window, where it has one: Kaiser's beta, see <see cref="WindowShape"/>.</param>
    /// <returns>The filter.</returns>
    /// <exception cref="ArgumentException">A parameter is out of range.</exception>
    public static FirFilter BandStop(
        int taps,
        double low,
        double high,
        double sampleRate,
        WindowShape window = WindowShape.Hamming,
        double? parameter = null
    )
    {
        (double left, double right) = Band(low, high, sampleRate);
        return Design(Odd(taps), [(0, left), (right, 1)], window, parameter);
    }

    /// <summary>A frequency as a fraction of half the sample rate.</summary>
    internal static double Edge(double frequency, double sampleRate)
    {
        Require.Positive(sampleRate);
        double edge = 2 * frequency / sampleRate;
        Require.That(
            edge is > 0 and < 1,
            FormattableString.Invariant(
                $"a corner of {frequency:g6} Hz at {sampleRate:g6} samples a second; it must lie strictly between 0 and half the sample rate"
            ),
            nameof(frequency)
        );
        return edge;
    }

    internal static (double Left, double Right) Band(double low, double high, double sampleRate)
    {
        (double left, double right) = (Edge(low, sampleRate), Edge(high, sampleRate));
        Require.That(
            left < right,
            FormattableString.Invariant($"a band from {low:g6} to {high:g6} Hz is empty; the lower corner comes first"),
            nameof(low)
        );
        return (left, right);
    }

    private static int Odd(int taps)
    {
        Require.That(
            taps % 2 == 1,
            $"{taps} taps; a filter that passes half the sample rate needs an odd number",
            nameof(taps)
        );
        return taps;
    }

    private static FirFilter Design(
        int count,
        (double Left, double Right)[] bands,
        WindowShape window,
        double? parameter
    )
    {
        Require.InRange(count, 1, 1 << 24, name: "taps");
        double[] taps = Window.Symmetric(window, count, parameter);
        double middle = 0.5 * (count - 1);
        double pass = bands[0].Left == 0 ? 0 : (bands[0].Right == 1 ? 1 : 0.5 * (bands[0].Left + bands[0].Right));
        double gain = 0;
        for (int k = 0; k < count; k++)
        {
            double ideal = 0;
            foreach ((double left, double right) in bands)
            {
                ideal += right * Sinc(right * (k - middle)) - left * Sinc(left * (k - middle));
            }
            taps[k] *= ideal;
            gain += taps[k] * Math.Cos(Math.PI * pass * (k - middle));
        }
        for (int k = 0; k < count; k++)
        {
            taps[k] /= gain;
        }
        return new FirFilter(taps);
    }

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);
}
