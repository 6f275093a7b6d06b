using System.Globalization;
using System.Text;

namespace Gsp.Recordings;

/// <summary>Walks over one line of a header, field by field, and knows where it is when something is wrong.</summary>
internal sealed class HeaderCursor(byte[] bytes, int start, int end, string path)
{
    private static readonly Encoding StrictUtf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);

    private int position = start;

    /// <summary>Moves to the next field; false at the line's end.</summary>
    public bool Next()
    {
        while (position < end && IsSpace(bytes[position]))
        {
            position++;
        }
        return position < end;
    }

    /// <summary>Takes a character if it comes next.</summary>
    public bool Take(char expected)
    {
        bool found = position < end && bytes[position] == expected;
        position += found ? 1 : 0;
        return found;
    }

    /// <summary>Takes a character that must come next.</summary>
    public void Expect(char expected, string field)
    {
        if (!Take(expected))
        {
            throw Error(field, $"expected '{expected}'");
        }
    }

    /// <summary>The field's text up to a space or one of some characters.</summary>
    public string Word(string stops = "") => Text(position, position = WordEnd(stops));

    /// <summary>The whole field that comes next, without taking it.</summary>
    public string Peek() => Text(position, WordEnd(""));

    /// <summary>The rest of the line without outer spaces.</summary>
    public string Rest()
    {
        int last = end;
        Next();
        while (last > position && IsSpace(bytes[last - 1]))
        {
            last--;
        }
        int first = position;
        position = end;
        return Text(first, last);
    }

    /// <summary>A whole number up to a space or one of some characters.</summary>
    public long Integer(string field, long low, long high, string stops = "")
    {
        int at = position;
        string text = Word(stops);
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value))
        {
            throw ErrorAt(at, field, $"'{text}' is no whole number");
        }
        return value >= low && value <= high
            ? value
            : throw ErrorAt(at, field, FormattableString.Invariant($"{value}; must lie from {low} to {high}"));
    }

    /// <summary>A finite number up to a space or one of some characters.</summary>
    public double Real(string field, string stops = "")
    {
        int at = position;
        string text = Word(stops);
        return
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && double.IsFinite(value)
            ? value
            : throw ErrorAt(at, field, $"'{text}' is no number");
    }

    /// <summary>Bytes from the file's start to the place reached.</summary>
    public int Position => position;

    /// <summary>An error at the place reached.</summary>
    public GspFormatException Error(string field, string reason) => ErrorAt(position, field, reason);

    /// <summary>An error at an earlier place.</summary>
    public GspFormatException ErrorAt(int at, string field, string reason) => new(path, at, field, reason);

    private int WordEnd(string stops)
    {
        int to = position;
        while (to < end && !IsSpace(bytes[to]) && !stops.Contains((char)bytes[to], StringComparison.Ordinal))
        {
            to++;
        }
        return to;
    }

    private string Text(int from, int to) => Text(bytes.AsSpan(from, to - from));

    /// <summary>UTF-8 where the bytes are that, else Latin-1: old headers name no encoding.</summary>
    public static string Text(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }

    private static bool IsSpace(byte value) =>
        value is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\v' or (byte)'\f';
}
