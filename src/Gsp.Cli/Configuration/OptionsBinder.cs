using System.Reflection;
using System.Text.Json;

namespace Gsp.Cli;

/// <summary>Fills an options record from named values.</summary>
/// <remarks>Names are accepted as the property is called, in camelCase, snake_case or kebab-case, and under the method's aliases. Options of a
/// nested record are named with a dot (<c>stopping.patience</c>), by an object, or by their own name where no other option has it.</remarks>
internal static class OptionsBinder
{
    /// <summary>Sets options of a record.</summary>
    /// <param name="options">A fresh options record; it is changed.</param>
    /// <param name="configuration">The names and values.</param>
    /// <param name="aliases">Further names.</param>
    /// <exception cref="CommandError">An unknown name, with the nearest known one, or a value of the wrong kind.</exception>
    public static object Bind(object options, ConfigurationFile configuration, IReadOnlyList<OptionAlias> aliases)
    {
        Type type = options.GetType();
        Dictionary<string, string> known = Known(type, aliases);
        foreach ((string name, JsonElement value) in Flatten(configuration.Settings))
        {
            if (!known.TryGetValue(Key(name), out string? property))
            {
                throw Unknown(name, configuration.Path, type, aliases);
            }
            OptionAlias? alias = aliases.FirstOrDefault(a => Key(a.Name) == Key(name));
            string place = $"{configuration.Path}: option '{name}'";
            object? converted = alias?.Convert is { } convert ? Converted(convert, value, place) : value;
            foreach (string one in property.Split('+'))
            {
                Set(options, one, converted, place);
            }
        }
        return options;
    }

    /// <summary>Whether a record has every option named.</summary>
    public static bool Knows(object options, ConfigurationFile configuration, IReadOnlyList<OptionAlias> aliases)
    {
        Dictionary<string, string> known = Known(options.GetType(), aliases);
        return Flatten(configuration.Settings).All(setting => known.ContainsKey(Key(setting.Key)));
    }

    /// <summary>The names of a record's options, nested ones with a dot.</summary>
    public static IEnumerable<string> OptionNames(Type type) => Names(type, "", topLevel: false).Values.Distinct();

    /// <summary>Whether a type is a record of options nested in another.</summary>
    public static bool IsNested(Type type)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain.IsClass && plain.Namespace == "Gsp.Topology" && plain.GetConstructor(Type.EmptyTypes) is not null;
    }

    /// <summary>The settable options of a record.</summary>
    public static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite);

    private static Dictionary<string, string> Known(Type type, IReadOnlyList<OptionAlias> aliases)
    {
        Dictionary<string, string> known = Names(type, "", topLevel: true);
        HashSet<string> properties = [.. known.Values];
        // An alias of an option that only another record of the method has means nothing here.
        foreach (OptionAlias alias in aliases.Where(alias => alias.Property.Split('+').All(properties.Contains)))
        {
            known[Key(alias.Name)] = alias.Property;
        }
        return known;
    }

    private static object Create(Type type) =>
        Activator.CreateInstance(type) ?? throw new InvalidOperationException($"{type} has no default");

    private static IEnumerable<KeyValuePair<string, JsonElement>> Flatten(
        IReadOnlyDictionary<string, JsonElement> settings
    ) =>
        settings.SelectMany(setting =>
            setting.Value.ValueKind == JsonValueKind.Object
                ? setting.Value.EnumerateObject().Select(p => KeyValuePair.Create($"{setting.Key}.{p.Name}", p.Value))
                : [setting]
        );

    private static Dictionary<string, string> Names(Type type, string prefix, bool topLevel)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (PropertyInfo property in Properties(type))
        {
            string path = prefix + property.Name;
            if (!IsNested(property.PropertyType))
            {
                names[Key(path)] = path;
                continue;
            }
            names[Key(path)] = path;
            foreach ((string key, string nested) in Names(property.PropertyType, path + ".", topLevel: false))
            {
                names[key] = nested;
                if (topLevel)
                {
                    names.TryAdd(Key(nested[(nested.LastIndexOf('.') + 1)..]), nested);
                }
            }
        }
        return names;
    }

    private static string Key(string name) =>
        string.Concat(name.Where(c => c is not ('_' or '-' or ' '))).ToLowerInvariant();

    private static object? Converted(Func<JsonElement, object?> convert, JsonElement value, string place)
    {
        try
        {
            return convert(value);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            throw CommandError.Usage($"{place}: {value.GetRawText()} is not a value that it can take", e);
        }
    }

    private static void Set(object options, string path, object? value, string place)
    {
        int dot = path.IndexOf('.', StringComparison.Ordinal);
        PropertyInfo property = options.GetType().GetProperty(dot < 0 ? path : path[..dot])!;
        if (dot >= 0)
        {
            object nested = property.GetValue(options) ?? Create(property.PropertyType);
            Set(nested, path[(dot + 1)..], value, place);
            property.SetValue(options, nested);
            return;
        }
        property.SetValue(
            options,
            value is JsonElement json ? JsonOption.Read(json, property.PropertyType, place) : value
        );
    }

    private static CommandError Unknown(string name, string path, Type type, IReadOnlyList<OptionAlias> aliases)
    {
        string[] known = [.. OptionNames(type), .. aliases.Select(alias => alias.Name)];
        string? nearest = NearestName.Of(name, known);
        string help = nearest is not null ? $"did you mean '{nearest}'?" : $"known are {string.Join(", ", known)}";
        return CommandError.Usage($"{path}: unknown option '{name}'; {help}");
    }
}
