using System.Numerics;

namespace Gsp.Numerics;

/// <summary>The discrete Fourier transform of one length, X_k = sum_j x_j exp(-2 pi i j k / n), and its inverse.</summary>
/// <remarks>
/// A plan holds the twiddle factors and is made once a length. Lengths whose prime factors are at most 31 go through a mixed-radix Stockham
/// algorithm, n log n; others through Bluestein's chirp convolution of a longer, fast length, also n log n. The inverse divides by n. Error
/// about eps log n of the norm. Deterministic: fixed order, twiddles from our own sine. Immutable and thread-safe. Input and output may be the
/// same memory. For many short real signals see <see cref="RealFourierTransform{T}"/>. Cooley and Tukey, Math. Comp. 19 (1965); Stockham, AFIPS
/// 28 (1966); Bluestein, IEEE Trans. AU-18 (1970).
/// </remarks>
public sealed unsafe partial class FourierTransform
{
    private static readonly PlanCache<FourierTransform> Plans = new(
        length => new FourierTransform(length),
        plan => plan.Bytes
    );

    private readonly double[] roots; // exp(-2 pi i k / n), real and imaginary parts in turn; none where nothing needs them
    private readonly ComplexTransform<double> whole;
    private readonly ComplexTransform<double>? half;

    /// <summary>Plans transforms of a length. O(n); see <see cref="Cached"/> for lengths that come again.</summary>
    /// <param name="length">Number of samples n, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is not positive or too large for memory.</exception>
    public FourierTransform(int length)
    {
        Length = Require.InRange(length, 1, 1 << 28);
        roots = length % 2 == 0 ? RootsOfUnity.All<double>(length) : [];
        whole = new ComplexTransform<double>(length, roots, 1);
        half = length % 2 == 0 ? new ComplexTransform<double>(length / 2, roots, 2) : null;
    }

    /// <summary>Number of samples n.</summary>
    public int Length { get; }

    /// <summary>Bytes of the plan's tables.</summary>
    private long Bytes => (long)roots.Length * sizeof(double) + whole.Bytes + (half?.Bytes ?? 0);

    /// <summary>The plan of a length from a store of the plans used last, at most 16 of together 64 MiB; made where it is not there.</summary>
    /// <param name="length">Number of samples n, at least 1.</param>
    /// <returns>A plan, equal in every bit to a new one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The length is not positive or too large for memory.</exception>
    public static FourierTransform Cached(int length) => Plans.Get(length);

    /// <summary>The forward transform.</summary>
    /// <param name="input">n samples.</param>
    /// <param name="output">Receives the n coefficients; coefficient k belongs to the frequency k / n of the sample rate.</param>
    /// <exception cref="ArgumentException">Wrong lengths.</exception>
    public void Forward(ReadOnlySpan<Complex> input, Span<Complex> output)
    {
        Require.SameLength(input.Length, Length, nameof(input));
        Require.SameLength(output.Length, Length, nameof(output));
        if (input.Overlaps(output))
        {
            input.CopyTo(output);
            input = output;
        }
        using var work = new AlignedScratch<double>((nint)ComplexPair.Scalars * whole.WorkLength);
        fixed (
            Complex* from = input,
                to = output
        )
        {
            whole.Forward<ComplexPair>((double*)from, (double*)to, work.Pointer);
        }
    }

    /// <summary>The inverse transform, x_j = (1/n) sum_k X_k exp(+2 pi i j k / n).</summary>
    /// <param name="input">n coefficients.</param>
    /// <param name="output">Receives the n samples.</param>
    /// <exception cref="ArgumentException">Wrong lengths.</exception>
    public void Inverse(ReadOnlySpan<Complex> input, Span<Complex> output)
    {
        Forward(input, output);
        // The forward transform of the coefficients is n times the signal backwards.
        double scale = 1.0 / Length;
        output[0] *= scale;
        for (int j = 1; 2 * j <= Length; j++)
        {
            (output[j], output[Length - j]) = (scale * output[Length - j], scale * output[j]);
        }
    }

    /// <summary>The smallest length at or above one whose only prime factors are 2, 3 and 5.</summary>
    /// <param name="length">At least 1.</param>
    /// <returns>A length that transforms fast.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The length is not positive or too large for memory.</exception>
    public static int FastLength(int length)
    {
        Require.InRange(length, 1, 1 << 30);
        int candidate = length;
        while (!IsFast(candidate))
        {
            candidate++;
        }
        return candidate;
    }

    /// <inheritdoc/>
    public override string ToString() => $"Fourier transform of length {Length} ({whole})";

    private static bool IsFast(int length)
    {
        foreach (int prime in (ReadOnlySpan<int>)[2, 3, 5])
        {
            while (length % prime == 0)
            {
                length /= prime;
            }
        }
        return length == 1;
    }
}
