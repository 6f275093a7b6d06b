using Gsp.Testing;

namespace Gsp.Core.Tests.Architecture;

/// <summary>The repository's own text files.</summary>
internal static class SourceFiles
{
    /// <summary>All files of some endings below folders of the repository, build outputs left out.</summary>
    public static IReadOnlyList<string> Below(string[] folders, params string[] endings) =>
        [
            .. folders
                .Select(folder => Path.Combine(Repository.Root, folder))
                .Where(Directory.Exists)
                .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
                .Where(path => endings.Contains(Path.GetExtension(path)) && !IsOutput(path))
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>A path below the repository, with forward slashes.</summary>
    public static string Relative(string path) => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/');

    private static bool IsOutput(string path)
    {
        string relative = $"/{Relative(path)}";
        return relative.Contains("/bin/", StringComparison.Ordinal)
            || relative.Contains("/obj/", StringComparison.Ordinal);
    }
}
