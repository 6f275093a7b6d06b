using System.Globalization;

namespace Gsp.Testing;

/// <summary>Reads golden numbers: plain CSV with an optional header line.</summary>
public static class Golden
{
    /// <summary>The rows of a numeric CSV file; a first line that does not start like a number is skipped as a header.</summary>
    public static double[][] Csv(string path)
    {
        string[] lines = File.ReadAllLines(path);
        int skip = lines.Length > 0 && (char.IsAsciiDigit(lines[0][0]) || lines[0][0] == '-') ? 0 : 1;
        return [.. lines.Skip(skip).Where(line => line.Length > 0).Select(Row)];
    }

    /// <summary>The header names of a CSV file.</summary>
    public static string[] Header(string path) => File.ReadLines(path).First().Split(',');

    private static double[] Row(string line) =>
        [.. line.Split(',').Select(cell => double.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture))];
}
