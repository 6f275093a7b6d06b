using System.Text.Json;

namespace Gsp.Cli;

/// <summary>The options that a JSON file, and words of the command line, give by name.</summary>
internal sealed class ConfigurationFile
{
    // What run records hold beside their settings; never an option of a method.
    private static readonly string[] Bookkeeping = ["dataset"];

    private ConfigurationFile(
        string path,
        Dictionary<string, JsonElement> settings,
        IReadOnlyDictionary<string, JsonElement> ignored
    )
    {
        Path = path;
        Settings = settings;
        Ignored = ignored;
    }

    /// <summary>No options.</summary>
    public static ConfigurationFile Empty =>
        new("command line", new(StringComparer.Ordinal), new Dictionary<string, JsonElement>());

    /// <summary>The file's path, for messages.</summary>
    public string Path { get; }

    /// <summary>The options by the names that the file uses.</summary>
    public IReadOnlyDictionary<string, JsonElement> Settings { get; }

    /// <summary>What was passed over: bookkeeping of the run that the file describes.</summary>
    public IReadOnlyDictionary<string, JsonElement> Ignored { get; }

    /// <summary>Reads a file whose options stand at the top or under <c>settings</c>.</summary>
    /// <exception cref="GspFormatException">Not a JSON object.</exception>
    public static ConfigurationFile Parse(byte[] bytes, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(
                bytes,
                new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }
            );
            return Of(document.RootElement, path);
        }
        catch (JsonException e)
        {
            throw new GspFormatException(path, Offset(bytes, e), "JSON", Reason(e), e);
        }
    }

    /// <summary>The same options with others laid over them, given as <c>NAME=VALUE</c>.</summary>
    /// <exception cref="CommandError">A word without <c>=</c>.</exception>
    public ConfigurationFile With(IReadOnlyList<string> words)
    {
        var settings = new Dictionary<string, JsonElement>(Settings, StringComparer.Ordinal);
        foreach (string word in words)
        {
            int at = word.IndexOf('=', StringComparison.Ordinal);
            if (at < 1)
            {
                throw CommandError.Usage($"--set {word}: expected NAME=VALUE");
            }
            settings[word[..at]] = Value(word[(at + 1)..]);
        }
        return new ConfigurationFile(Path, settings, Ignored);
    }

    /// <summary>The same options without some, and which of these were there.</summary>
    public (ConfigurationFile File, IReadOnlyList<string> Removed) Without(IReadOnlyList<string> names)
    {
        var kept = Settings.Where(s => !names.Contains(s.Key)).ToDictionary(StringComparer.Ordinal);
        string[] removed = [.. Settings.Keys.Where(names.Contains)];
        return (new ConfigurationFile(Path, kept, Ignored), removed);
    }

    private static ConfigurationFile Of(JsonElement root, string path)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new GspFormatException(path, 0, "JSON", $"expected an object of options, found {root.ValueKind}");
        }
        bool nested = root.TryGetProperty("settings", out JsonElement inner) && inner.ValueKind == JsonValueKind.Object;
        var settings = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var ignored = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (JsonProperty property in (nested ? inner : root).EnumerateObject())
        {
            if (Bookkeeping.Contains(property.Name))
            {
                ignored[property.Name] = property.Value.Clone();
            }
            else if (!settings.TryAdd(property.Name, property.Value.Clone()))
            {
                throw new GspFormatException(path, -1, property.Name, "the option stands twice");
            }
        }
        if (nested)
        {
            foreach (JsonProperty property in root.EnumerateObject().Where(property => property.Name != "settings"))
            {
                ignored[property.Name] = property.Value.Clone();
            }
        }
        return new ConfigurationFile(path, settings, ignored);
    }

    private static long Offset(ReadOnlySpan<byte> bytes, JsonException error)
    {
        long start = 0;
        for (long line = 0; line < (error.LineNumber ?? 0); line++)
        {
            start += bytes[(int)start..].IndexOf((byte)'\n') + 1;
        }
        return start + (error.BytePositionInLine ?? 0);
    }

    /// <summary>The message without the place, which the byte offset tells.</summary>
    private static string Reason(JsonException error)
    {
        int end = error.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? error.Message : error.Message[..end];
    }

    private static JsonElement Value(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(text);
        }
    }
}
