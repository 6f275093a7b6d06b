using System.Globalization;
using System.Text;

namespace Gsp.Files;

/// <summary>Reads <c>{'descr': '&lt;f8', 'fortran_order': False, 'shape': (3, 4), }</c> and nothing else.</summary>
internal ref struct NpyHeaderParser
{
    private const int MostAxes = 32;

    private readonly ReadOnlySpan<byte> text;
    private readonly int origin;
    private readonly string path;
    private int position;

    public NpyHeaderParser(ReadOnlySpan<byte> text, int origin, string path)
    {
        this.text = text;
        this.origin = origin;
        this.path = path;
    }

    public NpyHeader Parse()
    {
        string? description = null;
        bool? fortran = null;
        int[]? shape = null;
        Expect('{');
        while (!Accept('}'))
        {
            int at = position;
            string key = QuotedText();
            Expect(':');
            switch (key)
            {
                case "descr" when description is null:
                    description = Description();
                    break;
                case "fortran_order" when fortran is null:
                    fortran = Boolean();
                    break;
                case "shape" when shape is null:
                    shape = Tuple();
                    break;
                default:
                    throw Error(at, $"key '{key}' is unknown or stands twice");
            }
            if (!Accept(','))
            {
                Expect('}');
                break;
            }
        }
        SkipBlanks();
        if (position != text.Length)
        {
            throw Error(position, "text follows the closing brace");
        }
        if (description is null || fortran is null || shape is null)
        {
            throw Error(0, "one of 'descr', 'fortran_order' and 'shape' is missing");
        }
        NpyElement element =
            NpyElement.Parse(description, out string reason)
            ?? throw new GspFormatException(path, origin, "descr", reason);
        RequireSize(shape, element);
        return new NpyHeader(element, fortran.Value, shape, origin + text.Length);
    }

    private readonly void RequireSize(int[] shape, NpyElement element)
    {
        // The product is bounded even when a zero axis makes it vanish, so that no later arithmetic can overflow.
        long count = 1;
        foreach (int length in shape)
        {
            count *= Math.Max(1, length);
            if (count > Array.MaxLength / element.Size)
            {
                throw new GspFormatException(
                    path,
                    origin,
                    "shape",
                    $"({string.Join(", ", shape)}) holds more elements than one array can"
                );
            }
        }
    }

    private string Description()
    {
        SkipBlanks();
        return position < text.Length && text[position] == (byte)'['
            ? throw new GspFormatException(
                path,
                origin + position,
                "descr",
                "structured arrays are not read; save one array a field"
            )
            : QuotedText();
    }

    private string QuotedText()
    {
        SkipBlanks();
        int start = position + 1;
        byte quote = position < text.Length ? text[position] : (byte)0;
        if (quote is not ((byte)'\'' or (byte)'"'))
        {
            throw Error(position, "expected a quoted text");
        }
        int length = text[start..].IndexOf(quote);
        if (length < 0)
        {
            throw Error(position, "the quoted text does not end");
        }
        position = start + length + 1;
        ReadOnlySpan<byte> inner = text.Slice(start, length);
        return inner.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0 && length <= 64
            ? Encoding.ASCII.GetString(inner)
            : throw Error(start, "the text is longer than 64 characters or not plain ASCII");
    }

    private bool Boolean()
    {
        SkipBlanks();
        if (text[position..].StartsWith("True"u8))
        {
            position += 4;
            return true;
        }
        if (text[position..].StartsWith("False"u8))
        {
            position += 5;
            return false;
        }
        throw Error(position, "expected True or False");
    }

    private int[] Tuple()
    {
        var lengths = new List<int>();
        Expect('(');
        while (!Accept(')'))
        {
            lengths.Add(Integer());
            if (lengths.Count > MostAxes)
            {
                throw Error(position, $"more than {MostAxes} axes");
            }
            if (!Accept(','))
            {
                // (5) is a number in Python, (5,) a tuple.
                if (lengths.Count == 1)
                {
                    throw Error(position, "a tuple of one number ends with a comma");
                }
                Expect(')');
                break;
            }
        }
        return [.. lengths];
    }

    private int Integer()
    {
        SkipBlanks();
        int start = position;
        while (position < text.Length && char.IsAsciiDigit((char)text[position]))
        {
            position++;
        }
        ReadOnlySpan<byte> digits = text[start..position];
        // Python 2 wrote long integers as 5L.
        if (position < text.Length && text[position] == (byte)'L')
        {
            position++;
        }
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            ? value
            : throw Error(start, "expected a length between 0 and 2147483647");
    }

    private void Expect(char wanted)
    {
        if (!Accept(wanted))
        {
            throw Error(position, $"expected '{wanted}'");
        }
    }

    private bool Accept(char wanted)
    {
        SkipBlanks();
        bool there = position < text.Length && text[position] == (byte)wanted;
        position += there ? 1 : 0;
        return there;
    }

    private void SkipBlanks()
    {
        while (position < text.Length && text[position] is (byte)' ' or (byte)'\n' or (byte)'\t')
        {
            position++;
        }
    }

    private readonly GspFormatException Error(int at, string reason) => new(path, origin + at, "header", reason);
}
