using System.Globalization;

namespace Gsp.Files;

/// <summary>Finds the character between the cells of a text table.</summary>
internal static class SeparatorDetector
{
    private const int LinesLookedAt = 16;

    // A comma comes last: where another separator divides every line alike, a comma is a decimal comma or part of a text.
    private static ReadOnlySpan<byte> Candidates => "\t;|,"u8;

    /// <summary>The first of tab, <c>;</c>, <c>|</c> and <c>,</c> that divides the first lines into equally many cells; failing that, the one
    /// that occurs most in the first line; failing that, blanks where they part the first line, else <c>,</c>.</summary>
    public static byte Detect(ReadOnlySpan<byte> bytes, byte comment = 0)
    {
        byte best = 0;
        int most = 1;
        foreach (byte candidate in Candidates)
        {
            var scanner = new RowScanner(bytes, candidate, "", comment);
            int width = 0;
            bool equal = true;
            try
            {
                for (int line = 0; line < LinesLookedAt && scanner.NextRow(); line++)
                {
                    width = line == 0 ? scanner.Count : width;
                    equal &= scanner.Count == width;
                }
            }
            catch (GspFormatException)
            {
                equal = false;
            }
            if (equal && width > 1)
            {
                return candidate;
            }
            if (width > most)
            {
                (best, most) = (candidate, width);
            }
        }
        return best != 0 ? best
            : BlanksSeparate(bytes, comment) ? RowScanner.Blanks
            : (byte)',';
    }

    /// <summary>Whether blanks part the first line; not where it is a title such as <c>II [mV]</c> over lines of one number each.</summary>
    private static bool BlanksSeparate(ReadOnlySpan<byte> bytes, byte comment)
    {
        var scanner = new RowScanner(bytes, RowScanner.Blanks, "", comment);
        try
        {
            if (!scanner.NextRow() || scanner.Count < 2)
            {
                return false;
            }
            for (int k = 0; k < scanner.Count; k++)
            {
                if (double.TryParse(scanner[k], CultureInfo.InvariantCulture, out _))
                {
                    return true;
                }
            }
            int lines = 1;
            for (; lines < LinesLookedAt && scanner.NextRow(); lines++)
            {
                if (scanner.Count > 1)
                {
                    return true;
                }
            }
            return lines == 1;
        }
        catch (GspFormatException)
        {
            return false;
        }
    }
}
