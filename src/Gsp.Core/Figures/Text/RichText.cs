using System.Text;

namespace Gsp.Figures;

/// <summary>A piece of text on the line (0), raised (1) or lowered (-1).</summary>
internal readonly record struct TextRun(string Text, int Level);

/// <summary>The small markup of titles and labels: <c>E_{h}</c> lowers, <c>10^{-3}</c> raises, everything else is literal.</summary>
internal static class RichText
{
    /// <summary>The pieces of a text; a brace that is never closed is literal.</summary>
    public static List<TextRun> Parse(string text)
    {
        List<TextRun> runs = [];
        int start = 0;
        for (int i = 0; i + 2 < text.Length; i++)
        {
            int end = text[i] is '^' or '_' && text[i + 1] == '{' ? text.IndexOf('}', i + 2) : -1;
            if (end < 0)
            {
                continue;
            }
            Append(runs, text[start..i], 0);
            Append(runs, text[(i + 2)..end], text[i] == '^' ? 1 : -1);
            start = end + 1;
            i = end;
        }
        Append(runs, text[start..], 0);
        return runs;
    }

    /// <summary>The text without its markup's braces, for tool tips and plain listings.</summary>
    public static string Plain(string text) => string.Concat(Parse(text).Select(run => run.Text));

    /// <summary>The text as HTML, everything escaped.</summary>
    public static string Html(string text)
    {
        StringBuilder html = new();
        foreach (TextRun run in Parse(text))
        {
            string tag = run.Level > 0 ? "sup" : "sub";
            string escaped = Markup.Escape(run.Text);
            html.Append(run.Level == 0 ? escaped : $"<{tag}>{escaped}</{tag}>");
        }
        return html.ToString();
    }

    private static void Append(List<TextRun> runs, string text, int level)
    {
        if (text.Length > 0)
        {
            runs.Add(new TextRun(text, level));
        }
    }
}
