using System.Text.RegularExpressions;

namespace Gsp.Recordings;

/// <summary>The MIT-BIH arrhythmia and noise-stress databases: two-channel recordings of 30 minutes at 360 Hz with reference beats and rhythms (Moody and Mark 2001).</summary>
public static partial class MitBih
{
    /// <summary>Lists the recordings below a folder; reads every header and annotation file.</summary>
    /// <param name="folder">The folder; those below it are searched too.</param>
    /// <param name="annotator">The extension of the annotation files; a recording without one has no marks.</param>
    /// <returns>The recordings in ordinal order of their paths; labels are the rhythms that the marks name, such as <c>AFIB</c>; the report
    /// holds the header's comments. Records 201 and 202 are of one patient; a noise-stress record such as <c>118e06</c> is of the patient
    /// whose record it was made from.</returns>
    /// <exception cref="GspFormatException">An annotation file is damaged.</exception>
    /// <exception cref="IOException">An absent folder.</exception>
    /// <exception cref="ArgumentException">No header below the folder, or two of one name.</exception>
    public static RecordingSet<FileRecord> Open(string folder, string annotator = "atr") =>
        new("MIT-BIH", [.. HeaderComments.Files(folder).Select(file => Record(file, annotator))]);

    private static FileRecord Record(string file, string annotator)
    {
        string id = Path.GetFileNameWithoutExtension(file);
        string record = HeaderComments.Base(file);
        string marks = $"{record}.{annotator}";
        bool marked = File.Exists(marks);
        IReadOnlyList<string> comments = HeaderComments.Read(file);
        // The first comment reads: age sex, two numbers of the tape, its recorder.
        Match subject = Subject().Match(comments.FirstOrDefault(""));
        return new FileRecord
        {
            Id = id,
            Patient = Patient(id),
            File = record,
            Marks = marked ? marks : null,
            Report = string.Join('\n', comments),
            Age = subject.Success ? HeaderComments.Age(subject.Groups[1].Value) : null,
            Sex = subject.Success ? HeaderComments.Sex(subject.Groups[2].Value) : Sex.Unknown,
            Labels = RhythmMarks.Rhythms(marked ? Wfdb.ReadAnnotations(marks) : []),
        };
    }

    private static string Patient(string id) =>
        id == "202" ? "201"
        : NoiseStress().Match(id) is { Success: true } made ? made.Groups[1].Value
        : id;

    [GeneratedRegex(@"^(-?\d+) ([MF])\b")]
    private static partial Regex Subject();

    [GeneratedRegex(@"^(\d{3})e_?\d\d$")]
    private static partial Regex NoiseStress();
}
