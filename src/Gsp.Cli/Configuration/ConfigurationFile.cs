using System.Text.Json;

namespace Gsp.Cli;

/// <summary>The options that a JSON file, and words of the command line, give by name.</summary>
internal sealed class ConfigurationFile
{
    // What run records hold beside their settings; never an option of a method.
    private static readonly string[] Bookkeeping = ["dataset"];

    private ConfigurationFile(string path, Dictionary<string, JsonElement> settings, IReadOnlyList<string> ignored)
    {
        Path = path;
        Settings = settings;
        Ignored = ignored;
    }

    /// <summary>No options.</summary>
    public static ConfigurationFile Empty =>
        new("command line", new Dictionary<string, JsonElement>(StringComparer.Ordinal), []);

    /// <summary>The file's path, for messages.</summary>
    public string Path { get; }

    /// <summary>The options by the names that the file uses.</summary>
    public IReadOnlyDictionary<string, JsonElement> Settings { get; }

    /// <summary>Names that were passed over.</summary>
    public IReadOnlyList<string> Ignored { get; }

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
            throw new GspFormatException(path, -1, "JSON", e.Message, e);
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
        var ignored = new List<string>();
        foreach (JsonProperty property in (nested ? inner : root).EnumerateObject())
        {
            if (Bookkeeping.Contains(property.Name))
            {
                ignored.Add(property.Name);
            }
            else if (!settings.TryAdd(property.Name, property.Value.Clone()))
            {
                throw new GspFormatException(path, -1, property.Name, "the option stands twice");
            }
        }
        if (nested)
        {
            ignored.AddRange(
                root.EnumerateObject().Select(property => property.Name).Where(name => name != "settings")
            );
        }
        return new ConfigurationFile(path, settings, ignored);
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
