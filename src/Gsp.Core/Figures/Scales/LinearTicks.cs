namespace Gsp.Figures;

/// <summary>Round ticks at multiples of 1, 2 or 5 times a power of ten.</summary>
internal static class LinearTicks
{
    // Multiples beyond this have no exact product with their step.
    private const double LargestMultiple = 4e15;

    /// <summary>About <paramref name="target"/> ticks, never more than one above it, all inside [low, high].</summary>
    public static TickSet Locate(double low, double high, int target)
    {
        (int mantissa, int exponent) = Step((high / 2) - (low / 2), Math.Max(1, target));
        double first = Math.Ceiling(Multiple(low, mantissa, exponent) - 1e-9);
        double last = Math.Floor(Multiple(high, mantissa, exponent) + 1e-9);
        List<double> values = [];
        List<long> multiples = [];
        for (double i = first; i <= last && Math.Abs(i) < LargestMultiple; i++)
        {
            long units = (long)i * mantissa;
            double value = Value(units, exponent);
            if (value >= low && value <= high)
            {
                values.Add(value);
                multiples.Add(units);
            }
        }
        double largest = values.Count == 0 ? 0 : Math.Max(Math.Abs(values[0]), Math.Abs(values[^1]));
        int common = CommonExponent(largest);
        string[] labels = [.. multiples.Select(m => NumberText.Scaled(m, exponent - common))];
        return new TickSet(values, labels, [], common == 0 ? "" : "×" + NumberText.PowerOfTen(common));
    }

    /// <summary>The smallest round step that cuts a range (given by its half) into at most <paramref name="target"/> pieces.</summary>
    public static (int Mantissa, int Exponent) Step(double halfRange, int target)
    {
        double raw = halfRange / target * 2;
        int exponent = Math.Clamp((int)Math.Floor(Math.Log10(raw)) - 1, -320, 305);
        // Walking up from below makes the choice independent of the logarithm's last bit.
        while (true)
        {
            foreach (int mantissa in (ReadOnlySpan<int>)[1, 2, 5])
            {
                if (Value(mantissa, exponent) >= raw * (1 - 1e-12))
                {
                    return (mantissa, exponent);
                }
            }
            exponent++;
        }
    }

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
