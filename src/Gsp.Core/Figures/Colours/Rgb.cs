using System.Globalization;

namespace Gsp.Figures;

/// <summary>An opaque colour in sRGB, eight bits a channel.</summary>
/// <remarks>Immutable and thread-safe; all arithmetic is linear in the stored channels, so a mix has the same bits on every machine.</remarks>
/// <param name="Red">Red, 0 to 255.</param>
/// <param name="Green">Green, 0 to 255.</param>
/// <param name="Blue">Blue, 0 to 255.</param>
public readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    /// <summary>Black.</summary>
    public static Rgb Black => default;

    /// <summary>White.</summary>
    public static Rgb White => new(255, 255, 255);

    /// <summary>Reads <c>#rrggbb</c> or <c>#rgb</c>.</summary>
    /// <param name="text">The colour; the leading <c>#</c> may be left out.</param>
    /// <returns>The colour.</returns>
    /// <exception cref="ArgumentException">The text is no hexadecimal colour.</exception>
    public static Rgb Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string digits = text.StartsWith('#') ? text[1..] : text;
        if (digits.Length == 3)
        {
            digits = string.Concat(digits.Select(c => new string(c, 2)));
        }
        bool read = int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int bits);
        Require.That(read && digits.Length == 6, $"colour '{text}' must be written #rrggbb", nameof(text));
        return new Rgb((byte)(bits >> 16), (byte)(bits >> 8), (byte)bits);
    }

    /// <summary>The colour between two others.</summary>
    /// <param name="from">The colour at 0.</param>
    /// <param name="to">The colour at 1.</param>
    /// <param name="fraction">Where between them, 0 to 1; clamped.</param>
    /// <returns>The mixed colour, each channel rounded to the nearest integer.</returns>
    public static Rgb Mix(Rgb from, Rgb to, double fraction)
    {
        double t = fraction > 0 ? Math.Min(fraction, 1) : 0;
        return new Rgb(Channel(from.Red, to.Red, t), Channel(from.Green, to.Green, t), Channel(from.Blue, to.Blue, t));
    }

    /// <summary>Perceived brightness, 0 (black) to 1 (white), by the weights of ITU-R BT.601.</summary>
    public double Brightness => ((0.299 * Red) + (0.587 * Green) + (0.114 * Blue)) / 255;

    /// <summary>The colour as <c>#rrggbb</c>.</summary>
    /// <returns>Seven characters, lower case.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");

    // The first rounding makes structured ties (x.5) come out alike whatever the last bit of the fraction.
    private static byte Channel(byte a, byte b, double t) => (byte)Math.Floor(Math.Round(a + ((b - a) * t), 6) + 0.5);
}
