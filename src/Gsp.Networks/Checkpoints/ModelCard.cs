using System.Globalization;
using System.Text.Json;

namespace Gsp.Networks;

/// <summary>What a checkpoint says about its model beside the weights: architecture, preparation of the input, origin.</summary>
/// <remarks>Kept as text in the file's metadata under keys that begin with <c>gsp.</c>; other keys stay untouched.</remarks>
public sealed record ModelCard
{
    private const string Layout = "1";
    private const string Prefix = "gsp.";
    private const string DateFormat = "yyyy-MM-dd'T'HH:mm:sszzz";

    /// <summary>Name of the architecture, for instance <c>ResNet18</c>; not empty.</summary>
    public required string Architecture { get; init; }

    /// <summary>The architecture's options as JSON; null where it has none.</summary>
    public string? Options { get; init; }

    /// <summary>What is done to a recording before it enters the model, as JSON; null where nothing was recorded.</summary>
    public string? Preprocessing { get; init; }

    /// <summary>Where the model comes from.</summary>
    public Provenance Provenance { get; init; } = new();

    /// <summary>The card as metadata, with other metadata beside it.</summary>
    /// <param name="others">Further text to keep, none of it under <c>gsp.</c>; null for none.</param>
    /// <returns>Text by key, to be given to <see cref="Safetensors.Write(string, IEnumerable{SafetensorsSource}, IReadOnlyDictionary{string, string})"/>.</returns>
    /// <exception cref="ArgumentException">No architecture, options or preprocessing that are not JSON, or a checksum that is none.</exception>
    public IReadOnlyDictionary<string, string> ToMetadata(IReadOnlyDictionary<string, string>? others = null)
    {
        foreach ((string key, string? value) in Texts())
        {
            string? wrong = Wrong(key, value);
            Require.That(wrong is null, $"{key} is '{value}'; {wrong}", key);
        }
        var metadata = new SortedDictionary<string, string>(StringComparer.Ordinal) { [Prefix + "card"] = Layout };
        foreach ((string key, string value) in others ?? new Dictionary<string, string>())
        {
            Require.That(
                !key.StartsWith(Prefix, StringComparison.Ordinal),
                $"the key '{key}' is reserved for the model card",
                nameof(others)
            );
            metadata.Add(key, value);
        }
        foreach ((string key, string? value) in Texts())
        {
            if (value is not null)
            {
                metadata.Add(Prefix + key, value);
            }
        }
        return metadata;
    }

    /// <summary>The card of a checkpoint.</summary>
    /// <param name="file">The checkpoint.</param>
    /// <returns>The card; null where the checkpoint has none.</returns>
    /// <exception cref="GspFormatException">The card is of another layout or damaged.</exception>
    public static ModelCard? Of(SafetensorsFile file) => FromMetadata(file.Metadata, file.Path);

    /// <summary>The card in a checkpoint's metadata.</summary>
    /// <param name="metadata">Text by key.</param>
    /// <param name="path">The file to name in errors.</param>
    /// <returns>The card; null where there is none.</returns>
    /// <exception cref="GspFormatException">The card is of another layout or damaged.</exception>
    public static ModelCard? FromMetadata(IReadOnlyDictionary<string, string> metadata, string path = "metadata")
    {
        if (!metadata.TryGetValue(Prefix + "card", out string? layout))
        {
            return null;
        }
        if (layout != Layout)
        {
            throw Damaged(path, "card", $"layout '{layout}'; this library reads {Layout}");
        }
        string? Value(string key)
        {
            string? value = metadata.GetValueOrDefault(Prefix + key);
            return Wrong(key, value) is string wrong ? throw Damaged(path, key, $"'{value}': {wrong}") : value;
        }
        return new ModelCard
        {
            Architecture = Value("architecture")!,
            Options = Value("options"),
            Preprocessing = Value("preprocessing"),
            Provenance = new Provenance
            {
                DataSha256 = Value("data_sha256"),
                LibraryVersion = Value("library_version"),
                Seed = Value("seed") is string seed ? ulong.Parse(seed, CultureInfo.InvariantCulture) : null,
                Command = Value("command"),
                Date = Value("date") is string date
                    ? DateTimeOffset.ParseExact(date, DateFormat, CultureInfo.InvariantCulture)
                    : null,
            },
        };
    }

    /// <summary>Architecture and origin.</summary>
    /// <returns>One line.</returns>
    public override string ToString() =>
        string.Join(", ", Texts().Where(pair => pair.Value is not null).Select(pair => $"{pair.Key} {pair.Value}"));

    private IEnumerable<(string Key, string? Value)> Texts() =>
        [
            ("architecture", Architecture),
            ("options", Options),
            ("preprocessing", Preprocessing),
            ("data_sha256", Provenance.DataSha256),
            ("library_version", Provenance.LibraryVersion),
            ("seed", Provenance.Seed?.ToString(CultureInfo.InvariantCulture)),
            ("command", Provenance.Command),
            ("date", Provenance.Date?.ToString(DateFormat, CultureInfo.InvariantCulture)),
        ];

    /// <summary>What is wrong with a text of the card; null where nothing is.</summary>
    private static string? Wrong(string key, string? value) =>
        key switch
        {
            "architecture" => string.IsNullOrEmpty(value) ? "an architecture's name is needed" : null,
            _ when value is null => null,
            "options" or "preprocessing" => IsJson(value) ? null : "JSON is needed",
            "data_sha256" => value.Length == 64 && value.All(char.IsAsciiHexDigitLower)
                ? null
                : "64 lower-case hexadecimal digits are needed",
            "seed" => ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _)
                ? null
                : "a whole number from 0 to 2^64 - 1 is needed",
            "date" => DateTimeOffset.TryParseExact(
                value,
                DateFormat,
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out _
            )
                ? null
                : $"a date of the form {DateFormat} is needed",
            _ => null,
        };

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static GspFormatException Damaged(string path, string key, string reason) =>
        new(path, -1, $"{SafetensorsHeader.MetadataName}.{Prefix}{key}", reason);
}
