using System.Globalization;
using System.Text.Json;

namespace Gsp.Cli;

/// <summary>Turns one JSON value into the type of an option.</summary>
internal static class JsonOption
{
    /// <summary>Reads a value.</summary>
    /// <param name="json">The value.</param>
    /// <param name="type">The option's type.</param>
    /// <param name="place">Where it stands, for messages.</param>
    /// <exception cref="CommandError">The value is of another kind.</exception>
    public static object? Read(JsonElement json, Type type, string place)
    {
        Type? inner = Nullable.GetUnderlyingType(type);
        bool mayBeNull = inner is not null || !type.IsValueType;
        if (json.ValueKind == JsonValueKind.Null && mayBeNull)
        {
            return null;
        }
        Type wanted = inner ?? type;
        object? value = wanted switch
        {
            _ when wanted == typeof(double) => Number(json),
            _ when wanted == typeof(int) => Integer(json) is long i and >= int.MinValue and <= int.MaxValue
                ? (int)i
                : null,
            _ when wanted == typeof(long) => Integer(json),
            _ when wanted == typeof(ulong) => Integer(json) is long u and >= 0 ? (ulong)u : null,
            _ when wanted == typeof(bool) => Boolean(json),
            _ when wanted == typeof(string) => json.ValueKind == JsonValueKind.String ? json.GetString() : null,
            { IsEnum: true } => Enumeration(json, wanted, place),
            _ when wanted.IsAssignableFrom(typeof(double[])) => Numbers(json),
            _ when wanted.IsAssignableFrom(typeof(int[])) => Numbers(json)?.Select(v => (int)v).ToArray(),
            _ => throw CommandError.Usage($"{place} cannot be given in a file of options"),
        };
        return value ?? throw CommandError.Usage($"{place} is {json.GetRawText()}; expected {Describe(wanted)}");
    }

    private static string Describe(Type type) =>
        type switch
        {
            _ when type == typeof(double) => "a number",
            _ when type == typeof(int) || type == typeof(long) || type == typeof(ulong) => "a whole number",
            _ when type == typeof(bool) => "true or false",
            _ when type == typeof(string) => "a text",
            _ => "a list of numbers",
        };

    private static object? Number(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Number => json.GetDouble(),
            // JSON has no words for these; they are let through so that the range check can name them.
            JsonValueKind.String when json.GetString() is "NaN" or "Infinity" or "-Infinity" => double.Parse(
                json.GetString()!,
                CultureInfo.InvariantCulture
            ),
            _ => null,
        };

    private static long? Integer(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Number)
        {
            return null;
        }
        if (json.TryGetInt64(out long whole))
        {
            return whole;
        }
        // Other programs write whole numbers as 3.0.
        double value = json.GetDouble();
        return Math.Truncate(value).Equals(value) && Math.Abs(value) < 1L << 53 ? (long)value : null;
    }

    private static object? Boolean(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number when json.GetDouble() is 0 or 1 => json.GetDouble().Equals(1.0),
            _ => null,
        };

    private static object Enumeration(JsonElement json, Type type, string place)
    {
        string[] names = Enum.GetNames(type);
        string? given = json.ValueKind == JsonValueKind.String ? json.GetString() : null;
        string? name = names.FirstOrDefault(n => given is not null && Plain(n) == Plain(given));
        if (name is null)
        {
            string? nearest = given is null ? null : NearestName.Of(given, names);
            string help = nearest is null ? "" : $"; did you mean '{nearest}'?";
            throw CommandError.Usage(
                $"{place} is {json.GetRawText()}; it must be one of {string.Join(", ", names)}{help}"
            );
        }
        return Enum.Parse(type, name);
    }

    // One number is a list of one.
    private static double[]? Numbers(JsonElement json) =>
        json.ValueKind == JsonValueKind.Number ? [json.GetDouble()]
        : json.ValueKind == JsonValueKind.Array
        && json.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number)
            ? [.. json.EnumerateArray().Select(item => item.GetDouble())]
        : null;

    private static string Plain(string name) =>
        string.Concat(name.Where(c => c is not ('_' or '-' or ' '))).ToLowerInvariant();
}
