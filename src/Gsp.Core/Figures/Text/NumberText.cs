using System.Globalization;

namespace Gsp.Figures;

/// <summary>Numbers as text: invariant culture, no exponent notation in labels, no negative zero.</summary>
internal static class NumberText
{
    /// <summary>A coordinate rounded to 0.01.</summary>
    /// <remarks>
    /// Rounded to 10^-6 first: two machines whose logarithms differ in the last bit then agree on ties as well, except with a probability
    /// of about 10^-9 a number.
    /// </remarks>
    /// <exception cref="InvalidOperationException">A number that is not finite: a fault of the drawing code, never of the data.</exception>
    public static string Coordinate(double value)
    {
        if (!double.IsFinite(value) || Math.Abs(value) > 1e7)
        {
            throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"a coordinate of a figure came out as {value}")
            );
        }
        double hundredths = Math.Round(Math.Round(value * 1e6) / 1e4, MidpointRounding.AwayFromZero);
        return ((decimal)hundredths / 100).ToString("0.##", CultureInfo.InvariantCulture);
    }

    /// <summary>An integer.</summary>
    public static string Integer(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number in few digits for a label that a person reads: four significant digits, powers of ten raised.</summary>
    public static string Short(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "missing"
                : value > 0 ? "∞"
                : "−∞";
        }
        string text = value.ToString("g4", CultureInfo.InvariantCulture);
        int e = text.IndexOf('e', StringComparison.Ordinal);
        if (e >= 0)
        {
            int power = int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            text = $"{text[..e]}×10^{{{Integer(power)}}}";
        }
        return Minus(text);
    }

    /// <summary>mantissa * 10^exponent, written out exactly.</summary>
    public static string Scaled(long mantissa, int exponent)
    {
        string digits = Integer(Math.Abs(mantissa));
        string text;
        if (exponent >= 0)
        {
            text = mantissa == 0 ? "0" : digits + new string('0', exponent);
        }
        else
        {
            digits = digits.PadLeft(1 - exponent, '0');
            text = $"{digits[..^-exponent]}.{digits[^-exponent..]}";
        }
        return mantissa < 0 ? "−" + text : text;
    }

    /// <summary>A power of ten, raised.</summary>
    public static string PowerOfTen(int exponent) => $"10^{{{Minus(Integer(exponent))}}}";

    /// <summary>Hyphens as minus signs.</summary>
    private static string Minus(string text) => text.Replace('-', '−');
}
