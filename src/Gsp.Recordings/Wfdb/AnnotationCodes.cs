using System.Globalization;

namespace Gsp.Recordings;

/// <summary>The codes of marks in MIT annotation files and their symbols.</summary>
/// <remarks>Source: the WFDB manual, annot(5) and the table of annotation codes.</remarks>
internal static class AnnotationCodes
{
    /// <summary>A comment; the file's own statements are such marks at sample 0.</summary>
    public const int Note = 22;

    /// <summary>The largest code of a mark.</summary>
    public const int Largest = 49;

    /// <summary>Codes free for symbols of a file's own.</summary>
    public const int FirstFree = 42;

    // By code; '\0' where a code has none.
    private const string Symbols = " NLRaVFJASEj/Q~\0|\0sT*D\"=pB^t+u?![]en@xf()r";

    /// <summary>A code's symbol; <c>[15]</c> for a code without one.</summary>
    public static string Symbol(int code) =>
        code < Symbols.Length && Symbols[code] != '\0'
            ? Symbols[code].ToString()
            : string.Create(CultureInfo.InvariantCulture, $"[{code}]");

    /// <summary>A symbol's code; -1 where it has none.</summary>
    public static int Code(string symbol)
    {
        if (symbol.Length == 1 && symbol[0] != '\0')
        {
            return Symbols.IndexOf(symbol[0], StringComparison.Ordinal);
        }
        return
            symbol.Length is 3 or 4
            && symbol[0] == '['
            && symbol[^1] == ']'
            && int.TryParse(symbol[1..^1], NumberStyles.None, CultureInfo.InvariantCulture, out int code)
            && code <= Largest
            && Symbol(code) == symbol
            ? code
            : -1;
    }
}
