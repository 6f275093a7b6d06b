using System.Globalization;

namespace Gsp.Recordings;

/// <summary>Reads the statements of a PTB-XL recording, which its table writes as a Python dictionary: <c>{'NORM': 100.0, 'SR': 0.0}</c>.</summary>
internal ref struct ScpCodes
{
    private readonly ReadOnlySpan<char> text;
    private int position;

    private ScpCodes(ReadOnlySpan<char> text) => this.text = text;

    /// <summary>Likelihoods in percent by statement; 0 means that none was given.</summary>
    /// <param name="text">The dictionary.</param>
    /// <param name="error">Makes the error from a reason.</param>
    public static IReadOnlyDictionary<string, double> Parse(
        ReadOnlySpan<char> text,
        Func<string, GspFormatException> error
    )
    {
        var scanner = new ScpCodes(text);
        var codes = new SortedDictionary<string, double>(StringComparer.Ordinal);
        if (!scanner.Take('{'))
        {
            throw error("the statements do not start with '{'");
        }
        while (!scanner.Take('}'))
        {
            if (codes.Count > 0 && !scanner.Take(','))
            {
                throw error($"character {scanner.position + 1} of the statements: expected ',' or '}}'");
            }
            if (codes.Count > 0 && scanner.Take('}'))
            {
                break;
            }
            string? name = scanner.Name();
            if (string.IsNullOrEmpty(name) || !scanner.Take(':'))
            {
                throw error($"character {scanner.position + 1} of the statements: expected 'NAME': likelihood");
            }
            ReadOnlySpan<char> number = scanner.Until(",}");
            if (
                !double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double likelihood)
                || likelihood is not (>= 0 and <= 100)
            )
            {
                throw error($"the likelihood of '{name}' is '{number}'; expected a number from 0 to 100");
            }
            codes[name] = likelihood;
        }
        scanner.SkipBlanks();
        return scanner.position == text.Length ? codes : throw error("text follows the statements");
    }

    private bool Take(char expected)
    {
        SkipBlanks();
        bool found = position < text.Length && text[position] == expected;
        position += found ? 1 : 0;
        return found;
    }

    private string? Name()
    {
        SkipBlanks();
        if (position == text.Length || text[position] is not ('\'' or '"'))
        {
            return null;
        }
        char quote = text[position];
        int length = text[(position + 1)..].IndexOf(quote);
        if (length < 0)
        {
            return null;
        }
        string name = text.Slice(position + 1, length).ToString();
        position += length + 2;
        return name;
    }

    private ReadOnlySpan<char> Until(ReadOnlySpan<char> ends)
    {
        int length = text[position..].IndexOfAny(ends);
        ReadOnlySpan<char> found = length < 0 ? text[position..] : text.Slice(position, length);
        position += found.Length;
        return found.Trim();
    }

    private void SkipBlanks()
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
        {
            position++;
        }
    }
}
