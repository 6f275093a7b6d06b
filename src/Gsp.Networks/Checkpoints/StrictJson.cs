using System.Text.Json;
using System.Text.Unicode;

namespace Gsp.Networks;

/// <summary>Reads JSON of a fixed layout token by token; whatever does not fit is a <see cref="GspFormatException"/> at its byte.</summary>
/// <remarks>Nothing is built beside what is asked for, so that memory stays in proportion to the text; nesting is limited to 64.</remarks>
internal ref struct StrictJson
{
    private readonly string path;
    private readonly long start;
    private Utf8JsonReader reader;

    /// <summary>Starts at an object's brace, which must be the first byte.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="path">The file to name in errors.</param>
    /// <param name="start">Offset of the text in its file.</param>
    /// <param name="field">What the text is, for errors.</param>
    public StrictJson(ReadOnlySpan<byte> text, string path, long start, string field)
    {
        this.path = path;
        this.start = start;
        if (!Utf8.IsValid(text))
        {
            throw new GspFormatException(path, start + FirstInvalid(text), field, "not UTF-8");
        }
        if (text.IsEmpty || text[0] != (byte)'{')
        {
            throw new GspFormatException(path, start, field, "does not begin with '{'");
        }
        reader = new Utf8JsonReader(text);
        Read(field);
    }

    /// <summary>Offset in the file of the current token.</summary>
    public readonly long Position => start + reader.TokenStartIndex;

    /// <summary>Moves to the next name of the current object; false at its end.</summary>
    public bool NextName(string field, out string name)
    {
        Read(field);
        name = reader.TokenType == JsonTokenType.PropertyName ? Decoded(field) : "";
        return reader.TokenType == JsonTokenType.PropertyName;
    }

    /// <summary>The value is an object: moves into it.</summary>
    public void BeginObject(string field) => Expect(JsonTokenType.StartObject, field, "an object");

    /// <summary>The value is an array: moves into it.</summary>
    public void BeginArray(string field) => Expect(JsonTokenType.StartArray, field, "an array");

    /// <summary>The value is a string.</summary>
    public string Text(string field)
    {
        Expect(JsonTokenType.String, field, "a string");
        return Decoded(field);
    }

    /// <summary>Moves to the next element of the current array, a whole number from 0 to 2^63 - 1; false at its end.</summary>
    public bool NextWhole(string field, out long value)
    {
        Read(field);
        value = 0;
        if (reader.TokenType == JsonTokenType.EndArray)
        {
            return false;
        }
        if (reader.TokenType != JsonTokenType.Number)
        {
            throw Wrong(field, $"expected a whole number, found {Found}");
        }
        if (reader.ValueSpan[0] == (byte)'-')
        {
            throw Wrong(field, "a negative number");
        }
        if (!reader.TryGetInt64(out value))
        {
            throw Wrong(field, "not a whole number from 0 to 2^63 - 1");
        }
        return true;
    }

    /// <summary>Passes over the value, whatever it is.</summary>
    public void Skip(string field)
    {
        Read(field);
        try
        {
            reader.Skip();
        }
        catch (JsonException e)
        {
            throw NotJson(field, e);
        }
    }

    /// <summary>Nothing but white space follows.</summary>
    public void End(string field)
    {
        try
        {
            while (reader.Read()) { }
        }
        catch (JsonException e)
        {
            throw NotJson(field, e);
        }
    }

    /// <summary>An error at the current token.</summary>
    public readonly GspFormatException Wrong(string field, string reason) => new(path, Position, field, reason);

    private readonly string Found =>
        reader.TokenType switch
        {
            JsonTokenType.StartObject => "an object",
            JsonTokenType.StartArray => "an array",
            JsonTokenType.String => "a string",
            JsonTokenType.Number => "a number",
            JsonTokenType.Null => "null",
            JsonTokenType.True or JsonTokenType.False => "a truth value",
            _ => "nothing",
        };

    private void Expect(JsonTokenType type, string field, string what)
    {
        Read(field);
        if (reader.TokenType != type)
        {
            throw Wrong(field, $"expected {what}, found {Found}");
        }
    }

    private void Read(string field)
    {
        try
        {
            if (!reader.Read())
            {
                throw new GspFormatException(path, start + reader.BytesConsumed, field, "the JSON text ends too early");
            }
        }
        catch (JsonException e)
        {
            throw NotJson(field, e);
        }
    }

    private readonly string Decoded(string field)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            // Half of a surrogate pair, written as an escape.
            throw new GspFormatException(path, Position, field, "an escape that is no character", e);
        }
    }

    private readonly GspFormatException NotJson(string field, JsonException e) =>
        new(path, start + reader.BytesConsumed, field, $"not JSON, or nested deeper than 64: {e.Message}", e);

    private static int FirstInvalid(ReadOnlySpan<byte> text)
    {
        int at = 0;
        while (
            at < text.Length
            && System.Text.Rune.DecodeFromUtf8(text[at..], out _, out int length) == System.Buffers.OperationStatus.Done
        )
        {
            at += length;
        }
        return at;
    }
}
