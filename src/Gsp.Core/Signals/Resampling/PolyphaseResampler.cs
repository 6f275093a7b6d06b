using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Gsp.Signals;

/// <summary>Changes the sample rate by a rational factor.</summary>
/// <remarks>
/// In effect up - 1 zeros go between the samples, a low-pass at the lower of the two half rates removes the images, and every down-th sample
/// stays; the filter is cut into one bank a phase, so nothing is computed that is not kept: 2 HalfLength max(1, down / up) + 1 products an output.
/// Output m lies at input time m down / up; there are ceil(n up / down). SciPy's <c>resample_poly</c> with the same Kaiser window. Linear. A missing
/// sample (NaN) makes missing every output within HalfLength samples of the lower rate (and one of the input), no other: fill short gaps first.
/// Immutable and thread-safe. Crochiere and Rabiner, Multirate Digital Signal Processing, section 3.3.
/// </remarks>
public sealed class PolyphaseResampler
{
    private readonly ResamplingBorder border;
    private readonly double[][] banks; // for each phase, the taps of the inputs Before .. After around the output's place

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
        Half = most == 1 ? 0 : options.HalfLength * most;
        banks = MakeBanks(most, options.KaiserBeta);
    }

    /// <summary>Factor of the rate without common factors.</summary>
    public int Up { get; }

    /// <summary>Divisor of the rate without common factors.</summary>
    public int Down { get; }

    /// <summary>Half the filter's length at Up times the input rate.</summary>
    internal int Half { get; }

    /// <summary>How many inputs before its own place an output needs.</summary>
    internal int Before => Half / Up;

    /// <summary>How many inputs after its own place an output needs.</summary>
    internal int After => (Half + Up - 1) / Up;

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
            FormattableString.Invariant(
                $"{fromRate} to {toRate} Hz is a factor of {to / common} / {from / common}; both must be at most 100000"
            ),
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
        // The signal less a line, which is added again afterwards at the new places; zeros around.
        (double level, double slope) = Line(signal);
        var window = new double[Before + signal.Length + After];
        signal.CopyTo(window.AsSpan(Before));
        if (border != ResamplingBorder.Zero)
        {
            AddLine(window.AsSpan(Before, signal.Length), -level, -slope);
        }
        double[] output = GC.AllocateUninitializedArray<double>(OutputLength(signal.Length));
        Run(window, -Before, 0, output);
        if (border != ResamplingBorder.Zero)
        {
            AddLine(output, level, slope * (Down / (double)Up));
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

    /// <summary>Computes outputs from a window of inputs.</summary>
    /// <param name="window">Inputs number <paramref name="first"/> and following: all that the outputs need.</param>
    /// <param name="first">Number of the window's first input.</param>
    /// <param name="start">Number of the first output.</param>
    /// <param name="output">Receives the outputs.</param>
    internal void Run(ReadOnlySpan<double> window, long first, long start, Span<double> output)
    {
        (long place, long phase) = Math.DivRem(start * Down, Up);
        (int wholeStep, int phaseStep) = Math.DivRem(Down, Up);
        int offset = (int)(place - Before - first);
        int at = (int)phase;
        for (int k = 0; k < output.Length; k++)
        {
            double[] bank = banks[at];
            output[k] = Product(bank, window.Slice(offset, bank.Length));
            offset += wholeStep;
            at += phaseStep;
            if (at >= Up)
            {
                at -= Up;
                offset++;
            }
        }
    }

    /// <summary>An inner product in four lanes, whatever the machine's width: short vectors have no time for wider ones.</summary>
    private static double Product(ReadOnlySpan<double> taps, ReadOnlySpan<double> inputs)
    {
        ref double h = ref MemoryMarshal.GetReference(taps);
        ref double x = ref MemoryMarshal.GetReference(inputs);
        Vector256<double> even = Vector256<double>.Zero;
        Vector256<double> odd = Vector256<double>.Zero;
        nuint k = 0;
        nuint count = (nuint)taps.Length;
        for (; k + 8 <= count; k += 8)
        {
            even = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref h, k), Vector256.LoadUnsafe(ref x, k), even);
            odd = Vector256.FusedMultiplyAdd(
                Vector256.LoadUnsafe(ref h, k + 4),
                Vector256.LoadUnsafe(ref x, k + 4),
                odd
            );
        }
        if (k + 4 <= count)
        {
            even = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref h, k), Vector256.LoadUnsafe(ref x, k), even);
            k += 4;
        }
        Vector256<double> lanes = even + odd;
        Vector128<double> halves = lanes.GetLower() + lanes.GetUpper();
        double sum = halves.GetElement(0) + halves.GetElement(1);
        for (; k < count; k++)
        {
            sum = Math.FusedMultiplyAdd(Unsafe.Add(ref h, k), Unsafe.Add(ref x, k), sum);
        }
        return sum;
    }

    private static void AddLine(Span<double> values, double level, double slope)
    {
        for (int t = 0; t < values.Length; t++)
        {
            values[t] += level + slope * t;
        }
    }

    private double[][] MakeBanks(int most, double beta)
    {
        if (most == 1)
        {
            return
            [
                [1],
            ];
        }
        FirFilter filter = FirDesign.LowPass(2 * Half + 1, 0.5 / most, 1, WindowShape.Kaiser, beta);
        var made = new double[Up][];
        for (int phase = 0; phase < Up; phase++)
        {
            // Output at place up q + phase of the fine grid: input q + j lies phase - up j before it.
            made[phase] = new double[Before + After + 1];
            for (int j = -Before; j <= After; j++)
            {
                long distance = phase - (long)Up * j;
                made[phase][j + Before] = Math.Abs(distance) <= Half ? Up * filter.Taps[(int)(Half + distance)] : 0;
            }
        }
        return made;
    }

    private static long Millionths(double rate, string name)
    {
        Require.InRange(rate, 1e-6, 1e9, "samples a second", name);
        double scaled = rate * 1e6;
        double whole = Math.Round(scaled);
        Require.That(
            Math.Abs(scaled - whole) <= 1e-9 * whole,
            FormattableString.Invariant(
                $"{name} is {rate}; a rate may have six decimals, so that the factor is a ratio of whole numbers"
            ),
            name
        );
        return (long)whole;
    }
}
