namespace Gsp.Testing;

/// <summary>Finds the checkout that the tests run from, and the optional data beside it.</summary>
public static class Repository
{
    /// <summary>The folder that holds <c>Gsp.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The folder of shared golden numbers and recordings beside the checkout (or <c>GSP_SHARED</c>); null where there is none.</summary>
    public static string? Shared { get; } = FindShared();

    /// <summary>Whether the slow suites were asked for.</summary>
    public static bool Slow => Environment.GetEnvironmentVariable("GSP_SLOW") == "1";

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Gsp.sln")))
            {
                return folder.FullName;
            }
        }
        throw new InvalidOperationException($"no Gsp.sln above {AppContext.BaseDirectory}");
    }

    private static string? FindShared()
    {
        string? named = Environment.GetEnvironmentVariable("GSP_SHARED");
        string path = named ?? Path.Combine(Root, "..", "shared");
        return Directory.Exists(path) ? Path.GetFullPath(path) : null;
    }
}
