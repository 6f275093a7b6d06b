namespace Gsp.Recordings;

/// <summary>One wave on one lead, in samples from 0, as it was marked; -1 where a limit was not.</summary>
/// <param name="Lead">The lead, such as <c>aVR</c>.</param>
/// <param name="Kind">Which wave.</param>
/// <param name="Onset">Its first sample.</param>
/// <param name="Peak">Its peak.</param>
/// <param name="Offset">Its last sample.</param>
public readonly record struct WaveMark(string Lead, WaveKind Kind, long Onset, long Peak, long Offset);

/// <summary>A recording of LUDB.</summary>
public sealed record LudbRecord : RecordingEntry
{
    /// <summary>The file, without extension.</summary>
    public required string File { get; init; }

    /// <inheritdoc/>
    public override Recording Load() => RecordingFile.Read(File);

    /// <summary>The cardiologists' marks on every lead, by lead and time.</summary>
    /// <remarks>The first and last beats of a recording are not marked. A few waves lack a limit, or have their onset a sample or two behind
    /// their peak.</remarks>
    /// <exception cref="GspFormatException">An annotation file is damaged, or its marks are no waves.</exception>
    /// <exception cref="IOException">A lead's annotation file is absent.</exception>
    public IReadOnlyList<WaveMark> Waves() => [.. LeadNames.Standard.SelectMany(Waves)];

    /// <summary>The cardiologists' marks on one lead, by time.</summary>
    /// <param name="lead">The lead, in any spelling.</param>
    /// <exception cref="ArgumentException">No such lead.</exception>
    /// <exception cref="GspFormatException">The annotation file is damaged, or its marks are no waves.</exception>
    /// <exception cref="IOException">The annotation file is absent.</exception>
    public IReadOnlyList<WaveMark> Waves(string lead)
    {
        string name =
            LeadNames.Normalise(lead)
            ?? throw new ArgumentException($"'{lead}' is none of the twelve leads", nameof(lead));
        string path = $"{File}.{name.ToLowerInvariant()}";
        return LudbMarks.Waves(Wfdb.ReadAnnotations(path), name, path);
    }
}

/// <summary>LUDB: 200 twelve-lead ECGs of 10 s at 500 Hz, each with P, QRS and T waves marked by cardiologists on every lead (Kalyakulina et al. 2020).</summary>
public static class Ludb
{
    /// <summary>Lists the recordings of a folder; reads every header.</summary>
    /// <param name="folder">The folder with <c>ludb.csv</c> or the one with the records.</param>
    /// <returns>The recordings by number. Labels are the lines of the diagnosis without their full stop, the report is the whole of it.
    /// Each recording is of another subject.</returns>
    /// <exception cref="IOException">An absent folder.</exception>
    /// <exception cref="ArgumentException">No header below the folder.</exception>
    public static RecordingSet<LudbRecord> Open(string folder) =>
        new(
            "LUDB",
            [
                .. HeaderComments
                    .Files(folder)
                    .Select(Record)
                    .OrderBy(record => record.Id.Length)
                    .ThenBy(record => record.Id, StringComparer.Ordinal),
            ]
        );

    private static LudbRecord Record(string file)
    {
        IReadOnlyList<string> comments = HeaderComments.Read(file);
        string id = Path.GetFileNameWithoutExtension(file);
        string[] diagnoses =
        [
            .. comments
                .SkipWhile(line => !line.StartsWith("<diagnoses>", StringComparison.OrdinalIgnoreCase))
                .Skip(1)
                .Select(line => line.TrimEnd('.', ' ')),
        ];
        return new LudbRecord
        {
            Id = id,
            Patient = id,
            File = HeaderComments.Base(file),
            // One subject is given as older than 89.
            Age = HeaderComments.Age(HeaderComments.Value(comments, "age")),
            Sex = HeaderComments.Sex(HeaderComments.Value(comments, "sex")),
            Labels = new SortedSet<string>(diagnoses, StringComparer.Ordinal),
            Report = string.Join('\n', diagnoses),
        };
    }
}
