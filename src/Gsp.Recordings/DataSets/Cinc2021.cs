namespace Gsp.Recordings;

/// <summary>A recording of the PhysioNet/CinC Challenges 2020 and 2021.</summary>
public sealed record Cinc2021Record : RecordingEntry
{
    /// <summary>The file, without extension.</summary>
    public required string File { get; init; }

    /// <summary>The SNOMED CT codes of the header's <c>Dx</c>, in its order.</summary>
    public required IReadOnlyList<string> Codes { get; init; }

    /// <inheritdoc/>
    public override Recording Load() => RecordingFile.Read(File);
}

/// <summary>Twelve-lead ECGs of the PhysioNet/CinC Challenges 2020 and 2021: WFDB headers with age, sex and SNOMED CT codes, samples in MATLAB files.</summary>
public static class Cinc2021
{
    /// <summary>Lists the recordings below a folder; reads every header.</summary>
    /// <param name="folder">The folder; those below it are searched too.</param>
    /// <param name="scoredOnly">Whether labels are those of scored diagnoses only; else a code that is not scored is a label itself.</param>
    /// <returns>The recordings in ordinal order of their paths. The challenges name no patients, so each recording stands for one of its own:
    /// where two are of one patient, a split by patient cannot know it.</returns>
    /// <exception cref="IOException">An absent folder.</exception>
    /// <exception cref="ArgumentException">No header below the folder, or two of one name.</exception>
    public static RecordingSet<Cinc2021Record> Open(string folder, bool scoredOnly = true) =>
        new("CinC 2021", [.. HeaderComments.Files(folder).Select(file => Record(file, scoredOnly))]);

    private static Cinc2021Record Record(string file, bool scoredOnly)
    {
        IReadOnlyList<string> comments = HeaderComments.Read(file);
        string[] codes =
        [
            .. HeaderComments
                .Value(comments, "Dx")
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Where(code => code.All(char.IsAsciiDigit)),
        ];
        string id = Path.GetFileNameWithoutExtension(file);
        return new Cinc2021Record
        {
            Id = id,
            Patient = id,
            File = HeaderComments.Base(file),
            Codes = codes,
            Age = HeaderComments.Age(HeaderComments.Value(comments, "Age")),
            Sex = HeaderComments.Sex(HeaderComments.Value(comments, "Sex")),
            Labels = new SortedSet<string>(
                codes.Select(code => SnomedDiagnoses.Find(code)?.Label ?? (scoredOnly ? null : code)).OfType<string>(),
                StringComparer.Ordinal
            ),
        };
    }
}
