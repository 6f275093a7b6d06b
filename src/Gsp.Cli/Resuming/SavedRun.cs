namespace Gsp.Cli;

/// <summary>The file that holds an unfinished run: who it is and how far it has come.</summary>
/// <param name="path">The file.</param>
/// <param name="kind">What kind of run it holds, with its layout's version.</param>
/// <param name="identity">The present run.</param>
internal sealed class SavedRun(string path, string kind, RunIdentity identity)
{
    private const int MostNamed = 6;
    private const string StartAnew = "delete the file to start anew";

    /// <summary>The file's path.</summary>
    public string Path => path;

    /// <summary>Writes the file atomically.</summary>
    /// <param name="state">How far the run has come.</param>
    public void Save(Snapshot state)
    {
        Snapshot file = new Snapshot(kind).PutPart("state", state);
        identity.Save(file);
        file.Save(path);
    }

    /// <summary>Reads the file, where there is one, and hands its state over.</summary>
    /// <param name="restore">Takes the state over.</param>
    /// <param name="accept">Whether to go on in spite of a difference.</param>
    /// <returns>Whether there was a file.</returns>
    /// <exception cref="GspFormatException">The file is damaged or foreign.</exception>
    /// <exception cref="CommandError">It belongs to another run.</exception>
    public bool TryRestore(Action<Snapshot> restore, Func<RunIdentity.Difference, bool> accept)
    {
        if (!File.Exists(path))
        {
            return false;
        }
        try
        {
            Snapshot file = Snapshot.Load(path);
            file.RequireKind(kind);
            RequireSameRun([.. identity.DifferencesFrom(file).Where(difference => !accept(difference))]);
            restore(file.GetPart("state"));
            return true;
        }
        catch (GspFormatException e)
        {
            throw new GspFormatException(path, e.ByteOffset, e.Field, $"{e.Reason}; {StartAnew}", e);
        }
        catch (Exception e) when (e is ArgumentException or IndexOutOfRangeException)
        {
            string reason = e is ArgumentException a ? CommandLine.WithoutParameter(a) : "an entry is too short";
            throw new GspFormatException(path, 0, "state", $"{reason}; {StartAnew}", e);
        }
    }

    /// <summary>Removes the file, and what a killed process left of an unfinished write.</summary>
    public void Delete()
    {
        File.Delete(path);
        string full = System.IO.Path.GetFullPath(path);
        string folder = System.IO.Path.GetDirectoryName(full) ?? ".";
        if (Directory.Exists(folder))
        {
            foreach (string left in Directory.GetFiles(folder, $".{System.IO.Path.GetFileName(full)}.*.partial"))
            {
                File.Delete(left);
            }
        }
    }

    private void RequireSameRun(IReadOnlyList<RunIdentity.Difference> differences)
    {
        if (differences.Count == 0)
        {
            return;
        }
        string list = string.Join(", ", differences.Take(MostNamed));
        string others = differences.Count > MostNamed ? $" and {differences.Count - MostNamed} more" : "";
        string message =
            $"{path} holds the beginning of another run: {list}{others}; run the command as it was, or {StartAnew}";
        throw differences.All(difference => difference.IsInput)
            ? CommandError.BadInput(message)
            : CommandError.Usage(message);
    }
}
