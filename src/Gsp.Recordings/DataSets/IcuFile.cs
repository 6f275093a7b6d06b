using System.Globalization;
using System.Text;
using Gsp.Files;

namespace Gsp.Recordings;

/// <summary>Reads the file of one stay: <c>Time,Parameter,Value</c>.</summary>
internal static class IcuFile
{
    private static readonly string[] DescriptorNames = ["Age", "Gender", "Height", "ICUType", "Weight"];

    /// <summary>Every value that is not missing.</summary>
    public static IReadOnlyList<IcuObservation> Read(string path) => Parse(FileBytes.ReadAll(path), path);

    /// <exception cref="GspFormatException">Not such a file.</exception>
    public static IReadOnlyList<IcuObservation> Parse(ReadOnlySpan<byte> bytes, string path)
    {
        var scanner = new RowScanner(bytes, (byte)',', path);
        if (!scanner.NextRow() || scanner.Count != 3 || scanner.Text(0) != "Time")
        {
            throw new GspFormatException(path, 0, "header", "expected Time,Parameter,Value");
        }
        var seen = new List<IcuObservation>();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        while (scanner.NextRow())
        {
            if (scanner.Count != 3)
            {
                throw scanner.RowError($"{scanner.Count} cells; expected Time,Parameter,Value");
            }
            int minute = Minute(ref scanner);
            string name = scanner.Text(1);
            // A few names are shared by all rows.
            name = names.TryGetValue(name, out string? known) ? known : names[name] = name;
            string text = Encoding.UTF8.GetString(scanner[2]);
            if (
                !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                || !double.IsFinite(value)
            )
            {
                throw scanner.Error(2, $"'{text}' is not a number");
            }
            // A row without name occurs in the original files and says nothing.
            if (value != -1 && name.Length > 0)
            {
                seen.Add(new IcuObservation(minute, name, value));
            }
        }
        return seen;
    }

    /// <summary>What was noted at admission.</summary>
    public static IReadOnlyDictionary<string, double> Descriptors(string path)
    {
        var found = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (IcuObservation seen in Read(path))
        {
            if (seen.Minute == 0 && DescriptorNames.Contains(seen.Parameter))
            {
                found.TryAdd(seen.Parameter, seen.Value);
            }
        }
        return found;
    }

    /// <summary>Minutes of a time such as 47:59.</summary>
    private static int Minute(ref RowScanner scanner)
    {
        string text = Encoding.UTF8.GetString(scanner[0]);
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        return
            colon > 0
            && int.TryParse(text.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out int hours)
            && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int minutes)
            && hours < 10_000
            && minutes < 60
            ? 60 * hours + minutes
            : throw scanner.Error(0, $"'{text}' is not a time; expected hours:minutes such as 07:45");
    }
}
