namespace Gsp.Cli;

/// <summary>Writes output folders that are either complete or absent.</summary>
internal static class ResultFolder
{
    private const string Mark = "manifest.json";

    /// <summary>Refuses a folder that holds something else than results, before any work is done.</summary>
    /// <exception cref="CommandError">The path is a file, or a folder that this program did not write.</exception>
    public static void Check(string path)
    {
        if (File.Exists(path))
        {
            throw CommandError.Usage($"--out {path}: this is a file; name a folder");
        }
        bool foreign =
            Directory.Exists(path)
            && Directory.EnumerateFileSystemEntries(path).Any()
            && !File.Exists(Path.Combine(path, Mark));
        if (foreign)
        {
            throw CommandError.Usage(
                $"--out {path}: the folder holds files that are no results of this program; name a new or empty folder"
            );
        }
    }

    /// <summary>The path of something that is kept beside the folder until the folder is complete.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="ending">What the name ends with.</param>
    public static string Beside(string path, string ending) =>
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)) + ending;

    /// <summary>Fills a folder beside the target and then puts it in the target's place.</summary>
    /// <param name="path">The target; an earlier result there is replaced.</param>
    /// <param name="fill">Writes the files into the folder it is given.</param>
    public static void Write(string path, Action<string> fill)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        string parent = Path.GetDirectoryName(full) ?? ".";
        Directory.CreateDirectory(parent);
        string temporary = Path.Combine(parent, $".{Path.GetFileName(full)}.{Guid.NewGuid():N}.partial");
        Directory.CreateDirectory(temporary);
        try
        {
            fill(temporary);
            string old = temporary + ".old";
            if (Directory.Exists(full))
            {
                Directory.Move(full, old);
            }
            Directory.Move(temporary, full);
            if (Directory.Exists(old))
            {
                Directory.Delete(old, recursive: true);
            }
        }
        finally
        {
            if (Directory.Exists(temporary))
            {
                Directory.Delete(temporary, recursive: true);
            }
        }
    }
}
