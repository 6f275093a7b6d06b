using System.Buffers;
using System.Numerics;

namespace Gsp.Numerics;

/// <summary>The discrete Fourier transform of one length, X_k = sum_j x_j exp(-2 pi i j k / n), and its inverse.</summary>
/// <remarks>
/// A plan holds the twiddle factors and is made once a length. Lengths whose prime factors are at most 31 go through a mixed-radix Stockham
/// algorithm, n log n; others through Bluestein's chirp convolution of a power-of-two length, also n log n. The inverse divides by n. Error
/// about eps log n of the norm. Deterministic: fixed order, twiddles from our own sine. Immutable and thread-safe. Input and output may be the
/// same memory. Cooley and Tukey, Math. Comp. 19 (1965); Bluestein, IEEE Trans. AU-18 (1970).
/// </remarks>
public sealed partial class FourierTransform
{
    private const int LargestRadix = 31;
    private readonly int[] radices;
    private readonly Complex[] twiddles; // exp(-2 pi i k / n)
    private readonly Bluestein? bluestein;
    private readonly FourierTransform? half;

    /// <summary>Plans transforms of a length.</summary>
    /// <param name="length">Number of samples n, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is not positive or too large for memory.</exception>
    public FourierTransform(int length)
        : this(length, null) { }

    /// <summary>With the roots of twice the length it is the plan for half a real signal, and makes none for half of itself.</summary>
    private FourierTransform(int length, Complex[]? doubled)
    {
        Length = Require.InRange(length, 1, 1 << 28);
        radices = Factor(length);
        bool real = doubled is null && length % 2 == 0;
        if (radices.Length > 0 && radices.Max() > LargestRadix)
        {
            bluestein = new Bluestein(length);
            twiddles = real ? Roots(length) : [];
        }
        else
        {
            twiddles = doubled is null ? Roots(length) : EverySecond(doubled);
        }
        half = real ? new FourierTransform(length / 2, twiddles) : null;
    }

    /// <summary>Number of samples n.</summary>
    public int Length { get; }

    /// <summary>The forward transform.</summary>
    /// <param name="input">n samples.</param>
    /// <param name="output">Receives the n coefficients; coefficient k belongs to the frequency k / n of the sample rate.</param>
    /// <exception cref="ArgumentException">Wrong lengths.</exception>
    public void Forward(ReadOnlySpan<Complex> input, Span<Complex> output)
    {
        Require.SameLength(input.Length, Length, nameof(input));
        Require.SameLength(output.Length, Length, nameof(output));
        input.CopyTo(output);
        Transform(output);
    }

    /// <summary>The inverse transform, x_j = (1/n) sum_k X_k exp(+2 pi i j k / n).</summary>
    /// <param name="input">n coefficients.</param>
    /// <param name="output">Receives the n samples.</param>
    /// <exception cref="ArgumentException">Wrong lengths.</exception>
    public void Inverse(ReadOnlySpan<Complex> input, Span<Complex> output)
    {
        Require.SameLength(input.Length, Length, nameof(input));
        Require.SameLength(output.Length, Length, nameof(output));
        // Swapping real and imaginary parts before and after turns the forward transform into the inverse one.
        for (int k = 0; k < Length; k++)
        {
            output[k] = new Complex(input[k].Imaginary, input[k].Real);
        }
        Transform(output);
        for (int k = 0; k < Length; k++)
        {
            output[k] = new Complex(output[k].Imaginary / Length, output[k].Real / Length);
        }
    }

    /// <summary>The smallest length at or above one whose only prime factors are 2, 3 and 5.</summary>
    /// <param name="length">At least 1.</param>
    /// <returns>A length that transforms fast.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The length is not positive or too large for memory.</exception>
    public static int FastLength(int length)
    {
        Require.InRange(length, 1, 1 << 28);
        int candidate = length;
        while (Factor(candidate) is { Length: > 0 } factors && factors.Max() > 5)
        {
            candidate++;
        }
        return candidate;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"Fourier transform of length {Length} ({(bluestein is null ? "radices " + string.Join(" x ", radices) : "Bluestein")})";

    private static int[] Factor(int length)
    {
        var factors = new List<int>();
        while (length % 4 == 0)
        {
            factors.Add(4);
            length /= 4;
        }
        for (int prime = 2; prime * prime <= length; prime++)
        {
            while (length % prime == 0)
            {
                factors.Add(prime);
                length /= prime;
            }
        }
        if (length > 1)
        {
            factors.Add(length);
        }
        return [.. factors];
    }

    /// <summary>All n-th roots of one: a quarter (half, for odd n) computed, the others their mirror images, which have the same bits.</summary>
    private static Complex[] Roots(int length)
    {
        var roots = new Complex[length];
        int half = length / 2;
        int computed = length % 2 == 0 ? length / 4 : half;
        for (int k = 0; k <= computed; k++)
        {
            (double sine, double cosine) = PortableMath.SinCosOfTurn(k, length);
            roots[k] = new Complex(cosine, -sine);
        }
        for (int k = computed + 1; k <= half && k < length; k++)
        {
            roots[k] = new Complex(-roots[half - k].Real, roots[half - k].Imaginary);
        }
        for (int k = half + 1; k < length; k++)
        {
            roots[k] = Complex.Conjugate(roots[length - k]);
        }
        return roots;
    }

    private static Complex[] EverySecond(Complex[] roots)
    {
        var half = new Complex[roots.Length / 2];
        for (int k = 0; k < half.Length; k++)
        {
            half[k] = roots[2 * k];
        }
        return half;
    }

    private void Transform(Span<Complex> data)
    {
        if (bluestein is not null)
        {
            bluestein.Transform(data);
            return;
        }
        Complex[] rented = ArrayPool<Complex>.Shared.Rent(Length);
        Span<Complex> from = data;
        Span<Complex> to = rented.AsSpan(0, Length);
        int rest = Length;
        int stride = 1;
        foreach (int radix in radices)
        {
            rest /= radix;
            Stage(radix, rest, stride, from, to);
            stride *= radix;
            Span<Complex> swap = from;
            from = to;
            to = swap;
        }
        if (radices.Length % 2 == 1)
        {
            from.CopyTo(data);
        }
        ArrayPool<Complex>.Shared.Return(rented);
    }
}
