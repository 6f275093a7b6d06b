using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Gsp.Numerics;

/// <summary>Norms and careful sums whose bits depend on the numbers alone, not on vector width or thread count.</summary>
/// <remarks>
/// Built on <see cref="Vectors"/>, whose sums run over virtual lanes in a fixed tree (error bound (n/16 + 4) ulp of the sum of
/// magnitudes); <see cref="CompensatedSum"/> is for more. Pure, thread-safe, no allocation.
/// </remarks>
public static class Reductions
{
    /// <summary>The sum of squares. Cost: n products.</summary>
    /// <param name="values">The numbers.</param>
    /// <returns>The sum of x_i^2.</returns>
    public static double SumOfSquares(ReadOnlySpan<double> values) => Vectors.Dot(values, values);

    /// <summary>The Euclidean norm, without overflow or underflow on the way.</summary>
    /// <param name="values">The numbers.</param>
    /// <returns>The square root of the sum of squares.</returns>
    public static double Norm(ReadOnlySpan<double> values)
    {
        double squares = SumOfSquares(values);
        if (squares is > 1e-280 and < 1e280 || double.IsNaN(squares))
        {
            return Math.Sqrt(squares);
        }
        double largest = MaxMagnitude(values);
        if (largest == 0 || !double.IsFinite(largest))
        {
            return largest;
        }
        int exponent = Math.ILogB(largest);
        double scale = Math.ScaleB(1, -Math.Clamp(exponent, -1000, 1000));
        double sum = 0;
        foreach (double value in values)
        {
            double scaled = value * scale;
            sum += scaled * scaled;
        }
        return Math.Sqrt(sum) / scale;
    }

    /// <summary>The largest magnitude; zero for no values, NaN where one is NaN.</summary>
    /// <param name="values">The numbers.</param>
    /// <returns>max |x_i|.</returns>
    public static double MaxMagnitude(ReadOnlySpan<double> values)
    {
        // The order of maxima does not matter; Max hands NaN on, in vectors as in numbers.
        ref double first = ref MemoryMarshal.GetReference(values);
        Vector256<double> lanes = Vector256<double>.Zero;
        int i = 0;
        for (; i <= values.Length - 4; i += 4)
        {
            lanes = Vector256.Max(lanes, Vector256.Abs(Vector256.LoadUnsafe(ref first, (nuint)i)));
        }
        double largest = Math.Max(Math.Max(lanes[0], lanes[1]), Math.Max(lanes[2], lanes[3]));
        for (; i < values.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(values[i]));
        }
        return largest;
    }

    /// <summary>The sum of magnitudes.</summary>
    /// <param name="values">The numbers.</param>
    /// <returns>The sum of |x_i|.</returns>
    public static double SumOfMagnitudes(ReadOnlySpan<double> values)
    {
        double sum = 0;
        Span<double> magnitudes = stackalloc double[128];
        for (int start = 0; start < values.Length; start += magnitudes.Length)
        {
            ReadOnlySpan<double> part = values.Slice(start, Math.Min(magnitudes.Length, values.Length - start));
            for (int i = 0; i < part.Length; i++)
            {
                magnitudes[i] = Math.Abs(part[i]);
            }
            sum += Vectors.Sum<double>(magnitudes[..part.Length]);
        }
        return sum;
    }

    /// <summary>The sum with a running correction: error about one ulp of the result plus n eps^2 of the sum of magnitudes. Cost: 7n operations.</summary>
    /// <remarks>Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", ZAMM 54 (1974), algorithm IV.</remarks>
    /// <param name="values">The numbers.</param>
    /// <returns>The sum.</returns>
    public static double CompensatedSum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        double correction = 0;
        foreach (double value in values)
        {
            double next = sum + value;
            correction += Math.Abs(sum) >= Math.Abs(value) ? (sum - next) + value : (value - next) + sum;
            sum = next;
        }
        return double.IsFinite(correction) ? sum + correction : sum;
    }
}
