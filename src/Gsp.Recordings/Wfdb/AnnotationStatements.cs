using System.Globalization;

namespace Gsp.Recordings;

/// <summary>What an annotation file says about itself, in comments at sample 0 that begin with ##: its rate, and symbols of its own.</summary>
internal static class AnnotationStatements
{
    private const string RateText = "## time resolution:";
    private const string Begin = "## annotation type definitions";
    private const string End = "## end of definitions";

    /// <summary>Takes the statements out and gives every mark its symbol.</summary>
    public static WfdbAnnotations Apply(List<(int Code, Annotation Mark)> read, string path)
    {
        var marks = new List<Annotation>(read.Count);
        var symbols = new Dictionary<int, string>();
        var definitions = new Dictionary<string, string>(StringComparer.Ordinal);
        double? rate = null;
        bool defining = false;
        bool isAfterStatement = false;
        foreach ((int code, Annotation mark) in read)
        {
            bool canState = code == AnnotationCodes.Note && mark.Sample == 0;
            string text = mark.Text.Trim();
            // The WFDB library ends its statements by a mark without meaning at sample 0.
            bool isEnd = isAfterStatement && code == 0 && mark.Sample == 0 && text.Length == 0;
            isAfterStatement = false;
            if (canState && defining)
            {
                defining = text != End;
                isAfterStatement = !defining;
                if (defining)
                {
                    Define(text, symbols, definitions, path);
                }
            }
            else if (canState && text == Begin)
            {
                defining = true;
            }
            else if (canState && text.StartsWith(RateText, StringComparison.Ordinal))
            {
                rate = Rate(text[RateText.Length..], path);
                isAfterStatement = true;
            }
            else if (!isEnd)
            {
                marks.Add(mark with { Symbol = symbols.GetValueOrDefault(code) ?? AnnotationCodes.Symbol(code) });
            }
        }
        return new WfdbAnnotations
        {
            Marks = marks,
            Rate = rate,
            Definitions = definitions,
        };
    }

    /// <summary>The texts that state a rate and symbols.</summary>
    public static IEnumerable<string> Texts(double? rate, IReadOnlyList<(int Code, string Symbol, string Meaning)> own)
    {
        if (rate is double value)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{RateText} {value:r}");
        }
        if (own.Count > 0)
        {
            yield return Begin;
            foreach ((int code, string symbol, string meaning) in own)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{code} {symbol} {meaning}");
            }
            yield return End;
        }
    }

    // "42 X what it means"
    private static void Define(
        string text,
        Dictionary<int, string> symbols,
        Dictionary<string, string> definitions,
        string path
    )
    {
        string[] fields = text.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
        if (
            fields.Length < 2
            || !int.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out int code)
            || code > AnnotationCodes.Largest
        )
        {
            throw new GspFormatException(
                path,
                -1,
                "annotation type definitions",
                $"'{text}' is no 'code symbol meaning'"
            );
        }
        symbols[code] = fields[1];
        definitions[fields[1]] = fields.Length > 2 ? fields[2] : "";
    }

    private static double Rate(string text, string path) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double rate)
        && rate > 0
        && double.IsFinite(rate)
            ? rate
            : throw new GspFormatException(path, -1, "time resolution", $"'{text.Trim()}' is no rate in Hz");
}
