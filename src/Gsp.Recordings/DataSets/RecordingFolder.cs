namespace Gsp.Recordings;

/// <summary>Any folder of recordings as a set.</summary>
public static class RecordingFolder
{
    /// <summary>Lists the recordings below a folder: WFDB records and every file that <see cref="RecordingFile"/> reads; reads no file.</summary>
    /// <param name="folder">The folder; those below it are searched too.</param>
    /// <param name="options">What the files do not say, such as the rate of tables; null for the defaults.</param>
    /// <param name="patient">Finds the patient in a recording's name, such as <c>id => id[..4]</c>; null where each recording is of its own
    /// patient. A split by patient is only as good as this.</param>
    /// <returns>The recordings in ordinal order of their names, which are their paths below the folder without extension.</returns>
    /// <exception cref="IOException">An absent folder.</exception>
    /// <exception cref="ArgumentException">The folder holds no recording, or two of one name.</exception>
    public static RecordingSet<FileRecord> Open(
        string folder,
        RecordingFileOptions? options = null,
        Func<string, string>? patient = null
    )
    {
        string[] files =
        [
            .. Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(file => RecordingFile.Extensions.Contains(Path.GetExtension(file).ToLowerInvariant()))
                .Order(StringComparer.Ordinal),
        ];
        // A header's MAT-file is a part of its record.
        HashSet<string> headers = [.. files.Where(IsHeader).Select(HeaderComments.Base)];
        FileRecord[] records =
        [
            .. files
                .Where(file =>
                    IsHeader(file)
                    || !file.EndsWith(".mat", StringComparison.OrdinalIgnoreCase)
                    || !headers.Contains(HeaderComments.Base(file))
                )
                .Select(file => Record(file, folder, options, patient)),
        ];
        Require.That(
            records.Length > 0,
            $"folder '{folder}' holds no recording; expected {string.Join(", ", RecordingFile.Extensions)}",
            nameof(folder)
        );
        return new RecordingSet<FileRecord>(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), records);
    }

    private static FileRecord Record(
        string file,
        string folder,
        RecordingFileOptions? options,
        Func<string, string>? patient
    )
    {
        string id = Path.GetRelativePath(folder, HeaderComments.Base(file)).Replace('\\', '/');
        return new FileRecord
        {
            Id = id,
            Patient = patient?.Invoke(id) ?? id,
            File = IsHeader(file) ? HeaderComments.Base(file) : file,
            Options = options,
        };
    }

    private static bool IsHeader(string file) => file.EndsWith(".hea", StringComparison.OrdinalIgnoreCase);
}
