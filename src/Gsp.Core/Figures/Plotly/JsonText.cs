using System.Text;
using System.Text.Json;

namespace Gsp.Figures;

/// <summary>Writes JSON with numbers in the shortest form that reads back to the same bits; missing numbers become null.</summary>
/// <remarks>The encoder writes &lt;, &gt; and &amp; as escapes, so the text can stand inside a page as it is.</remarks>
internal sealed class JsonText : IDisposable
{
    private readonly MemoryStream buffer = new();
    private readonly Utf8JsonWriter writer;

    public JsonText() => writer = new Utf8JsonWriter(buffer);

    public static string Object(Action<JsonText> content)
    {
        using JsonText json = new();
        json.Item(content);
        json.writer.Flush();
        return Encoding.UTF8.GetString(json.buffer.ToArray());
    }

    public void Item(Action<JsonText> content)
    {
        writer.WriteStartObject();
        content(this);
        writer.WriteEndObject();
    }

    public void Object(string name, Action<JsonText> content)
    {
        writer.WritePropertyName(name);
        Item(content);
    }

    public void Array(string name, Action<JsonText> content)
    {
        writer.WritePropertyName(name);
        writer.WriteStartArray();
        content(this);
        writer.WriteEndArray();
    }

    public void Text(string name, string value) => writer.WriteString(name, Clean(value));

    public void Flag(string name, bool value) => writer.WriteBoolean(name, value);

    public void Number(string name, double value)
    {
        writer.WritePropertyName(name);
        Value(value);
    }

    public void Integer(string name, int value) => writer.WriteNumber(name, value);

    public void Null(string name) => writer.WriteNull(name);

    public void Numbers(string name, IEnumerable<double> values) =>
        Array(
            name,
            _ =>
            {
                foreach (double value in values)
                {
                    Value(value);
                }
            }
        );

    public void Texts(string name, IEnumerable<string> values) =>
        Array(
            name,
            _ =>
            {
                foreach (string value in values)
                {
                    writer.WriteStringValue(Clean(value));
                }
            }
        );

    /// <summary>An array of rows.</summary>
    public void Table(string name, int rows, int columns, Func<int, int, double> cell) =>
        Array(
            name,
            _ =>
            {
                for (int r = 0; r < rows; r++)
                {
                    writer.WriteStartArray();
                    for (int c = 0; c < columns; c++)
                    {
                        Value(cell(r, c));
                    }
                    writer.WriteEndArray();
                }
            }
        );

    /// <summary>An array of [number, text] pairs.</summary>
    public void Pairs(string name, IEnumerable<(double Number, string Text)> pairs) =>
        Array(
            name,
            _ =>
            {
                foreach ((double number, string text) in pairs)
                {
                    writer.WriteStartArray();
                    Value(number);
                    writer.WriteStringValue(text);
                    writer.WriteEndArray();
                }
            }
        );

    /// <inheritdoc/>
    public void Dispose() => writer.Dispose();

    private void Value(double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    // Halves of surrogate pairs have no UTF-8 form.
    private static string Clean(string text)
    {
        StringBuilder clean = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            clean.Append(rune.ToString());
        }
        return clean.ToString();
    }
}
