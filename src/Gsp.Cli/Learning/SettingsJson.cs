using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Gsp.Topology;

namespace Gsp.Cli;

/// <summary>Writes options and results as JSON.</summary>
internal static class SettingsJson
{
    /// <summary>The settings in force: the options, and over them what the method chose itself.</summary>
    public static JsonObject Of(object options, TopologyFit fit)
    {
        JsonObject settings = Of(options);
        foreach ((string name, string value) in fit.Settings)
        {
            settings[name] = Parsed(value);
        }
        return settings;
    }

    /// <summary>The options by name.</summary>
    public static JsonObject Of(object options)
    {
        var settings = new JsonObject();
        Add(settings, "", options);
        return settings;
    }

    /// <summary>A number, or null where JSON has no word for it.</summary>
    public static JsonNode? Number(double? value) =>
        value is double number && double.IsFinite(number) ? JsonValue.Create(number) : null;

    private static void Add(JsonObject settings, string prefix, object options)
    {
        foreach (PropertyInfo property in OptionsBinder.Properties(options.GetType()))
        {
            object? value = property.GetValue(options);
            string name = prefix + property.Name;
            if (value is not null && OptionsBinder.IsNested(property.PropertyType))
            {
                Add(settings, name + ".", value);
            }
            else
            {
                settings[name] = Value(value);
            }
        }
    }

    private static JsonNode? Value(object? value) =>
        value switch
        {
            null => null,
            bool flag => flag,
            double number => Number(number),
            int number => number,
            long number => number,
            ulong number => number,
            string text => text,
            Enum choice => choice.ToString(),
            IEnumerable<double> list => new JsonArray([.. list.Select(item => Number(item))]),
            IEnumerable<int> list => new JsonArray([.. list.Select(item => (JsonNode)item)]),
            IEnumerable list => string.Join(' ', list.Cast<object>()),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };

    private static JsonNode? Parsed(string text) =>
        text switch
        {
            "null" => null,
            "True" or "true" => true,
            "False" or "false" => false,
            _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) =>
                whole,
            _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => Number(
                number
            ),
            _ => text,
        };
}
