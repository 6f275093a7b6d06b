namespace Gsp.Core.Tests.Files;

/// <summary>The golden files of independent software, see Golden/files/README.md.</summary>
internal static class FilesGolden
{
    public static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "Golden", "files", name);

    /// <summary>A path in a fresh folder that is removed with the returned scope.</summary>
    public static TemporaryFolder Temporary() => new();
}

internal sealed class TemporaryFolder : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("gsp-files-").FullName;

    public string this[string name] => Path.Combine(Folder, name);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
