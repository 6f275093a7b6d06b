using System.Globalization;

namespace Gsp.Recordings;

/// <summary>Reads the comments of a WFDB header without its samples, where data sets keep labels: <c># Dx: 426783006</c>.</summary>
internal static class HeaderComments
{
    /// <summary>The comment lines, without <c>#</c> and blanks around them; blank ones are left out.</summary>
    /// <param name="path">The header file.</param>
    public static IReadOnlyList<string> Read(string path)
    {
        // Labels and names of drugs are ASCII; what is not becomes U+FFFD and harms nothing.
        return
        [
            .. File.ReadLines(path)
                .Select(line => line.TrimStart())
                .Where(line => line.StartsWith('#'))
                .Select(line => line.TrimStart('#').Trim())
                .Where(line => line.Length > 0),
        ];
    }

    /// <summary>The text after a key and a colon, keys with or without angle brackets; empty where there is none.</summary>
    public static string Value(IEnumerable<string> comments, string key)
    {
        foreach (string comment in comments)
        {
            int colon = comment.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && comment[..colon].Trim('<', '>', ' ').Equals(key, StringComparison.OrdinalIgnoreCase))
            {
                return comment[(colon + 1)..].Trim();
            }
        }
        return "";
    }

    /// <summary>Years of an age; null for <c>NaN</c>, <c>Unknown</c>, negative ones and anything else that is no number.</summary>
    public static double? Age(string text) =>
        double.TryParse(text.TrimStart('>'), NumberStyles.Float, CultureInfo.InvariantCulture, out double age)
        && age is >= 0 and < 150
            ? age
            : null;

    /// <summary>The sex that a word names.</summary>
    public static Sex Sex(string text) =>
        text.Trim().ToUpperInvariant() switch
        {
            "M" or "MALE" => Gsp.Recordings.Sex.Male,
            "F" or "FEMALE" => Gsp.Recordings.Sex.Female,
            _ => Gsp.Recordings.Sex.Unknown,
        };

    /// <summary>The header files below a folder, in ordinal order of their paths.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static IReadOnlyList<string> Files(string folder)
    {
        string[] files =
        [
            .. Directory.EnumerateFiles(folder, "*.hea", SearchOption.AllDirectories).Order(StringComparer.Ordinal),
        ];
        Require.That(files.Length > 0, $"folder '{folder}' holds no WFDB header (*.hea)", nameof(folder));
        return files;
    }

    /// <summary>A file's path without extension.</summary>
    public static string Base(string file) =>
        Path.Combine(Path.GetDirectoryName(file) ?? "", Path.GetFileNameWithoutExtension(file));
}
