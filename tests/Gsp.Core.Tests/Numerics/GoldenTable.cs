using System.Globalization;

namespace Gsp.Core.Tests;

/// <summary>Reads a committed file of lines <c>name: value value ...</c>.</summary>
internal sealed class GoldenTable
{
    private readonly Dictionary<string, double[]> rows = new(StringComparer.Ordinal);

    public GoldenTable(string area, string file)
    {
        foreach (string line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Golden", area, file)))
        {
            int colon = line.IndexOf(": ", StringComparison.Ordinal);
            rows[line[..colon]] =
            [
                .. line[(colon + 2)..]
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Select(cell => double.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture)),
            ];
        }
    }

    public IEnumerable<string> Names => rows.Keys;

    public double[] this[string name] => rows[name];
}
