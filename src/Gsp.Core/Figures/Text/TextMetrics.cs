namespace Gsp.Figures;

/// <summary>How wide a text is, from a table of our own, so that layout needs neither fonts nor a screen.</summary>
/// <remarks>Advance widths of the Helvetica family in thousandths of the font size; Arial, Liberation Sans and Nimbus Sans share them.</remarks>
internal static class TextMetrics
{
    /// <summary>The fonts asked for, all with (nearly) these widths.</summary>
    public const string FontFamily = "Helvetica, Arial, 'Liberation Sans', 'Nimbus Sans', sans-serif";

    private const double BoldFactor = 1.07;
    private const double SmallFactor = 0.7;

    // Characters 32 (space) to 126 (~).
    private static readonly short[] Ascii =
    [
        .. new short[] { 278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278 },
        .. new short[] { 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556 },
        .. new short[] { 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778 },
        .. new short[] { 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556 },
        .. new short[] { 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556 },
        .. new short[] { 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584 },
    ];

    /// <summary>The size of raised and lowered text relative to the text around it.</summary>
    public static double Small => SmallFactor;

    /// <summary>The width of a text with its raised and lowered parts, in the unit of <paramref name="size"/>.</summary>
    public static double Width(string text, double size, bool bold = false)
    {
        double sum = 0;
        foreach (TextRun run in RichText.Parse(text))
        {
            sum += Thousandths(run.Text) * (run.Level == 0 ? 1 : SmallFactor);
        }
        return sum * size / 1000 * (bold ? BoldFactor : 1);
    }

    /// <summary>Breaks a text at spaces so that no line is wider than asked, where its words allow it.</summary>
    public static IReadOnlyList<string> Wrap(string text, double size, double width, bool bold = false)
    {
        List<string> lines = [];
        string line = "";
        foreach (string word in text.Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            string longer = line.Length == 0 ? word : line + " " + word;
            if (line.Length > 0 && Width(longer, size, bold) > width)
            {
                lines.Add(line);
                longer = word;
            }
            line = longer;
        }
        if (line.Length > 0)
        {
            lines.Add(line);
        }
        return lines;
    }

    /// <summary>The text cut at its end, with an ellipsis, so that it is no wider than asked.</summary>
    public static string Fit(string text, double size, double width, bool bold = false)
    {
        if (Width(text, size, bold) <= width)
        {
            return text;
        }
        for (int length = text.Length - 1; length > 0; length--)
        {
            string cut = text[..length].TrimEnd() + "…";
            if (!char.IsHighSurrogate(text[length - 1]) && Width(cut, size, bold) <= width)
            {
                return cut;
            }
        }
        return "";
    }

    private static double Thousandths(string text)
    {
        double sum = 0;
        foreach (char c in text)
        {
            sum += Thousandths(c);
        }
        return sum;
    }

    private static int Thousandths(char c) =>
        c switch
        {
            >= ' ' and <= '~' => Ascii[c - ' '],
            '−' or '×' or '±' or '≤' or '≥' or '÷' => 584,
            '°' => 400,
            'µ' => 576,
            '·' => 278,
            '…' or '—' => 1000,
            'Ψ' => 835,
            'Ω' => 748,
            >= 'Α' and <= 'Ω' => 722,
            >= 'α' and <= 'ω' => 578,
            >= '\u2E80' and <= '\uD7FF' => 1000,
            >= 'À' and <= 'ß' => 722,
            _ => 600,
        };
}
