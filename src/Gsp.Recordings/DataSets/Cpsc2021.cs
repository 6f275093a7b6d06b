using System.Text.RegularExpressions;

namespace Gsp.Recordings;

/// <summary>CPSC 2021: two-lead recordings at 200 Hz with reference beats and rhythms, for paroxysmal atrial fibrillation (Wang et al. 2021).</summary>
public static partial class Cpsc2021
{
    /// <summary>Lists the recordings below a folder; reads every header.</summary>
    /// <param name="folder">The folder; those below it are searched too.</param>
    /// <returns>The recordings in ordinal order of their paths. <c>data_101_6</c> is the sixth of patient 101; the label is the header's
    /// comment: non atrial fibrillation, paroxysmal or persistent atrial fibrillation.</returns>
    /// <exception cref="IOException">An absent folder.</exception>
    /// <exception cref="ArgumentException">No header below the folder, or two of one name.</exception>
    public static RecordingSet<FileRecord> Open(string folder) =>
        new("CPSC 2021", [.. HeaderComments.Files(folder).Select(Record)]);

    private static FileRecord Record(string file)
    {
        string id = Path.GetFileNameWithoutExtension(file);
        string record = HeaderComments.Base(file);
        Match name = Name().Match(id);
        return new FileRecord
        {
            Id = id,
            Patient = name.Success ? name.Groups[1].Value : id,
            File = record,
            Marks = File.Exists($"{record}.atr") ? $"{record}.atr" : null,
            Labels = new SortedSet<string>(HeaderComments.Read(file).Take(1), StringComparer.Ordinal),
        };
    }

    [GeneratedRegex(@"^data_(\d+)_\d+$")]
    private static partial Regex Name();
}
