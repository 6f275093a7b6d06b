namespace Gsp.Figures;

/// <summary>Round ticks at multiples of 1, 2 or 5 times a power of ten.</summary>
internal static class LinearTicks
{
    // Multiples beyond this have no exact product with their step.
    private const double LargestMultiple = 4e15;

    /// <summary>
    /// The most ticks that are no more than <paramref name="target"/>, all inside [low, high]; the next denser ones where these would be
    /// fewer than two.
    /// </summary>
    public static TickSet Locate(double low, double high, int target)
    {
        (int mantissa, int exponent) = Step(low, high, target);
        (double first, double last) = Multiples(low, high, mantissa, exponent);
        List<double> values = [];
        List<long> multiples = [];
        for (double i = first; i <= last && Math.Abs(i) < LargestMultiple; i++)
        {
            long units = (long)i * mantissa;
            values.Add(Math.Clamp(Value(units, exponent), low, high));
            multiples.Add(units);
        }
        double largest = values.Count == 0 ? 0 : Math.Max(Math.Abs(values[0]), Math.Abs(values[^1]));
        int common = CommonExponent(largest);
        string[] labels = [.. multiples.Select(m => NumberText.Scaled(m, exponent - common))];
        return new TickSet(values, labels, [], common == 0 ? "" : "×" + NumberText.PowerOfTen(common));
    }

    /// <summary>The step between ticks, mantissa * 10^exponent.</summary>
    public static (int Mantissa, int Exponent) Step(double low, double high, int target)
    {
        int most = Math.Max(1, target);
        double raw = ((high / 2) - (low / 2)) / (most + 1) * 2;
        // Walking up from below makes the choice independent of the logarithm's last bit.
        int exponent = Math.Clamp((int)Math.Floor(Math.Log10(raw)) - 1, -320, 305);
        (int Mantissa, int Exponent) denser = (1, exponent);
        while (true)
        {
            foreach (int mantissa in (ReadOnlySpan<int>)[1, 2, 5])
            {
                (double first, double last) = Multiples(low, high, mantissa, exponent);
                if (last - first < most)
                {
                    return last - first < 1 ? denser : (mantissa, exponent);
                }
                denser = (mantissa, exponent);
            }
            exponent++;
        }
    }

    // The first and last multiple of a step inside the range; a billionth of a step outside still counts.
    private static (double First, double Last) Multiples(double low, double high, int mantissa, int exponent) =>
        (Math.Ceiling(Multiple(low, mantissa, exponent) - 1e-9), Math.Floor(Multiple(high, mantissa, exponent) + 1e-9));

    /// <summary>units * 10^exponent; a division for negative exponents, which rounds once.</summary>
    private static double Value(long units, int exponent) =>
        exponent switch
        {
            >= 0 => units * Math.Pow(10, exponent),
            >= -300 => units / Math.Pow(10, -exponent),
            _ => units / 1e300 / Math.Pow(10, -exponent - 300),
        };

    private static double Multiple(double value, int mantissa, int exponent) =>
        exponent switch
        {
            >= 0 => value / Math.Pow(10, exponent) / mantissa,
            >= -300 => value * Math.Pow(10, -exponent) / mantissa,
            _ => value * 1e300 * Math.Pow(10, -exponent - 300) / mantissa,
        };

    // Labels of five and more digits, or with more than two leading zeros, give a power of 1000 to the axis.
    private static int CommonExponent(double largest)
    {
        if (largest == 0 || (largest >= 1e-3 && largest < 1e5))
        {
            return 0;
        }
        return 3 * (int)Math.Floor(Math.Log10(largest) / 3 + 1e-12);
    }
}
