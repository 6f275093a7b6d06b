using System.Globalization;
using System.Reflection;

namespace Gsp.Topology;

/// <summary>Writes an options record as the settings of a fit.</summary>
internal static class OptionSettings
{
    /// <summary>Every public option by name, as culture-invariant text that reads back to the same bits.</summary>
    public static IReadOnlyDictionary<string, string> Of(object options)
    {
        var settings = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Add(settings, "", options);
        return settings;
    }

    private static void Add(SortedDictionary<string, string> settings, string prefix, object options)
    {
        foreach (PropertyInfo property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            object? value = property.GetValue(options);
            string name = prefix + property.Name;
            if (value is StoppingOptions nested)
            {
                Add(settings, name + ".", nested);
            }
            else
            {
                settings[name] = value switch
                {
                    null => "null",
                    IEnumerable<double> numbers => string.Join(
                        ' ',
                        numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture))
                    ),
                    double number => number.ToString("R", CultureInfo.InvariantCulture),
                    IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
                    _ => value.ToString() ?? "",
                };
            }
        }
    }
}
