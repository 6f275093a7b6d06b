using System.Numerics;

namespace Gsp.Signals;

/// <summary>Changes the sample rate by a rational factor.</summary>
/// <remarks>
/// In effect up - 1 zeros go between the samples, a low-pass at the lower of the two half rates removes the images, and every down-th sample
/// stays; the filter is cut into one bank a phase, so nothing is computed that is not kept: 2 HalfLength max(1, down / up) + 1 products an output.
/// Output m lies at input time m down / up; there are ceil(n up / down). SciPy's <c>resample_poly</c> with the same Kaiser window. Linear. A missing
/// sample (NaN) makes missing every output within HalfLength samples of the lower rate, and no other: fill short gaps first.
/// Immutable and thread-safe. Crochiere and Rabiner, Multirate Digital Signal Processing, section 3.3.
/// </remarks>
public sealed class PolyphaseResampler
{
    private readonly ResamplingBorder border;

    /// <summary>Designs the filter.</summary>
    /// <param name="up">Factor of the rate, at least 1.</param>
    /// <param name="down">Divisor of the rate, at least 1; common factors cancel, after which both are at most 100,000.</param>
    /// <param name="options">Settings; null for the usual ones.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public PolyphaseResampler(int up, int down, PolyphaseOptions? options = null)
    {
        options ??= new PolyphaseOptions();
        options.Validate();
        Require.InRange(up, 1, int.MaxValue);
        Require.InRange(down, 1, int.MaxValue);
        int common = (int)BigInteger.GreatestCommonDivisor(up, down);
        (Up, Down) = (up / common, down / common);
        int most = Require.InRange(
            Math.Max(Up, Down),
            1,
            100_000,
            "up and down after common factors cancel; nearly equal rates need many phases",
            nameof(up)
        );
        border = options.Border;
        Half = options.HalfLength * most;
        Banks = MakeBanks(most, options.KaiserBeta);
    }

    /// <summary>Factor of the rate without common factors.</summary>
    public int Up { get; }

    /// <summary>Divisor of the rate without common factors.</summary>
    public int Down { get; }

    /// <summary>Half the filter's length at Up times the input rate.</summary>
    internal int Half { get; }

    /// <summary>For phase r, the taps for the inputs floor(r/up) - reach .. + reach in the order of the inputs; empty for a factor of one.</summary>
    internal double[][] Banks { get; }

    /// <summary>How many inputs before and after its own place an output can need.</summary>
    internal int Reach => Half / Up + 1;

    /// <summary>A resampler from one rate to another.</summary>
    /// <param name="fromRate">Samples a second, a whole number or one with at most six decimals.</param>
    /// <param name="toRate">Samples a second wanted, likewise.</param>
    /// <param name="options">Settings; null for the usual ones.</param>
    /// <returns>The resampler.</returns>
    /// <exception cref="ArgumentException">A rate is out of range or has more decimals.</exception>
    public static PolyphaseResampler BetweenRates(double fromRate, double toRate, PolyphaseOptions? options = null)
    {
        (long from, long to) = (Millionths(fromRate, nameof(fromRate)), Millionths(toRate, nameof(toRate)));
        long common = (long)BigInteger.GreatestCommonDivisor(from, to);
        Require.That(
            Math.Max(from, to) / common <= 100_000,
            FormattableString.Invariant($"{fromRate} to {toRate} Hz is a factor of {to / common} / {from / common}; both must be at most 100000"),
            nameof(toRate)
        );
        return new PolyphaseResampler((int)(to / common), (int)(from / common), options);
    }

    /// <summary>Number of outputs of a signal: ceil(n up / down).</summary>
    /// <param name="length">Number of samples, zero or more.</param>
    /// <returns>The number of outputs.</returns>
    /// <exception cref="ArgumentException">The length is negative or the outputs do not fit an array.</exception>
    public int OutputLength(int length)
    {
        Require.NotNegative(length);
        long outputs = ((long)length * Up + Down - 1) / Down;
        return (int)Require.InRange(outputs, 0, Array.MaxLength, "number of outputs", nameof(length));
    }

    /// <summary>Resamples a whole signal.</summary>
    /// <param name="signal">Any number of samples.</param>
    /// <returns><see cref="OutputLength"/> samples.</returns>
    public double[] Apply(ReadOnlySpan<double> signal)
    {
        if (signal.Length == 0 || (Up == 1 && Down == 1))
        {
            return signal.ToArray();
        }
        // The signal less a line, which is added again afterwards at the new places.
        (double level, double slope) = Line(signal);
        double[] input = signal.ToArray();
        for (int t = 0; t < input.Length; t++)
        {
            input[t] -= level + slope * t;
        }
        var output = new double[OutputLength(signal.Length)];
        PolyphaseStream stream = Start();
        int written = stream.Process(input, output);
        stream.Finish(output.AsSpan(written));
        double step = Down / (double)Up;
        for (int m = 0; m < output.Length; m++)
        {
            output[m] += level + slope * (m * step);
        }
        return output;
    }

    /// <summary>Starts a stream, with zeros before it.</summary>
    /// <returns>Its state.</returns>
    public PolyphaseStream Start() => new(this);

    /// <inheritdoc/>
    public override string ToString() => $"resampler by {Up}/{Down}, {2 * Half + 1} taps";

    private (double Level, double Slope) Line(ReadOnlySpan<double> signal)
    {
        switch (border)
        {
            case ResamplingBorder.Mean:
                double sum = 0;
                int present = 0;
                foreach (double sample in signal)
                {
                    (sum, present) = double.IsNaN(sample) ? (sum, present) : (sum + sample, present + 1);
                }
                return (present == 0 ? 0 : sum / present, 0);
            case ResamplingBorder.Line when signal.Length > 1 && !double.IsNaN(signal[0] + signal[^1]):
                return (signal[0], (signal[^1] - signal[0]) / (signal.Length - 1));
            default:
                return (0, 0);
        }
    }

    private double[][] MakeBanks(int most, double beta)
    {
        if (Up == 1 && Down == 1)
        {
            return [[1]];
        }
        FirFilter filter = FirDesign.LowPass(2 * Half + 1, 0.5 / most, 1, WindowShape.Kaiser, beta);
        var banks = new double[Up][];
        for (int phase = 0; phase < Up; phase++)
        {
            // Output at place p = up q + phase of the fine grid: input q + j lies up j - phase further.
            banks[phase] = new double[2 * Reach + 1];
            for (int j = -Reach; j <= Reach; j++)
            {
                long distance = phase - (long)Up * j;
                banks[phase][j + Reach] = Math.Abs(distance) <= Half ? Up * filter.Taps[(int)(Half + distance)] : 0;
            }
        }
        return banks;
    }

    private static long Millionths(double rate, string name)
    {
        Require.InRange(rate, 1e-6, 1e9, "samples a second", name);
        double scaled = rate * 1e6;
        double whole = Math.Round(scaled);
        Require.That(
            Math.Abs(scaled - whole) <= 1e-9 * whole,
            FormattableString.Invariant($"{name} is {rate}; a rate may have six decimals, so that the factor is a ratio of whole numbers"),
            name
        );
        return (long)whole;
    }
}
