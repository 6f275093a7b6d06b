using System.Globalization;
using System.Text;

namespace Gsp.Files;

/// <summary>What a cell of a number table holds.</summary>
internal enum CellKind
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>One of the missing markers.</summary>
    Missing,

    /// <summary>Neither.</summary>
    Text,
}

/// <summary>Reads one cell as a number, invariant of the culture.</summary>
internal sealed class CellParser
{
    private readonly byte[][] missing;

    public CellParser(IReadOnlyList<string> missingMarkers) =>
        missing = [.. missingMarkers.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Classifies a cell and reads it.</summary>
    /// <param name="cell">The bytes without quotes and blanks.</param>
    /// <param name="value">The number, or NaN.</param>
    public CellKind Read(ReadOnlySpan<byte> cell, out double value)
    {
        // Only plain decimal notation is left to the runtime's parser, which otherwise takes "NaN" and currency signs too.
        if (
            cell.Length > 0
            && cell.IndexOfAnyExcept("0123456789+-.eE"u8) < 0
            && double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
        )
        {
            return double.IsFinite(value) ? CellKind.Number : CellKind.Text;
        }
        value = double.NaN;
        foreach (byte[] marker in missing)
        {
            if (Ascii.EqualsIgnoreCase(cell, marker) || cell.SequenceEqual(marker))
            {
                return CellKind.Missing;
            }
        }
        ReadOnlySpan<byte> unsigned = cell.Length > 0 && cell[0] is (byte)'+' or (byte)'-' ? cell[1..] : cell;
        if (Ascii.EqualsIgnoreCase(unsigned, "inf"u8) || Ascii.EqualsIgnoreCase(unsigned, "infinity"u8))
        {
            value = cell[0] == (byte)'-' ? double.NegativeInfinity : double.PositiveInfinity;
            return CellKind.Number;
        }
        return CellKind.Text;
    }

    /// <summary>Why a cell is not a number, in words for a person.</summary>
    public static string Explain(ReadOnlySpan<byte> cell)
    {
        string text = Encoding.UTF8.GetString(cell.Length > 40 ? cell[..40] : cell) + (cell.Length > 40 ? "..." : "");
        string shown = new([.. text.Select(c => char.IsControl(c) ? '.' : c)]);
        string cause =
            cell.IndexOfAnyExcept("0123456789+-.eE"u8) < 0 && double.TryParse(text, CultureInfo.InvariantCulture, out _)
                ? "it exceeds the range of a double"
            : cell.Contains((byte)',') && cell.IndexOfAnyExcept("0123456789+-,"u8) < 0
                ? "numbers have a decimal point, not a comma"
            : "leave the column out or list the text as a missing marker";
        return $"found '{shown}' where a number was expected ({cause})";
    }
}
