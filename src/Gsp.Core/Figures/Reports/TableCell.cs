using System.Globalization;

namespace Gsp.Figures;

/// <summary>How a table marks a cell.</summary>
public enum Emphasis
{
    /// <summary>As it is.</summary>
    None,

    /// <summary>The best of its column: bold.</summary>
    Best,

    /// <summary>The second best of its column: underlined.</summary>
    Second,
}

/// <summary>How a table sets a column.</summary>
public enum Alignment
{
    /// <summary>Flush left, for names.</summary>
    Left,

    /// <summary>Centred.</summary>
    Centre,

    /// <summary>Flush right, for numbers.</summary>
    Right,
}

/// <summary>One cell of a table: what a reader sees and, where it is a number, the number itself.</summary>
/// <param name="Text">What is shown; may hold <c>_{sub}</c> and <c>^{super}</c>.</param>
/// <param name="Value">The number behind the text, written to CSV with all its digits; null for plain text.</param>
/// <param name="Emphasis">How the cell is marked.</param>
public sealed record TableCell(string Text, double? Value = null, Emphasis Emphasis = Emphasis.None)
{
    /// <summary>A number shown in a format, for instance <c>0.00</c>; NaN is shown as a dash.</summary>
    /// <param name="value">The number.</param>
    /// <param name="format">A .NET numeric format, applied in the invariant culture.</param>
    /// <returns>The cell.</returns>
    public static TableCell Number(double value, string format = "0.###") => new(Show(value, format), value);

    /// <summary>A number with its spread in parentheses, for instance <c>0.56 (0.01)</c>.</summary>
    /// <param name="value">The number, which alone goes to CSV.</param>
    /// <param name="spread">Its interquartile range or error.</param>
    /// <param name="format">A .NET numeric format for both, applied in the invariant culture.</param>
    /// <returns>The cell.</returns>
    public static TableCell WithSpread(double value, double spread, string format = "0.00") =>
        new($"{Show(value, format)} ({Show(spread, format)})", value);

    /// <summary>Plain text.</summary>
    /// <param name="text">The text.</param>
    public static implicit operator TableCell(string text) => new(text);

    /// <summary>Plain text; the named form of the conversion.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The cell.</returns>
    public static TableCell FromString(string text) => new(text);

    private static string Show(double value, string format) =>
        double.IsNaN(value) ? "–"
        : double.IsInfinity(value) ? (value > 0 ? "∞" : "−∞")
        : value.ToString(format, CultureInfo.InvariantCulture).Replace('-', '−');
}
